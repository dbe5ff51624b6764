/** The letters of joining: what each says. */
import type { Letter, LetterPart } from '../../../core/mail/index.js';
import type { Messages } from '../../../core/messages/index.js';

/** Where a letter is written from. */
export interface Desk {
  words: Messages;
  archiveName: string;
  /** Scheme and host. */
  origin: string;
}

type Linked = 'confirm' | 'already' | 'reset' | 'passwordChanged' | 'queued' | 'invited';

const PATHS: Readonly<Record<Linked, (token: string) => string>> = {
  confirm: (token) => `/confirm/${token}`,
  already: () => '/reset',
  reset: (token) => `/reset/${token}`,
  passwordChanged: () => '/reset',
  queued: (token) => `/join/place/${token}`,
  invited: (code) => `/join?invitation=${code}`,
};

/** A letter of one link. `token` is what stands in its address, where something does. */
export function linkLetter(desk: Desk, kind: Linked, token = '', name?: string): Letter {
  const { words, archiveName, origin } = desk;
  const { letters } = words.joining;
  const { subject, text, link } = letters[kind];
  const body: LetterPart[] = [
    ...(name ? [letters.hello(name)] : []),
    typeof text === 'string' ? text : text(archiveName),
    { link: origin + PATHS[kind](token), label: link },
    ...(kind === 'passwordChanged' ? [] : [letters.notYou]),
  ];
  return { language: words.locale, subject: subject(archiveName), body, why: letters.why(archiveName) };
}
