/** Passwords that everybody tries first: 49,000 of them, offline, from the list of zxcvbn-ts. */
import { LIMITS } from '../../core/limits.js';

/** A password that holds a known name needs so many letters beside it. */
const FREE_LETTERS = 4;

let held: Promise<ReadonlySet<string>> | undefined;

/** Read when the first password is chosen: most processes never need it. */
async function load(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  return new Set(
    dictionary['passwords-common'].filter((word) => String(word).length >= LIMITS.password.min).map(String),
  );
}

const letters = (text: string): string => text.normalize('NFKC').toLowerCase();

/** One thing over and over: `aaaaaaaa`, `12121212`. */
const isRepeated = (text: string): boolean => /^(.{1,4})\1+$/su.test(text);

/**
 * Whether a guesser would try this password early: it is on the list, with digits at its end or without, or it is
 * little more than what is known of the account.
 * @param known login, mail and the like.
 */
export async function isCommonPassword(password: string, known: readonly string[] = []): Promise<boolean> {
  held ??= load();
  const list = await held;
  const typed = letters(password);
  const bare = typed.replace(/[\d!?.]+$/, '');
  if (isRepeated(typed) || list.has(typed) || list.has(bare)) return true;
  const parts = known.flatMap((text) => [letters(text), letters(text.split('@')[0] ?? '')]);
  return parts.some((part) => part.length >= 3 && typed.replace(part, '').length < FREE_LETTERS);
}
