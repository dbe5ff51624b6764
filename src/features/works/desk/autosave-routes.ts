/** The desk's script keeps unsaved text here, and has texts cleaned and turned into another format. */
import type { App } from '../../../core/app.js';
import { badInput } from '../../../core/errors.js';
import { type Answer, type MemberAsk, members, type Route, redirect } from '../../../core/http/route.js';
import type { Jobs, Schedule } from '../../../core/jobs/queue.js';
import { deviceName } from '../../../core/ui/device-name.js';
import { dropUnsaved, keepUnsaved, purgeUnsaved } from './autosave.js';
import { convert, isFrom, isTo } from './convert.js';

const json = (value: unknown, status = 200): Answer => ({
  kind: 'bytes',
  status,
  type: 'application/json; charset=utf-8',
  body: JSON.stringify(value),
});

/** The body is the form itself, so that it is stored as it came; what it is stands in the address. */
async function autosave(app: App, ask: MemberAsk): Promise<Answer> {
  const { body } = ask.request;
  const who = ask.query.get('who');
  // In another tab somebody else has logged in meanwhile: this text is not theirs.
  if (who !== null && who !== deviceName(ask.viewer))
    return json({ version: 0, at: ask.now.toISOString() }, 401);
  const saved = await keepUnsaved(
    app.db,
    ask.viewer.accountId,
    {
      form: ask.query.get('form') ?? '',
      tab: ask.query.get('tab') ?? '',
      known: Number(ask.query.get('known')) || 0,
      body: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
    },
    ask.now,
  );
  return json({ version: saved.version, at: saved.at.toISOString() }, saved.taken ? 200 : 409);
}

async function drop(app: App, ask: MemberAsk): Promise<Answer> {
  const form = ask.form.text('form');
  await dropUnsaved(app.db, ask.viewer.accountId, { form });
  return redirect(/^\/works\/[\w/]+$/.test(form) ? `${form}?dropped` : '/my/works');
}

async function converted(app: App, ask: MemberAsk): Promise<Answer> {
  const [from, to] = [ask.form.text('from'), ask.form.text('to')];
  if (!isFrom(from) || !isTo(to)) throw badInput('There is no such format.');
  return json(await convert(app.sanitiser, ask.form.text('text'), from, to));
}

export const autosaveRoutes = (app: App): Route[] => [
  members('POST', '/desk/autosave', (ask) => autosave(app, ask)),
  members('POST', '/desk/autosave/drop', (ask) => drop(app, ask), { does: 'nothing' }),
  members('POST', '/desk/convert', (ask) => converted(app, ask), { does: 'nothing' }),
];

const PURGE = 'purge-unsaved-texts';

export const autosaveJobs = (app: App): Jobs => ({
  async [PURGE]() {
    const gone = await purgeUnsaved(app.db, app.clock.now());
    if (gone > 0) app.log.info({ texts: gone }, 'old unsaved texts are gone');
  },
});

export const autosaveSchedule: Schedule = { [PURGE]: '41 3 * * *' };
