/** A tag graph as a file holds it: names in place of numbers, so that it can be taken to another archive. */
import { z } from 'zod';
import { badInput } from '../../../core/errors.js';
import type { Messages } from '../../../core/messages/index.js';
import { GRAPH_TYPES } from '../graph/model.js';
import { cleanTagName, isTagName } from '../names.js';

/** Of one file. */
export const MOST_TAGS = 1_000_000;

export const FORMAT = 'fanlight-tags';

const name = z.string().max(500);

const tag = z.strictObject({
  type: z.enum(GRAPH_TYPES),
  name,
  /** A tag that is none of the three is free; it stands in a file when it has parents. */
  status: z.enum(['canonical', 'synonym', 'unwrangleable', 'free']),
  synonymOf: name.optional(),
  /** Right above it, of its own type. */
  metatags: z.array(name).optional(),
  /** Right above it, of other types. */
  parents: z.array(z.strictObject({ type: z.enum(GRAPH_TYPES), name })).optional(),
});

export type TagEntry = z.infer<typeof tag>;

export interface GraphDocument {
  format: typeof FORMAT;
  version: 1;
  tags: TagEntry[];
}

const head = z.object({ format: z.literal(FORMAT), version: z.literal(1), tags: z.array(z.unknown()) });

export const writeJson = (tags: readonly TagEntry[]): string => {
  const lines = tags.map((one) => `    ${JSON.stringify(one)}`);
  return `{\n  "format": "${FORMAT}",\n  "version": 1,\n  "tags": [\n${lines.join(',\n')}\n  ]\n}\n`;
};

/** @throws badInput that says which tag is wrong; rows are counted from 1. */
export function readJson(text: string, words: Messages): TagEntry[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    throw badInput(words.wrangling.file.unreadable);
  }
  const document = head.safeParse(parsed);
  if (!document.success) throw badInput(words.wrangling.file.unreadable);
  return checked(document.data.tags, words);
}

/** Tags as they were read, each checked and its names cleaned. @throws badInput that says which row is wrong. */
export function checked(given: readonly unknown[], words: Messages): TagEntry[] {
  const says = words.wrangling.file;
  if (given.length > MOST_TAGS) throw badInput(says.tooMany(MOST_TAGS));
  return given.map((one, i) => {
    const entry = tag.safeParse(one);
    const wrong = (what: string) => badInput(says.row(i + 1, what));
    if (!entry.success) throw wrong(faultIn(entry.error, says));
    const clean = cleanEntry(entry.data);
    if (!namesOf(clean).every(isTagName)) throw wrong(says.badName);
    if ((clean.status === 'synonym') !== (clean.synonymOf !== undefined)) throw wrong(says.synonymOf);
    return clean;
  });
}

function faultIn(error: z.ZodError, says: Messages['wrangling']['file']): string {
  const path = error.issues[0]?.path ?? [];
  if (path.at(-1) === 'type') return says.badType;
  return path[0] === 'status' ? says.badStatus : path.length === 0 ? says.unreadable : says.badName;
}

const namesOf = (entry: TagEntry): string[] => [
  entry.name,
  ...(entry.synonymOf === undefined ? [] : [entry.synonymOf]),
  ...(entry.metatags ?? []),
  ...(entry.parents ?? []).map((parent) => parent.name),
];

const cleanEntry = (entry: TagEntry): TagEntry => ({
  type: entry.type,
  name: cleanTagName(entry.name),
  status: entry.status,
  ...(entry.synonymOf === undefined ? {} : { synonymOf: cleanTagName(entry.synonymOf) }),
  ...(entry.metatags?.length ? { metatags: entry.metatags.map(cleanTagName) } : {}),
  ...(entry.parents?.length
    ? { parents: entry.parents.map(({ type, name }) => ({ type, name: cleanTagName(name) })) }
    : {}),
});
