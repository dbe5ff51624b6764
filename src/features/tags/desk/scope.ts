/** What the desk's routes have in common. */
import type { App } from '../../../core/app.js';
import { AppError } from '../../../core/errors.js';
import type { MemberAsk } from '../../../core/http/route.js';
import { Refusal } from '../graph/refusal.js';
import { TYPED_TYPES, type TypedTagType } from '../typed.js';
import { deskTags } from './queries.js';
import { refusalText } from './says.js';

/** What was refused, in the reader's language; everything else is thrown on. */
export function saidOf(error: unknown, ask: MemberAsk): string {
  if (error instanceof Refusal) return refusalText(error, ask.words);
  if (error instanceof AppError && error.status === 422) return error.safe;
  throw error;
}

/** Which type and fandom a list asks for; `problem` says that there is no such fandom. */
export async function readScope(
  app: App,
  ask: MemberAsk,
): Promise<{ type: TypedTagType; fandom: string; fandomId: number | null; problem: string | undefined }> {
  const type = TYPED_TYPES.find((one) => one === ask.query.get('type')) ?? 'fandom';
  const fandom = (ask.query.get('fandom') ?? '').trim().slice(0, 500);
  const found =
    fandom === '' ? undefined : (await deskTags(app.db, [fandom])).find((tag) => tag.type === 'fandom');
  const problem = fandom !== '' && !found ? ask.words.wrangling.desk.fandomUnknown(fandom) : undefined;
  return { type, fandom, fandomId: found?.id ?? null, problem };
}
