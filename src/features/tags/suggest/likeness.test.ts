import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type LikenessKind, likenesses } from './likeness.js';

const kindOf = (type: string, a: string, b: string): LikenessKind | null =>
  likenesses([
    { id: 1, type, name: a },
    { id: 2, type, name: b },
  ])[0]?.kind ?? null;

test('what may be one', () => {
  for (const [type, a, b, kind] of [
    ['fandom', 'The Harbour Tales', 'Harbour Tales', 'spelling'],
    ['fandom', 'Harbour-Tales!', 'harbour tales', 'spelling'],
    ['fandom', 'Harbourtales', 'Harbour Tales', 'spelling'],
    ['character', "Ann O'Brien", 'Ann OBrien', 'spelling'],
    ['relationship', 'Ann Quay/Ben Sands', 'Ben Sands/Ann Quay', 'order'],
    ['relationship', 'Cy/Ann/Ben', 'Ann / Ben / Cy', 'order'],
    ['relationship', 'Ann Quay & Ben Sands', 'Ben Sands & Ann Quay', 'order'],
    ['relationship', 'Ann Quay / Ben Sands', 'Ann Quay/Ben Sands', 'spelling'],
    ['fandom', 'Lord of the Lakes', 'LotL', 'initials'],
    ['fandom', 'Marvellous Cinema Universe', 'MCU', 'initials'],
    ['fandom', 'The Song of Salt and Tide', 'SST', 'initials'],
    ['character', 'Hermoine Strand', 'Hermione Strand', 'alike'],
    ['freeform', 'Hurt/Comfort', 'Hurt & Comfort', 'spelling'],
    ['freeform', 'Friends to Lovers', 'Freinds to Lovers', 'alike'],
    ['freeform', 'A', 'The', null],
  ] as const)
    assert.equal(kindOf(type, a, b), kind, `${a} · ${b}`);
});

test('what is not', () => {
  for (const [type, a, b] of [
    ['relationship', 'Ann Quay/Ben Sands', 'Ann Quay & Ben Sands'],
    ['relationship', 'Ann/Ben & Cy', 'Ann & Ben/Cy'],
    ['freeform', 'Fluff', 'No Fluff'],
    ['freeform', 'Major Character Death', 'Minor Character Death'],
    ['fandom', 'Harbour Tales 2', 'Harbour Tales 3'],
    ['freeform', 'Past Ann/Ben', 'Ann/Ben'],
    ['character', 'Male Original Character', 'Female Original Character'],
    ['freeform', '夢', '梦'],
    ['freeform', '…', '!'],
    ['character', 'Ann', 'Ben'],
  ] as const)
    assert.equal(kindOf(type, a, b), null, `${a} · ${b}`);
  assert.deepEqual(
    likenesses([
      { id: 1, type: 'fandom', name: 'Lake' },
      { id: 2, type: 'character', name: 'The Lake' },
    ]),
    [],
  );
});

test('each pair once, the lower id first; any names at all', () => {
  const name = fc.string({
    unit: fc.constantFrom('a', 'b', 'the ', '/', '&', ' ', '1', 'é', '.'),
    maxLength: 10,
  });
  fc.assert(
    fc.property(
      fc.array(fc.record({ name, type: fc.constantFrom('fandom', 'relationship') }), { maxLength: 12 }),
      (some) => {
        const tags = some.map((tag, id) => ({ ...tag, id }));
        const pairs = likenesses(tags);
        for (const { a, b, share } of pairs) assert.ok(a < b && share > 0 && share <= 1);
        assert.equal(new Set(pairs.map(({ a, b }) => `${a} ${b}`)).size, pairs.length);
        assert.equal(likenesses(tags.toReversed()).length, pairs.length);
      },
    ),
  );
});
