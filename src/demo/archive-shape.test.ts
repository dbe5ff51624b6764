/** The made-up archive has the shape it is said to have, at any size, and names that are never used twice. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { charactersOf, FIRST, MOST_CHARACTERS, MOST_RELATIONSHIPS, makeArchive } from './archive-shape.js';
import { demoWorks } from './generator.js';
import { tagOf } from './tag-names.js';

const WORKS = 20_000;
const archive = makeArchive(WORKS, 1);
const works = Array.from({ length: WORKS }, (_, place) => archive.work(place));
const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1]!;

test('about 15.5 tags a work, few fandoms with most works, long tails of words and kudos', () => {
  const tags = works.reduce((sum, { direct }) => sum + direct.length, 0) / WORKS;
  assert.ok(tags > 14.5 && tags < 16.5, `${tags} tags a work`);
  const fandoms = new Map<string, number>();
  for (const { direct } of works)
    for (const { type, name } of direct.map(tagOf))
      if (type === 'fandom') fandoms.set(name, (fandoms.get(name) ?? 0) + 1);
  const sizes = [...fandoms.values()].sort((a, b) => b - a);
  assert.equal(fandoms.get('The Salt Road'), sizes[0]);
  assert.ok(sizes[0]! > 10 * median([...sizes]), `${sizes[0]} works, median ${median([...sizes])}`);
  for (const field of ['words', 'kudos'] as const) {
    const values = works.map(({ numbers }) => numbers[field]);
    const mean = values.reduce((sum, n) => sum + n, 0) / WORKS;
    assert.ok(mean > 2 * median([...values]), `${field}: mean ${mean}, median ${median([...values])}`);
  }
});

test('characters and relationships are those of a fandom of the work, their pairs of its characters', () => {
  for (const { direct } of works.slice(0, 2_000)) {
    const fandoms = new Set(
      direct.filter((id) => tagOf(id).type === 'fandom').map((id) => id - FIRST.fandom),
    );
    for (const id of direct) {
      const { type, name } = tagOf(id);
      if (type === 'character')
        assert.ok(fandoms.has(Math.floor((id - FIRST.character) / MOST_CHARACTERS)), name);
      if (type !== 'relationship') continue;
      const fandom = Math.floor((id - FIRST.relationship) / MOST_RELATIONSHIPS);
      assert.ok(fandoms.has(fandom), name);
      const cast = Array.from({ length: charactersOf(fandom) }, (_, rank) => rank).map(
        (rank) => tagOf(FIRST.character + fandom * MOST_CHARACTERS + rank).name,
      );
      for (const one of name.split(/\/| & /)) assert.ok(cast.includes(one), name);
    }
  }
});

test('no two tags of a type have the same name', () => {
  const names = new Set<string>();
  let tags = 0;
  for (const { id, type } of archive.tagKinds()) {
    const tag = tagOf(id);
    assert.equal(tag.type, type);
    names.add(`${type} ${tag.name.toLowerCase()}`);
    tags += 1;
    assert.ok(tag.name.length <= 150, tag.name);
  }
  assert.equal(names.size, tags);
});

test('the demo’s works are those of the archive: tags, counts, dates up to the day, texts that follow their length', () => {
  const until = new Date('2026-05-01T12:00:00Z');
  const shape = makeArchive(200, 7);
  const made = [...demoWorks(200, 7, until)];
  assert.equal(made.length, 200);
  const lengths: [shaped: number, text: number][] = [];
  for (const [place, { fields, chapters, kudos, hits }] of made.entries()) {
    const work = shape.work(place);
    const names = work.direct.map((id) => tagOf(id).name);
    const given = [
      fields.rating,
      ...fields.warnings,
      ...fields.categories,
      ...fields.fandoms,
      ...fields.characters,
      ...fields.relationships,
      ...fields.freeforms,
    ];
    assert.deepEqual([...given].sort(), [...names].sort());
    assert.deepEqual([kudos, hits], [work.numbers.kudos, work.numbers.hits]);
    assert.equal(fields.restricted, work.audience === 'members');
    assert.ok(fields.publishedOn <= fields.updatedOn && fields.updatedOn <= '2026-05-01', fields.updatedOn);
    const text = chapters.reduce((sum, { html }) => sum + html.split(/\s+/).length, 0);
    lengths.push([work.numbers.words, text]);
    assert.ok(text < 40_000, `${text} words`);
  }
  lengths.sort(([a], [b]) => a - b);
  const tenth = (from: number) => median(lengths.slice(from, from + 20).map(([, text]) => text));
  assert.ok(tenth(0) < tenth(90) && tenth(90) < tenth(180), `${tenth(0)}, ${tenth(90)}, ${tenth(180)}`);
  assert.deepEqual([...demoWorks(200, 7, until)], made);
});
