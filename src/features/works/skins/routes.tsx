/** Skins: the pages of their makers, and the files that pages of works ask for. */
import type { App } from '../../../core/app.js';
import { AppError, notFound } from '../../../core/errors.js';
import { findOnce, rememberOnce } from '../../../core/http/once.js';
import {
  type Answer,
  type Ask,
  type MemberAsk,
  members,
  open,
  page,
  type Route,
  redirect,
} from '../../../core/http/route.js';
import { newId } from '../../../core/ids.js';
import { deleteSkin, keepPreview, readSkin, type SkinFields, saveSkin, skinFaults } from './actions.js';
import { choiceRoutes } from './choice.js';
import { cleanApart } from './css/clean-apart.js';
import { archiveCss, archiveSkin, archiveSkinPath, sourceOf, stampOf } from './house/index.js';
import { ownSkin, previewOf, skinFile, skinsOf } from './queries.js';
import { sampleText, worksToTry } from './samples.js';
import { ArchiveSkinView, DeleteSkin, SKINS_PATH, SkinForm, SkinsView } from './views.js';

const HIDDEN = { robots: 'noindex' } as const;

/** Is answered again only when it is another. */
function styleSheet(ask: Ask, css: string, cache: string): Answer {
  const etag = `"${stampOf(css)}"`;
  const headers = { 'cache-control': cache, etag };
  if (ask.request.headers['if-none-match'] === etag)
    return { kind: 'bytes', type: 'text/css; charset=utf-8', body: '', status: 304, headers };
  return { kind: 'bytes', type: 'text/css; charset=utf-8', body: css, headers };
}

const FILE = /^([a-z\d]+)-([\da-f]{16})\.css$/;

/** `/skins/ID-STAMP.css`: of a work that the asker may see, of a skin of their own, or one of the archive's. */
async function file(app: App, ask: Ask): Promise<Answer> {
  const [, id = '', stamp = ''] = FILE.exec(ask.params.file ?? '') ?? [];
  const known = archiveSkin(id);
  if (known && ask.url === archiveSkinPath(known))
    return styleSheet(ask, await archiveCss(known), 'private, max-age=86400');
  const css =
    id === 'preview'
      ? await previewOf(app.db, ask.viewer, stamp)
      : await skinFile(app.db, ask.viewer, { id, stamp });
  if (css === undefined) throw notFound();
  return styleSheet(ask, css, 'private, no-cache');
}

async function list(app: App, ask: MemberAsk): Promise<Answer> {
  const { skins } = ask.words;
  const notice = ask.query.has('removed') ? skins.removed : undefined;
  return page(
    skins.title,
    <SkinsView skins={await skinsOf(app.db, ask.viewer.accountId)} notice={notice} />,
    { head: HIDDEN },
  );
}

interface State {
  id: string | null;
  fields: SkinFields;
  /** Of the sample or of one of one's works. */
  on: string;
  /** Where the CSS lies that the sample wears; null: no sample yet. */
  path: string | null;
  notice?: string | undefined;
  error?: AppError;
}

async function form(app: App, ask: MemberAsk, state: State): Promise<Answer> {
  const { skins } = ask.words;
  const { error, fields, id, path } = state;
  const { faults } = await cleanApart(fields.source);
  return page(
    id ? skins.editTitle : skins.addTitle,
    <SkinForm
      id={id}
      fields={fields}
      once={ask.form.text('once') || newId()}
      works={await worksToTry(app.db, ask.viewer)}
      shown={path === null ? null : await sampleText(app, ask, state.on)}
      left={faults}
      faults={error?.fields ?? {}}
      summary={error?.safe}
      notice={state.notice}
    />,
    { status: error ? 422 : 200, head: { ...HIDDEN, styles: path === null ? [] : [path] } },
  );
}

const empty = (): State => ({ id: null, fields: { title: '', source: '' }, on: '', path: null });

async function show(app: App, ask: MemberAsk): Promise<Answer> {
  const skin = await ownSkin(app.db, ask.viewer.accountId, ask.params.id ?? '');
  if (!skin) throw notFound();
  const { id, title, source, path } = skin;
  const notice = ask.query.has('saved') ? ask.words.skins.saved : undefined;
  return form(app, ask, { id, fields: { title, source }, on: ask.query.get('on') ?? '', path, notice });
}

async function preview(app: App, ask: MemberAsk, state: State): Promise<Answer> {
  const { css } = await cleanApart(state.fields.source);
  await keepPreview(app.db, ask.viewer.accountId, css, ask.now);
  return form(app, ask, {
    ...state,
    path: `/skins/preview-${stampOf(css)}.css`,
    notice: ask.words.skins.previewed,
  });
}

async function save(app: App, ask: MemberAsk, id: string | null): Promise<Answer> {
  const { accountId } = ask.viewer;
  if (id !== null && !(await ownSkin(app.db, accountId, id))) throw notFound();
  const fields = readSkin(ask.form);
  const state: State = { id, fields, on: ask.form.text('on'), path: null };
  if (ask.form.text('act') === 'preview') return preview(app, ask, state);
  const faults = skinFaults(fields, ask.words);
  if (Object.keys(faults).length > 0)
    return form(app, ask, {
      ...state,
      error: new AppError('bad-input', 422, ask.words.skins.form.problem, { fields: faults }),
    });
  const once = ask.form.text('once') && `${accountId}:${ask.form.text('once')}`;
  const before = id === null && once ? await findOnce(app.db, once) : undefined;
  if (before) return redirect(before);
  const clean = await cleanApart(fields.source);
  const to = await app.db.transaction().execute(async (trx) => {
    const saved = await saveSkin(trx, accountId, id, fields, clean, ask.words, ask.now);
    const on = state.on ? `&on=${encodeURIComponent(state.on)}` : '';
    const led = `${SKINS_PATH}/${saved}?saved${on}`;
    if (id === null && once) await rememberOnce(trx, once, led, ask.now);
    return led;
  });
  return redirect(to);
}

async function ofArchive(app: App, ask: MemberAsk): Promise<Answer> {
  const name = archiveSkin(ask.params.name ?? '');
  if (!name) throw notFound();
  const { css, sample } = sourceOf(name);
  const { html } = await app.sanitiser.sanitise(sample);
  return page(
    ask.words.skins.archive[name].name,
    <ArchiveSkinView name={name} css={css} sample={{ html, source: sample }} />,
    { head: { ...HIDDEN, styles: [archiveSkinPath(name)] } },
  );
}

async function askRemove(app: App, ask: MemberAsk): Promise<Answer> {
  const skins = await skinsOf(app.db, ask.viewer.accountId);
  const skin = skins.find(({ id }) => id === ask.params.id);
  if (!skin) throw notFound();
  return page(ask.words.skins.removeTitle, <DeleteSkin {...skin} />, { head: HIDDEN });
}

export const skinRoutes = (app: App): Route[] => [
  open('GET', '/skins/:file', (ask) => file(app, ask)),
  members('GET', SKINS_PATH, (ask) => list(app, ask)),
  members('GET', `${SKINS_PATH}/new`, (ask) => form(app, ask, empty())),
  members('POST', `${SKINS_PATH}/new`, (ask) => save(app, ask, null)),
  members('GET', `${SKINS_PATH}/archive/:name`, (ask) => ofArchive(app, ask)),
  members('GET', `${SKINS_PATH}/:id`, (ask) => show(app, ask)),
  members('POST', `${SKINS_PATH}/:id`, (ask) => save(app, ask, ask.params.id ?? '')),
  members('GET', `${SKINS_PATH}/:id/delete`, (ask) => askRemove(app, ask)),
  members(
    'POST',
    `${SKINS_PATH}/:id/delete`,
    async (ask) => {
      await deleteSkin(app.db, ask.viewer.accountId, ask.params.id ?? '');
      return redirect(`${SKINS_PATH}?removed`);
    },
    { does: 'deletes' },
  ),
  ...choiceRoutes,
];
