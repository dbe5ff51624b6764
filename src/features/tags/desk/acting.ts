/** From the desk's one form to acts on the graph: names become tags, and what an act needs first comes before it. */
import type { Kysely } from 'kysely';
import type { DB } from '../../../core/db/tables.js';
import type { Form } from '../../../core/http/forms.js';
import { namesakes } from '../actions.js';
import type { Act, ActKind } from '../graph/plan.js';
import { Refusal } from '../graph/refusal.js';
import type { TypedTagType } from '../typed.js';
import { type DeskTag, deskTags } from './queries.js';

/**
 * Which acts a form may ask for; those with a second tag, or a name, need `target`. Those that change the type may have
 * one: a tag of the new type that they become a synonym of.
 */
export const DESK_ACTS = [
  'canonise',
  'merge',
  'add-parent',
  'add-meta',
  'mark-unwrangleable',
  'unmark-unwrangleable',
  'uncanonise',
  'unmerge',
  'rename',
  'remove-parent',
  'remove-meta',
  'to-fandom',
  'to-relationship',
  'to-character',
  'to-freeform',
] as const satisfies readonly (ActKind | `to-${TypedTagType}`)[];
export type DeskAct = (typeof DESK_ACTS)[number];

export interface Asked {
  act: DeskAct;
  tags: readonly string[];
  target: string;
  why: string;
}

/** A form that asks for nothing known has no tags, so that it is refused as one that asks for nothing. */
export function readAsked(form: Form): Asked {
  const act = DESK_ACTS.find((one) => one === form.text('act'));
  return {
    act: act ?? 'canonise',
    tags: act ? form.all('tag').filter((name) => name.trim() !== '') : [],
    target: form.text('target').trim(),
    why: form.text('why').trim(),
  };
}

/** @throws Refusal when one of the tags is not there */
export async function actsOf(db: Kysely<DB>, asked: Asked): Promise<Act[]> {
  if (asked.tags.length === 0) throw new Refusal('nothing');
  const tags = await deskTags(db, asked.tags);
  if (tags.length === 0) throw new Refusal('missing');
  switch (asked.act) {
    case 'rename':
      return tags.map(({ id }): Act => ({ act: 'rename', tag: id, name: asked.target }));
    case 'merge':
      return mergeActs(tags, await targetOf(db, asked));
    case 'add-parent':
    case 'add-meta':
    case 'remove-parent':
    case 'remove-meta': {
      const { id: above } = await targetOf(db, asked);
      return tags.map(({ id }): Act => ({ act: asked.act as 'add-parent', tag: id, above }));
    }
    case 'to-fandom':
    case 'to-relationship':
    case 'to-character':
    case 'to-freeform':
      return retypeActs(db, tags, TYPE_BY_ACT[asked.act], asked);
    default:
      return tags.map(({ id }): Act => ({ act: asked.act as 'canonise', tag: id }));
  }
}

const TYPE_BY_ACT = {
  'to-fandom': 'fandom',
  'to-relationship': 'relationship',
  'to-character': 'character',
  'to-freeform': 'freeform',
} as const satisfies Record<`to-${TypedTagType}`, TypedTagType>;

/**
 * A tag of the same name that is of the new type already is offered as what this one becomes a synonym of.
 * @throws Refusal `type-taken` with both names
 */
async function retypeActs(
  db: Kysely<DB>,
  tags: readonly DeskTag[],
  type: TypedTagType,
  asked: Asked,
): Promise<Act[]> {
  const acts = tags.map(({ id }): Act => ({ act: 'retype', tag: id, type }));
  if (asked.target !== '') return [...acts, ...mergeActs(tags, await targetOf(db, asked))];
  for (const tag of tags) {
    const twin = (await deskTags(db, namesakes(tag, type))).find((one) => one.type === type);
    if (twin) throw new Refusal('type-taken', [tag.name, twin.name]);
  }
  return acts;
}

async function targetOf(db: Kysely<DB>, asked: Asked): Promise<DeskTag> {
  const [target] = await deskTags(db, [asked.target]);
  if (!target) throw new Refusal('missing');
  return target;
}

/** What nobody wrangled becomes canonical when something is merged into it. */
function mergeActs(tags: readonly DeskTag[], into: DeskTag): Act[] {
  const free = !into.canonical && into.synonymOf === null && !into.unwrangleable;
  return [
    ...(free ? [{ act: 'canonise', tag: into.id } as const] : []),
    ...tags
      .filter(({ id }) => id !== into.id)
      .map(({ id }): Act => ({ act: 'merge', tag: id, into: into.id })),
  ];
}
