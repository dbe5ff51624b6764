/** What a letter says, and how that becomes plain text and HTML: one layout for all of them. */
import { renderToString } from 'preact-render-to-string';

/** A paragraph; a link that is to be followed; what somebody wrote; a code to type; lines one beneath another. */
export type LetterPart =
  | string
  | { link: string; label: string }
  | { quote: string }
  | { code: string }
  | { lines: readonly string[] };

export interface Letter {
  /** BCP 47. */
  language: string;
  subject: string;
  body: readonly LetterPart[];
  /** Why the receiver gets this, at the foot. */
  why: string;
  /** Absolute address that ends letters of this kind at one request; absent for those that an account must get. */
  stop?: { url: string; label: string };
  attachments?: readonly LetterAttachment[];
}

export interface LetterAttachment {
  name: string;
  /** MIME type without a charset; the text is UTF-8. */
  type: string;
  text: string;
}

export interface Drawn {
  text: string;
  html: string;
}

function partAsText(part: LetterPart): string {
  if (typeof part === 'string') return part;
  if ('link' in part) return `${part.label}:\n${part.link}`;
  if ('quote' in part) return part.quote.replace(/^/gm, '> ');
  if ('code' in part) return `    ${part.code}`;
  return part.lines.map((line) => `- ${line}`).join('\n');
}

const styles = {
  page: 'margin:0;padding:24px 16px;background:#f6f3ec;color:#2b2723;font:16px/1.55 Georgia,serif',
  sheet: 'max-width:34em;margin:0 auto;background:#fffdf8;padding:24px;border:1px solid #ded7c8',
  name: 'margin:0 0 20px;font-size:14px;color:#6b6256',
  link: 'color:#7a3b12',
  quote: 'margin:16px 0;padding-left:12px;border-left:3px solid #ded7c8',
  code: 'font:20px monospace;letter-spacing:2px',
  foot: 'max-width:34em;margin:16px auto 0;font-size:13px;color:#6b6256',
};

/** Line ends stay: `white-space` is not kept by every program that shows letters. */
const Lines = ({ text }: { text: string }) => (
  <>
    {text.split('\n').map((line, at) => (
      <>
        {at > 0 ? <br /> : null}
        {line}
      </>
    ))}
  </>
);

function Part({ part }: { part: LetterPart }) {
  if (typeof part === 'string') {
    return (
      <p>
        <Lines text={part} />
      </p>
    );
  }
  if ('link' in part) {
    return (
      <p>
        <a href={part.link} style={styles.link}>
          {part.label}
        </a>
        <br />
        <small>{part.link}</small>
      </p>
    );
  }
  if ('quote' in part) {
    return (
      <blockquote style={styles.quote}>
        <Lines text={part.quote} />
      </blockquote>
    );
  }
  if ('code' in part) return <p style={styles.code}>{part.code}</p>;
  return (
    <ul>
      {part.lines.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  );
}

function Sheet({ letter, archiveName }: { letter: Letter; archiveName: string }) {
  return (
    <html lang={letter.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>{letter.subject}</title>
      </head>
      <body style={styles.page}>
        <div style={styles.sheet}>
          <p style={styles.name}>{archiveName}</p>
          {letter.body.map((part) => (
            <Part part={part} />
          ))}
        </div>
        <p style={styles.foot}>
          {letter.why}{' '}
          {letter.stop ? (
            <a href={letter.stop.url} style={styles.link}>
              {letter.stop.label}
            </a>
          ) : null}
        </p>
      </body>
    </html>
  );
}

/** The letter under the archive's name. Everything in it is text: nothing is read as HTML. */
export function drawLetter(letter: Letter, archiveName: string): Drawn {
  const { stop } = letter;
  const text = [
    ...letter.body.map(partAsText),
    `-- \n${archiveName}\n${letter.why}${stop ? `\n${stop.label}: ${stop.url}` : ''}`,
  ].join('\n\n');
  const html = `<!doctype html>${renderToString(<Sheet letter={letter} archiveName={archiveName} />)}`;
  return { text: `${text}\n`, html };
}
