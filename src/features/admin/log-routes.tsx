/** The page on which it is read what staff did. */
import type { App } from '../../core/app.js';
import { type Answer, type MemberAsk, page, type Route, withRight } from '../../core/http/route.js';
import { LIMITS } from '../../core/limits.js';
import { type Messages, useWords } from '../../core/messages/index.js';
import { STAFF_ACTS, STAFF_THINGS, type StaffThing } from '../../core/staff-log.js';
import { DeskNav } from '../../core/ui/desks.js';
import { Field, Select } from '../../core/ui/form.js';
import { Pager, pageNumber } from '../../core/ui/pager.js';
import { type LogLine, type LogQuery, readLogQuery, staffLog } from './log-queries.js';

const PATH = '/admin/log';

/** Where a thing is looked at; a work may be gone, its name stays. */
const PLACES: Record<StaffThing, ((id: string) => string) | null> = {
  account: (id) => `/admin/people/${id}`,
  archive: null,
  work: null,
  'external-writer': (id) => `/admin/writers/${id}`,
};

function ThingName({ line }: { line: LogLine }) {
  const w = useWords();
  const place = PLACES[line.thing]?.(line.id);
  if (line.thing === 'archive') return <>{w.staff.things.archive}</>;
  if (line.name === null) return <>{w.staff.log.gone}</>;
  const name = <bdi>{line.name}</bdi>;
  return (
    <>
      {w.staff.things[line.thing]} {place ? <a href={place}>{name}</a> : name}
    </>
  );
}

/** A writer who came by the link is nobody's account. */
function whoOf(line: LogLine, w: Messages): string {
  if (line.byCommandLine) return w.staff.log.commandLine;
  if (line.act === 'writer-decided') return w.staff.log.link;
  return line.who ?? w.staff.log.gone;
}

function Line({ line }: { line: LogLine }) {
  const w = useWords();
  const role = w.staff.roles[line.details as keyof typeof w.staff.roles];
  return (
    <li>
      <p>
        <time datetime={line.at.toISOString()} class="help">
          {line.at.toISOString().slice(0, 16).replace('T', ' ')}
        </time>{' '}
        <strong>{whoOf(line, w)}</strong> {w.staff.acts[line.act]}
        {line.details ? ` (${role ?? line.details})` : ''}: <ThingName line={line} />
      </p>
      {line.why ? (
        <blockquote class="said" dir="auto">
          {line.why}
        </blockquote>
      ) : null}
    </li>
  );
}

function LogView({
  query,
  lines,
  page: number,
  more,
}: {
  query: LogQuery;
  lines: readonly LogLine[];
  page: number;
  more: boolean;
}) {
  const w = useWords();
  const l = w.staff.log;
  return (
    <>
      <DeskNav />
      <h1>{l.title}</h1>
      <p>{l.lead}</p>
      <form method="get" action={PATH} class="filters">
        <Field name="who" label={l.who} value={query.who} />
        <Select
          name="act"
          label={l.act}
          value={query.act}
          choices={[['', l.anyAct], ...STAFF_ACTS.map((act) => [act, w.staff.acts[act]] as const)]}
        />
        <Select
          name="thing"
          label={l.thing}
          value={query.thing}
          choices={[
            ['', l.anyThing],
            ...STAFF_THINGS.map((thing) => [thing, w.staff.things[thing]] as const),
          ]}
        />
        {query.id ? <input type="hidden" name="id" value={query.id} /> : null}
        <p>
          <button type="submit">{l.filter}</button>
        </p>
      </form>
      {lines.length === 0 ? <p class="empty">{l.none}</p> : null}
      <ul class="entries">
        {lines.map((line) => (
          <Line key={line.key} line={line} />
        ))}
      </ul>
      <Pager path={`${PATH}?${new URLSearchParams({ ...query })}`} page={number} more={more} />
    </>
  );
}

async function show(app: App, ask: MemberAsk): Promise<Answer> {
  const number = pageNumber(ask.query);
  const query = readLogQuery(ask.query);
  const lines = await staffLog(app.db, query, {
    offset: (number - 1) * LIMITS.pageSize,
    limit: LIMITS.pageSize + 1,
  });
  return page(
    ask.words.staff.log.title,
    <LogView
      query={query}
      lines={lines.slice(0, LIMITS.pageSize)}
      page={number}
      more={lines.length > LIMITS.pageSize}
    />,
    { wide: true },
  );
}

export const logRoutes = (app: App): Route[] => [
  withRight('read-staff-log')('GET', PATH, (ask) => show(app, ask)),
];
