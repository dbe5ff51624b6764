import type { App } from '../../../core/app.js';
import { AppError, notFound } from '../../../core/errors.js';
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
import type { Returned } from '../account/views.js';
import { SayView } from '../joining/views.js';
import { choicesOf, keepChoices, readChoices } from './choices.js';
import { noticeKind, stopLetters, stoppedBy } from './notices.js';
import { PreferencesView } from './views.js';

const PATH = '/account/preferences';
const nothing: Returned = { values: {}, faults: {} };

async function show(app: App, ask: MemberAsk): Promise<Answer> {
  const { title, saved } = ask.words.preferences;
  const returned = ask.query.has('saved') ? { ...nothing, notice: saved } : nothing;
  const choices = await choicesOf(app.db, ask.viewer.accountId);
  return page(title, <PreferencesView choices={choices} returned={returned} />);
}

async function save(app: App, ask: MemberAsk): Promise<Answer> {
  try {
    await keepChoices(app.db, ask.viewer.accountId, readChoices(ask.form, ask.words));
  } catch (error) {
    if (!(error instanceof AppError) || error.status !== 422) throw error;
    const choices = await choicesOf(app.db, ask.viewer.accountId);
    const returned = { values: {}, faults: error.fields, summary: error.safe };
    return page(ask.words.preferences.title, <PreferencesView choices={choices} returned={returned} />, {
      status: 422,
    });
  }
  return redirect(`${PATH}?saved`);
}

const secret = { head: { robots: 'noindex' }, headers: { 'referrer-policy': 'no-referrer' } };

/** Whoever holds the letter may be logged out, or be the program that shows letters: the link is enough. */
async function stop(app: App, ask: Ask, carriesOut: boolean): Promise<Answer> {
  const s = ask.words.preferences.stop;
  const kind = noticeKind(ask.params.kind ?? '');
  const token = ask.params.token ?? '';
  if (!kind) throw notFound();
  const link = { to: PATH, label: s.to };
  const say = (line: string, status = 200) =>
    page(s.title, <SayView title={s.title} lines={[line]} link={link} />, { ...secret, status });
  if (carriesOut) return (await stopLetters(app.db, token, kind)) ? say(s.done) : say(s.gone, 410);
  if ((await stoppedBy(app.db, token)) === undefined) return say(s.gone, 410);
  const button = { action: `/letters/stop/${token}/${kind}`, label: s.yes };
  const lines = [s.lead(ask.words.preferences.kinds[kind])];
  return page(s.title, <SayView title={s.title} lines={lines} button={button} />, secret);
}

export const preferenceRoutes = (app: App): Route[] => [
  members('GET', PATH, (ask) => show(app, ask)),
  members('POST', PATH, (ask) => save(app, ask), { does: 'nothing' }),
  open('GET', '/letters/stop/:token/:kind', (ask) => stop(app, ask, false)),
  open('POST', '/letters/stop/:token/:kind', (ask) => stop(app, ask, true), {
    does: 'nothing',
    fromLetters: true,
  }),
];
