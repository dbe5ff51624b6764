import type { Letter } from '../../../core/mail/index.js';
import type { Messages } from '../../../core/messages/index.js';
import type { Sender } from '../../people/index.js';

/** Somebody is asked to be named on a work. */
export function invitationLetter(
  words: Messages,
  { archiveName, origin }: Sender,
  asked: { by: readonly string[]; title: string; pseud: string },
): Omit<Letter, 'language' | 'stop'> {
  const { letter } = words.creators;
  return {
    subject: letter.subject(archiveName),
    body: [
      letter.text(asked.by.join(', '), asked.title || words.works.draft, asked.pseud),
      { link: `${origin}/my/invitations`, label: letter.link },
    ],
    why: letter.why,
  };
}
