/** The pages of a header's revisions: all of them, one to read, two set against each other, one put back. */
import type { App } from '../../../core/app.js';
import { notFound } from '../../../core/errors.js';
import {
  type Answer,
  type MemberAsk,
  members,
  page,
  type Route,
  redirect,
} from '../../../core/http/route.js';
import type { Messages } from '../../../core/messages/index.js';
import { direction, fromStore, type SafeHtml, textToHtml } from '../../../core/text/index.js';
import { TAG_TYPES, tagKey } from '../../tags/index.js';
import { compareTexts } from '../desk/compare.js';
import { ComparedPart, differs } from '../desk/compare-view.js';
import { NOW } from '../desk/revision-queries.js';
import { editHeader } from '../edit-header.js';
import { fieldsOf } from '../fields-of.js';
import type { WorkHeader } from '../header.js';
import { type PreparedHeader, prepareHeader } from '../prepare.js';
import { workHeader } from '../queries.js';
import { fieldFaults, type WorkFields } from '../schema.js';
import { workSources } from '../sources.js';
import type { HeaderState } from './keep.js';
import { forgetHeader, type HeaderLine, headersOf } from './queries.js';
import { HeadersView, HeaderView, headersPath, type OnWork } from './views.js';

interface Asked {
  work: WorkHeader;
  fields: WorkFields;
  lines: HeaderLine[];
  on: OnWork;
}

async function asked(app: App, ask: MemberAsk): Promise<Asked> {
  const id = ask.params.id ?? '';
  const [work, sources] = await Promise.all([
    workHeader(app.db, ask.viewer, id),
    workSources(app.db, ask.viewer, id),
  ]);
  if (!work || !sources) throw notFound();
  return {
    work,
    fields: fieldsOf(work, sources),
    lines: await headersOf(app.db, ask.viewer, id),
    on: {
      id: work.id,
      title: work.title || ask.words.works.draft,
      lang: work.language,
      dir: direction(work.language, work.title),
    },
  };
}

/** The fields of the form with what a state says in the place of what stands there. */
function withState(fields: WorkFields, state: HeaderState): WorkFields {
  const of = (type: (typeof TAG_TYPES)[number]) =>
    state.tags.filter((tag) => tag.type === type).map((tag) => tag.name);
  return {
    ...fields,
    title: state.title,
    summary: state.summary_source ?? '',
    startNotes: state.start_notes_source ?? '',
    endNotes: state.end_notes_source ?? '',
    rating: of('rating')[0] ?? '',
    warnings: of('warning'),
    categories: of('category'),
    fandoms: of('fandom'),
    relationships: of('relationship'),
    emphasis: Object.fromEntries(
      state.tags.flatMap(({ name, emphasis }) => (emphasis ? [[tagKey(name), emphasis]] : [])),
    ),
    characters: of('character'),
    freeforms: of('freeform'),
  };
}

async function list(app: App, ask: MemberAsk): Promise<Answer> {
  const { on, lines } = await asked(app, ask);
  const r = ask.words.revisions;
  const notice = ask.query.has('restored')
    ? r.restored
    : ask.query.has('forgotten')
      ? r.forgotten
      : undefined;
  return page(r.of(on.title), <HeadersView on={on} lines={lines} notice={notice} />, {
    head: { robots: 'noindex' },
  });
}

const lineOf = ({ lines }: Asked, id: string): HeaderLine => {
  const line = lines.find((one) => one.id === id);
  if (!line) throw notFound();
  return line;
};

async function read(app: App, ask: MemberAsk, fault?: string): Promise<Answer> {
  const found = await asked(app, ask);
  const line = lineOf(found, ask.params.revision ?? '');
  const shown = await prepareHeader(app.sanitiser, withState(found.fields, line.state));
  const r = ask.words.revisions;
  return page(
    r.of(found.on.title),
    <HeaderView
      on={found.on}
      id={line.id}
      saved={r.saved(ask.words.moment(line.saved), line.by)}
      shown={shown}
      tags={line.state.tags}
      fault={fault}
    />,
    { status: fault ? 422 : 200, head: { robots: 'noindex' } },
  );
}

/** The tags of a state, one line a type, to be compared like a text. */
const tagText = (state: HeaderState, w: Messages): SafeHtml =>
  textToHtml(
    TAG_TYPES.flatMap((type) => {
      const names = state.tags
        .filter((tag) => tag.type === type)
        .map(({ name, emphasis }) => (emphasis ? `${name} (${w.works[emphasis]})` : name));
      return names.length > 0 ? [`${w.works.tags[type]}: ${names.join(', ')}`] : [];
    }).join('\n\n'),
  );

async function compare(app: App, ask: MemberAsk): Promise<Answer> {
  const found = await asked(app, ask);
  const { on } = found;
  const w = ask.words;
  const r = w.revisions;
  const of = async (id: string) => {
    const line = lineOf(found, id);
    return { line, shown: await prepareHeader(app.sanitiser, withState(found.fields, line.state)) };
  };
  const older = await of(ask.query.get('older') ?? NOW);
  const newer = await of(ask.query.get('newer') ?? NOW);
  const none = fromStore('');
  const prose = (label: string, pick: (header: PreparedHeader) => { html: SafeHtml } | null) =>
    [label, compareTexts(pick(older.shown)?.html ?? none, pick(newer.shown)?.html ?? none)] as const;
  const line = (title: string) => (title ? textToHtml(title) : none);
  const parts = [
    [w.works.form.title, compareTexts(line(older.line.state.title), line(newer.line.state.title))] as const,
    [r.changed.tags, compareTexts(tagText(older.line.state, w), tagText(newer.line.state, w))] as const,
    prose(w.works.summary, (header) => header.summary),
    prose(w.works.notes, (header) => header.startNotes),
    prose(w.works.endNotes, (header) => header.endNotes),
  ];
  const nameOf = (one: HeaderLine) => (one.id === NOW ? r.now.toLowerCase() : w.moment(one.saved));
  return page(
    r.compared,
    <>
      <h1>{r.compared}</h1>
      <p>
        <bdi>{on.title}</bdi>. {r.comparedLead(nameOf(older.line), nameOf(newer.line))}
      </p>
      <p class="acts">
        <a class="button" href={headersPath(on)}>
          {r.toList}
        </a>
      </p>
      <p class="help">{parts.some(([, comparison]) => differs(comparison)) ? r.legend : r.alike}</p>
      {parts.map(([label, comparison]) => (
        <ComparedPart key={label} label={label} comparison={comparison} lang={on.lang} dir={on.dir} />
      ))}
    </>,
    { head: { robots: 'noindex' } },
  );
}

async function act(app: App, ask: MemberAsk): Promise<Answer> {
  const found = await asked(app, ask);
  const { id, state } = lineOf(found, ask.params.revision ?? '');
  if (ask.form.text('act') === 'forget') {
    await forgetHeader(app.db, ask.viewer, found.work.id, id);
    return redirect(`${headersPath(found.on)}?forgotten`);
  }
  if (ask.form.text('act') !== 'restore') throw notFound();
  const fields = withState(found.fields, state);
  const faults = Object.values(
    fieldFaults(fields, found.work.posted ? 'posted' : 'draft', ask.words, ask.now),
  );
  if (faults.length > 0) return read(app, ask, faults.join(' '));
  await editHeader(app.db, ask.viewer, found.work.id, await prepareHeader(app.sanitiser, fields), ask.now);
  return redirect(`${headersPath(found.on)}?restored`);
}

const REVISIONS = '/works/:id/revisions';

export const headerRevisionRoutes = (app: App): Route[] => [
  members('GET', REVISIONS, (ask) => list(app, ask)),
  members('GET', `${REVISIONS}/compare`, (ask) => compare(app, ask)),
  members('GET', `${REVISIONS}/:revision`, (ask) => read(app, ask)),
  members('POST', `${REVISIONS}/:revision`, (ask) => act(app, ask)),
];
