/** Where the host looks after letters: those that lie in files because no mail server is set, and those that did not leave. */
import PostalMime from 'postal-mime';
import type { App } from '../../core/app.js';
import { badInput, notFound } from '../../core/errors.js';
import { type Answer, type MemberAsk, page, type Route, redirect, withRight } from '../../core/http/route.js';
import {
  countWaiting,
  forgetLetter,
  letterFiles,
  readLetterFile,
  removeLetterFile,
  sendAgain,
  undeliveredLetters,
} from '../../core/mail/index.js';
import { recordStaffAct } from '../../core/staff-log.js';
import { LettersView, LetterView } from './letters-views.js';

const PATH = '/admin/letters';
const MOST_SHOWN = 100;

/** When it was written: its name begins with that. */
const timeOf = (name: string): string => `${name.slice(0, 10)} ${name.slice(11, 16).replace('-', ':')}`;

async function show(app: App, ask: MemberAsk): Promise<Answer> {
  const l = ask.words.letters;
  const [files, undelivered, waiting] = await Promise.all([
    letterFiles(app.config.dataDir),
    undeliveredLetters(app.db, MOST_SHOWN),
    countWaiting(app.db),
  ]);
  const notice = ask.query.has('removed') ? l.removed : ask.query.has('again') ? l.sentAgain : undefined;
  return page(
    l.title,
    <LettersView
      files={files.slice(0, MOST_SHOWN).map((name) => ({ name, at: timeOf(name) }))}
      undelivered={undelivered}
      waiting={waiting}
      overSmtp={app.config.SMTP_URL !== undefined}
      notice={notice}
    />,
  );
}

async function read(app: App, ask: MemberAsk): Promise<Answer> {
  const name = ask.params.file ?? '';
  const bytes = await readLetterFile(app.config.dataDir, name);
  if (bytes === null) throw notFound();
  const { to, subject, text } = await PostalMime.parse(bytes);
  await app.db
    .transaction()
    .execute((trx) =>
      recordStaffAct(
        trx,
        ask.viewer,
        { act: 'letter-read', thing: 'archive', id: '', details: name },
        ask.now,
      ),
    );
  return page(
    ask.words.letters.title,
    <LetterView
      letter={{
        to: to?.[0]?.address ?? '',
        subject: subject ?? '',
        at: timeOf(name),
        text: text ?? '',
      }}
    />,
    { head: { robots: 'noindex' }, headers: { 'referrer-policy': 'no-referrer' } },
  );
}

async function act(app: App, ask: MemberAsk): Promise<Answer> {
  const letter = ask.form.text('letter');
  switch (ask.form.text('act')) {
    case 'remove':
      await removeLetterFile(app.config.dataDir, ask.form.text('file'));
      return redirect(`${PATH}?removed`);
    case 'forget':
      await forgetLetter(app.db, letter);
      return redirect(`${PATH}?removed`);
    case 'again':
      await sendAgain(app.db, letter);
      return redirect(`${PATH}?again`);
    default:
      throw badInput(ask.words.home.setup.summary);
  }
}

export const lettersRoutes = (app: App): Route[] => [
  withRight('read-letters')('GET', PATH, (ask) => show(app, ask)),
  withRight('read-letters')('GET', `${PATH}/:file`, (ask) => read(app, ask)),
  withRight('read-letters')('POST', PATH, (ask) => act(app, ask)),
];
