/** Why the graph cannot be so. Pages say it in the reader's language (`refusalText`); `safe` is the same in English. */
import { AppError } from '../../../core/errors.js';
import { type Messages, wordsFor } from '../../../core/messages/index.js';

export type RefusalReason = keyof Messages['wrangling']['refusals'];

export class Refusal extends AppError {
  readonly reason: RefusalReason;
  /** Names of the tags that it is about; of `later` the day too. */
  readonly names: readonly string[];

  constructor(reason: RefusalReason, names: readonly string[] = []) {
    super(`tags-${reason}`, 422, wordsFor('en').wrangling.refusals[reason](names));
    this.reason = reason;
    this.names = names;
  }
}
