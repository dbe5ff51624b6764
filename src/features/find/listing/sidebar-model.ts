/** What the filters of a list show: what can be ticked, how many works each would leave, what is ticked. */
import type { Kysely } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import { CATEGORIES, RATINGS, type TagType, WARNINGS } from '../../tags/index.js';
import { languageCode, languageName } from '../../works/index.js';
import type { Facets } from '../index/types.js';
import type { SentForm } from '../query/compose.js';
import type { Flag } from '../query/condition.js';
import { FORM_FLAGS, FORM_TYPES, type FormFlag, type How } from '../query/form.js';
import type { KnownNames } from '../query/names.js';
import { tagOf } from '../query/resolve.js';
import { markOf } from '../query/syntax.js';

export interface FacetRow {
  name: string;
  /** Null: not counted. */
  count: number | null;
  included: boolean;
  excluded: boolean;
}

export interface FacetGroup {
  type: TagType;
  rows: readonly FacetRow[];
  how: How;
}

export interface Sidebar {
  groups: readonly FacetGroup[];
  languages: readonly { code: string; name: string; count: number | null; chosen: boolean }[];
  /** How many of the list. */
  flags: Readonly<Record<FormFlag, number | null>>;
}

const FIXED: Partial<Record<TagType, readonly string[]>> = {
  rating: RATINGS,
  warning: WARNINGS,
  category: CATEGORIES,
};

/** Names of tags by key, for facets: those come of works that the viewer may see. */
export async function namesOfTags(db: Kysely<DB>, facets: Facets): Promise<ReadonlyMap<number, string>> {
  const ids = Object.values(facets.tags).flatMap((counts) => counts.map(({ id }) => id));
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('tags').select(['id', 'name']).where('id', 'in', ids).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

interface Parts {
  form: SentForm;
  known: KnownNames;
  /** Null while nothing is counted: the query can't be read. */
  facets: Facets | null;
  names: ReadonlyMap<number, string>;
  total: number;
  /** The tag whose list this is. */
  ownTag?: number | undefined;
}

function group(type: TagType, { form, known, facets, names, total, ownTag }: Parts): FacetGroup {
  const { include, exclude, how } = form.tags[type];
  const rows = new Map<string, FacetRow>();
  const canonical = (name: string) => tagOf(known, type, name)?.name ?? name;
  const [included, excluded] = [new Set(include.map(canonical)), new Set(exclude.map(canonical))];
  const row = (name: string, count: number | null): FacetRow => ({
    name,
    count,
    included: included.has(name),
    excluded: excluded.has(name),
  });
  const counted = (facets?.tags[type] ?? []).flatMap(({ id, count }) => {
    const name = names.get(id);
    return name === undefined || id === ownTag ? [] : [row(name, count)];
  });
  // What is chosen stays, whether or not it is among the ten.
  for (const name of [...included, ...excluded])
    rows.set(name, row(name, facets === null ? null : excluded.has(name) ? 0 : how === 'all' ? total : null));
  for (const one of counted) rows.set(one.name, one);
  const fixed = FIXED[type];
  if (!fixed) return { type, rows: [...rows.values()], how };
  // Of "any of these" the others are not counted: they are not in the list yet.
  const uncounted = facets === null || (how === 'any' && included.size > 0) ? null : 0;
  for (const name of fixed) if (!rows.has(name)) rows.set(name, row(name, uncounted));
  const place = (name: string) => (fixed.includes(name) ? fixed.indexOf(name) : fixed.length);
  return { type, rows: [...rows.values()].sort((a, b) => place(a.name) - place(b.name)), how };
}

export function sidebarOf(parts: Parts): Sidebar {
  const { form, facets } = parts;
  const chosen = new Set(form.languages.map((given) => languageCode(given) ?? given));
  const counts = new Map((facets?.languages ?? []).map(({ code, count }) => [code, count]));
  const codes = [...new Set([...chosen, ...counts.keys()])];
  return {
    groups: FORM_TYPES.map((type) => group(type, parts)),
    languages: codes.map((code) => ({
      code,
      name: languageName(code),
      count: counts.get(code) ?? null,
      chosen: chosen.has(code),
    })),
    flags: Object.fromEntries(
      FORM_FLAGS.map((flag) => [flag, markOf(flag) ? null : (facets?.flags[flag as Flag] ?? null)]),
    ) as unknown as Sidebar['flags'],
  };
}
