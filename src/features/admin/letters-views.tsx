import type { Undelivered } from '../../core/mail/index.js';
import { useWords } from '../../core/messages/index.js';
import { DeskNav } from '../../core/ui/desks.js';

const PATH = '/admin/letters';

export interface FileLine {
  name: string;
  /** YYYY-MM-DD HH:MM in UTC. */
  at: string;
}

function UndeliveredList({ letters }: { letters: readonly Undelivered[] }) {
  const w = useWords();
  const l = w.letters;
  return (
    <section>
      <h2>{l.failedTitle}</h2>
      <p>{l.failed(letters.length)}</p>
      <ul class="entries">
        {letters.map(({ id, email, subject, fault, failedAt }) => (
          <li key={id}>
            <p>
              <strong>
                <bdi>{email}</bdi>
              </strong>
              : <bdi>{subject}</bdi>
              <br />
              {w.day(failedAt)}, {l.faults[fault]}
            </p>
            <form method="post" action={PATH}>
              <input type="hidden" name="letter" value={id} />
              <button type="submit" name="act" value="again">
                {l.again}
              </button>{' '}
              <button type="submit" name="act" value="forget" class="danger">
                {l.remove}
              </button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function LettersView({
  files,
  undelivered,
  waiting,
  overSmtp,
  notice,
}: {
  files: readonly FileLine[];
  undelivered: readonly Undelivered[];
  waiting: number;
  overSmtp: boolean;
  notice: string | undefined;
}) {
  const l = useWords().letters;
  return (
    <>
      <DeskNav />
      <h1>{l.title}</h1>
      {notice ? (
        <p class="notice" role="status">
          {notice}
        </p>
      ) : null}
      <p>{overSmtp ? l.smtp : l.files}</p>
      {waiting > 0 ? <p>{l.waiting(waiting)}</p> : null}
      {undelivered.length > 0 ? <UndeliveredList letters={undelivered} /> : null}
      {!overSmtp && files.length === 0 ? <p class="empty">{l.none}</p> : null}
      {files.length > 0 ? <p>{l.careful}</p> : null}
      <ul class="entries">
        {files.map(({ name, at }) => (
          <li key={name}>
            <p>
              <time datetime={`${at.replace(' ', 'T')}Z`}>{at}</time>
            </p>
            <p class="buttons">
              <a class="button" href={`${PATH}/${name}`}>
                {l.read}
              </a>{' '}
            </p>
            <form method="post" action={PATH}>
              <input type="hidden" name="file" value={name} />
              <button type="submit" name="act" value="remove" class="danger">
                {l.remove}
              </button>
            </form>
          </li>
        ))}
      </ul>
    </>
  );
}

export interface ReadLetter {
  to: string;
  subject: string;
  at: string;
  text: string;
}

export function LetterView({ letter }: { letter: ReadLetter }) {
  const l = useWords().letters;
  return (
    <>
      <DeskNav />
      <h1>{l.title}</h1>
      <dl class="facts">
        <dt>{l.to}</dt>
        <dd>
          <bdi>{letter.to}</bdi>
        </dd>
        <dt>{l.subject}</dt>
        <dd>
          <bdi>{letter.subject}</bdi>
        </dd>
        <dt>{l.at}</dt>
        <dd>{letter.at}</dd>
      </dl>
      <pre class="letter" dir="auto">
        {letter.text}
      </pre>
      <p>
        <a href={PATH}>{l.back}</a>
      </p>
    </>
  );
}
