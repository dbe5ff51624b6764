/** The small shapes that the index is made of: texts in order, ids as numbers, changes as flat arrays, bitmaps. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { randomTags, randomWorks } from '../../../../test/support/random-find.js';
import { dice } from '../../../demo/dice.js';
import { countBits, listBits, nthBit, setBit, wordsFor } from './bits.js';
import { Numbering } from './numbering.js';
import { pack, unpack } from './pack.js';
import { allStrings, fromBytes, packStrings, StringReader, toBytes } from './strings.js';
import type { IndexChange } from './types.js';

const wellFormed = fc.string({ unit: 'grapheme' }).filter((text) => text.isWellFormed());

test('texts come back as they went in, in the order of their bytes, one by one and all together', () => {
  const long = 'x'.repeat(400);
  fc.assert(
    fc.property(fc.array(wellFormed), fc.boolean(), (texts, alike) => {
      const given = alike ? texts.map((text) => long + text) : texts;
      const sorted = [...new Set(given.map(toBytes))].sort();
      const packed = packStrings(sorted);
      assert.deepEqual(allStrings(packed), sorted);
      const reader = new StringReader(packed);
      for (let i = sorted.length - 1; i >= 0; i--) assert.equal(reader.at(i), sorted[i]);
      const byBytes = [...new Set(given)].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
      assert.deepEqual(sorted.map(fromBytes), byBytes);
    }),
  );
  const endless = toBytes('é'.repeat(50_000));
  assert.equal(endless.length, 65_535);
  assert.deepEqual(allStrings(packStrings([endless])), [endless]);
  assert.deepEqual(allStrings(packStrings([])), []);
});

test('every id gets one number, whatever its size, and keeps it', () => {
  fc.assert(
    fc.property(fc.array(fc.maxSafeNat(), { maxLength: 9_000, size: 'max' }), (ids) => {
      const numbering = new Numbering();
      const numbers = new Map<number, number>();
      for (const id of ids) {
        assert.equal(numbering.find(id), numbers.get(id) ?? -1);
        numbers.set(id, numbering.of(id));
      }
      assert.equal(numbering.size, numbers.size);
      for (const [id, number] of numbers) {
        assert.equal(numbering.find(id), number);
        assert.equal(numbering.idOf(number), id);
      }
      const again = new Numbering(numbering.ids().slice());
      for (const id of ids) assert.equal(again.of(id), numbers.get(id));
      assert.equal(again.of(2 ** 53), again.size - 1, 'and goes on from there');
    }),
    { numRuns: 20 },
  );
});

test('changes survive their packing', () => {
  const d = dice(31);
  const { ids } = randomTags(40);
  const changes = randomWorks(d, 300, ids).map(
    (work): IndexChange => (d.below(4) === 0 ? { key: work.key, gone: true } : { key: work.key, work }),
  );
  assert.deepEqual(unpack(pack(changes)), changes);
  assert.deepEqual(unpack(pack([])), []);
});

test('bits are counted, listed and found by their place', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(140_000), { maxLength: 200 }), (places) => {
      const bits = new Int32Array(wordsFor(140_001));
      for (const place of places) setBit(bits, place);
      const sorted = [...places].sort((a, b) => a - b);
      assert.equal(countBits(bits), places.length);
      assert.deepEqual([...listBits(bits, places.length)], sorted);
      for (const [nth, place] of sorted.entries()) assert.equal(nthBit(bits, nth), place);
      assert.equal(nthBit(bits, places.length), -1);
    }),
  );
});
