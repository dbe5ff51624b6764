/** Random questions, all sorts and conditions among them: the index must give what Postgres gives, before and after edits. */
import { rmSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { type Archive, makeArchive } from '../../src/demo/archive-shape.js';
import { type Dice, dice } from '../../src/demo/dice.js';
import type { Facets, IndexedWork, IndexStore, Page } from '../../src/features/find/index/types.js';
import { TAG_TYPES, type TagType } from '../../src/features/tags/canon.js';
import { randomQuestion } from '../../test/support/random-find.js';
import { edit, fill, openIndex } from './engine.js';
import { wholeSql } from './peer/questions.js';
import { editPeer, fillPeer, openPeer, type Peer } from './peer/tables.js';

/** Works whose tags, numbers and names questions are made of. */
const ASKED_ABOUT = 20_000;

interface Whole extends Page {
  tags: { type: TagType; id: number; count: number }[];
  languages: Facets['languages'];
  flags: Facets['flags'];
}

async function fromPeer({ client }: Peer, sql: string): Promise<{ page: Page; facets: Facets }> {
  const { rows } = await client.query<Whole>(sql);
  const { keys, total, hidden, tags, languages, flags } = rows[0]!;
  const ofType = (type: TagType) =>
    tags.filter((tag) => tag.type === type).map(({ id, count }) => ({ id, count }));
  const counts = Object.fromEntries(
    TAG_TYPES.map((type) => [type, ofType(type)]),
  ) as unknown as Facets['tags'];
  return { page: { keys, total, hidden }, facets: { tags: counts, languages, flags } };
}

/** @returns how many of so many questions are answered otherwise by the index */
async function wrongAmong(
  store: IndexStore,
  peer: Peer,
  works: readonly IndexedWork[],
  { d, questions }: { d: Dice; questions: number },
): Promise<number> {
  let wrong = 0;
  let found = 0;
  for (let i = 0; i < questions; i++) {
    const question = randomQuestion(d, works);
    const range = { offset: d.below(3) === 0 ? d.below(2_000) : 0, limit: 1 + d.below(100) };
    const expected = await fromPeer(peer, wholeSql(question, range));
    const given = { page: await store.page(question, range), facets: await store.facets(question) };
    if (expected.page.total > 0) found += 1;
    if (isDeepStrictEqual(given, expected)) continue;
    wrong += 1;
    process.stderr.write(`Answered otherwise than by Postgres: ${JSON.stringify({ question, range })}\n`);
  }
  // Answers that are empty would prove little.
  if (found < questions / 2) throw new Error(`Only ${found} of ${questions} questions found anything.`);
  return wrong;
}

function* worksOf(archive: Archive) {
  for (let place = 0; place < archive.works; place++) yield archive.work(place);
}

/** So many questions on an index and a Postgres of their own, as many again after the edits, in a folder that is left empty. */
export async function randomQuestions(
  folder: string,
  { works, questions, edits }: { works: number; questions: number; edits: number },
): Promise<Record<string, number>> {
  const begun = performance.now();
  const archive = makeArchive(works, 2);
  const store = openIndex(`${folder}/random.snapshot`);
  const peer = await openPeer(`${folder}/random`);
  try {
    await fill(store, archive);
    await fillPeer(peer, worksOf(archive), archive.tagKinds());
    const about = Array.from({ length: Math.min(works, ASKED_ABOUT) }, (_, i) =>
      archive.work(Math.floor((i * works) / Math.min(works, ASKED_ABOUT))),
    );
    const asked = { d: dice(2_000), questions };
    const wrongBefore = await wrongAmong(store, peer, about, asked);
    const edited = await edit(store, archive, edits);
    await editPeer(peer, edited);
    const now = about.flatMap((work) => edited.get(work.key) ?? (edited.has(work.key) ? [] : [work]));
    const wrongAfter = await wrongAmong(store, peer, now, asked);
    return {
      randomQuestions: wrongBefore + wrongAfter,
      randomSeconds: (performance.now() - begun) / 1_000,
    };
  } finally {
    await peer.close();
    await store.close();
    rmSync(`${folder}/random`, { recursive: true, force: true });
  }
}
