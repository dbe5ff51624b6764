import type { Letter } from '../../core/mail/index.js';
import type { Messages } from '../../core/messages/index.js';
import type { Link } from './links.js';
import type { Writer } from './queries.js';

/** What a writer elsewhere is told, with the link that decides about their works. */
export function claimLetter(
  words: Messages,
  archiveName: string,
  origin: string,
  writer: Pick<Writer, 'name' | 'archive'>,
  link: Link,
): Letter {
  const l = words.claims.letter;
  return {
    language: words.locale,
    subject: l.subject(archiveName),
    body: [
      l.hello(writer.name),
      l.lead(archiveName),
      ...(writer.archive ? [words.claims.claim.from(writer.archive)] : []),
      l.ask,
      { link: `${origin}/claim/${link.token}`, label: l.link },
      l.until(words.day(link.until)),
      l.nothing,
    ],
    why: l.why(archiveName),
  };
}
