import type { Letter } from '../../../core/mail/index.js';
import type { Messages } from '../../../core/messages/index.js';

/** Where a letter is written from. */
export interface From {
  words: Messages;
  archiveName: string;
  /** Scheme and host. */
  origin: string;
}

/** Somebody is asked to be named on a work. */
export function invitationLetter(
  { words, archiveName, origin }: From,
  asked: { by: readonly string[]; title: string; pseud: string },
): Letter {
  const { letter } = words.creators;
  return {
    language: words.locale,
    subject: letter.subject(archiveName),
    body: [
      letter.text(asked.by.join(', '), asked.title || words.works.draft, asked.pseud),
      { link: `${origin}/my/invitations`, label: letter.link },
    ],
    why: letter.why,
  };
}
