/** Why the graph cannot be so. Pages say it in the reader's language by `reason`; `safe` is the same in English. */
import { AppError } from '../../../core/errors.js';

const SAYS = {
  missing: () => 'One of these tags does not exist any more.',
  archive: ([a]) => `“${a}” is one of the archive’s own words and stays as it is.`,
  self: ([a]) => `“${a}” cannot be tied to itself.`,
  types: ([a, b]) => `“${a}” and “${b}” are of types that cannot be tied like this.`,
  'not-canonical': ([a]) => `“${a}” is not canonical.`,
  canonical: ([a]) => `“${a}” is canonical.`,
  synonym: ([a]) => `“${a}” is a synonym.`,
  'not-synonym': ([a]) => `“${a}” is not a synonym.`,
  unwrangleable: ([a]) => `“${a}” is marked as unwrangleable.`,
  'not-unwrangleable': ([a]) => `“${a}” is not marked as unwrangleable.`,
  cycle: ([a, b]) => `“${b}” is below “${a}” already: a tag cannot be above itself.`,
  there: ([a, b]) => `“${a}” is below “${b}” already.`,
  'not-there': ([a, b]) => `“${a}” is not right below “${b}”.`,
  linked: ([a]) => `Other tags are tied to “${a}”.`,
  'name-case': ([a, b]) =>
    `“${b}” is another name than “${a}”. Wranglers change case and accents; admins may change all of it.`,
  'name-same': ([a]) => `“${a}” is called that already.`,
  'name-bad': ([a]) => `“${a}” cannot be the name of a tag.`,
  'name-taken': ([a]) => `There is a tag “${a}” already.`,
  nothing: () => 'There is nothing to do.',
  many: () => 'These are too many tags at once.',
  undone: () => 'This was taken back already.',
  later: ([a, when]) =>
    when ? `“${a}” was changed again on ${when}; take that back first.` : `“${a}” was changed again since.`,
} satisfies Record<string, (names: readonly string[]) => string>;

export type RefusalReason = keyof typeof SAYS;

export class Refusal extends AppError {
  readonly reason: RefusalReason;
  /** Names of the tags that it is about; of `later` the day too. */
  readonly names: readonly string[];

  constructor(reason: RefusalReason, names: readonly string[] = []) {
    super(`tags-${reason}`, 422, SAYS[reason](names));
    this.reason = reason;
    this.names = names;
  }
}
