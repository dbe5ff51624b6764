/** Words: how texts are cut, what a typed query asks, what is marked. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { testDatabase } from '../../../../test/support/db.js';
import { askedPhrases, phraseLiteral, readTextQuery } from './query.js';
import { snippet } from './snippet.js';
import { tokens } from './tokens.js';
import { textVectors, weightedVector } from './vector.js';

const { db } = await testDatabase();
const wordsOf = (text: string) => [...tokens(text)].map(({ word }) => word);

test('words are small, without accents, the same in all scripts', () => {
  assert.deepEqual(wordsOf('Café déjà-vu, Don’t STOP'), ['cafe', 'deja', 'vu', 'don', 't', 'stop']);
  assert.deepEqual(wordsOf('Straße ŁÓDŹ ﬁn Ⅳ'), ['strasse', 'lodz', 'fin', 'iv']);
  assert.deepEqual(wordsOf('ΟΔΥΣΣΕΥΣ Ёлка'), ['οδυσσευς', 'ёлка']);
  assert.deepEqual(wordsOf('夢想家'), ['夢想', '想家', '家']);
  assert.deepEqual(wordsOf('ｶﾞラス'), ['ガラ', 'ラス', 'ス']);
  assert.deepEqual(wordsOf('A夢B'), ['a', '夢', 'b']);
  assert.deepEqual(wordsOf('— … 🌙 \u200b'), []);
});

test('places go up by one, and every word lies where it says', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (given) => {
      const text = given.normalize('NFC');
      for (const [i, token] of [...tokens(text)].entries()) {
        assert.equal(token.place, i + 1);
        assert.ok(token.from < token.to && token.to <= text.length);
        assert.match(token.word, /^[\p{L}\p{N}\p{M}]+$/u);
      }
    }),
  );
});

test('what is typed is read as websearch_to_tsquery reads it', () => {
  const literals = (typed: string) => {
    const query = readTextQuery(typed);
    return query && askedPhrases(query).map((phrase) => phraseLiteral(phrase));
  };
  assert.deepEqual(literals('slow "the burn" spider-man'), [
    "'slow'",
    "'the' <1> 'burn'",
    "'spider' <1> 'man'",
  ]);
  assert.deepEqual(literals('夢想家 夢 lant*'), ["'夢想' <1> '想家'", "'夢':*", "'lant':*"]);
  assert.deepEqual(literals('a -b'), ["'a'"]);
  assert.deepEqual(readTextQuery('a or b -c')?.op, 'or');
  for (const empty of ['', ' ', '-', '""', 'or', '!?', '-"" or']) assert.equal(readTextQuery(empty), null);
});

test('every vector and every query is one that Postgres takes', async () => {
  const texts = fc.sample(fc.string({ unit: 'grapheme', maxLength: 200 }), { numRuns: 200, seed: 5 });
  for (const text of [...texts, 'x'.repeat(100_000), '𝕬𝖇'.repeat(3_000), '語'.repeat(40_000)]) {
    const vectors = [
      ...textVectors([text, text]),
      weightedVector({ A: [text], B: [text], C: [text], D: [] }),
    ];
    await sql`select unnest(${vectors}::text[])::tsvector`.execute(db);
    const query = readTextQuery(text.slice(0, 2_000));
    for (const phrase of query ? askedPhrases(query) : [])
      await sql`select ${phraseLiteral(phrase)}::tsquery, ${phraseLiteral(phrase, 'A')}::tsquery`.execute(db);
  }
});

test('a phrase is in the vector of a text that has it', async () => {
  const word = fc.constantFrom('the', 'moon', '夢', '想', '家', 'ко', 'té', 'a');
  const pieces = fc.array(word, { minLength: 1, maxLength: 40 });
  for (const words of fc.sample(pieces, { numRuns: 150, seed: 9 })) {
    const text = words.join(' ').replace(/(?<=[夢想家]) (?=[夢想家])/g, '');
    const from = Math.floor(words.length / 3);
    const part = words
      .slice(from, from + 4)
      .join(' ')
      .replace(/(?<=[夢想家]) (?=[夢想家])/g, '');
    const query = readTextQuery(`"${part}"`);
    assert.ok(query?.op === 'phrase');
    const { rows } = await sql<{ found: boolean }>`
      select ${textVectors([text])[0]}::tsvector @@ ${phraseLiteral(query)}::tsquery as found`.execute(db);
    assert.equal(rows[0]?.found, true, `${part} in ${text}`);
  }
});

test('a snippet marks what was asked for, and nothing in it is markup', () => {
  const piece = (text: string, typed: string) => {
    const query = readTextQuery(typed);
    return query && snippet(text, askedPhrases(query));
  };
  assert.equal(
    piece('She <b>lit</b> the lamp & left.', 'LAMP'),
    'She &lt;b&gt;lit&lt;/b&gt; the <mark>lamp</mark> &amp; left.',
  );
  assert.equal(piece('我的夢想家。', '夢想家'), '我的<mark>夢想家</mark>。');
  assert.equal(piece('nothing here', 'lamp'), null);
  const long = `${'once upon a time '.repeat(100)}the needle lies ${'ever after '.repeat(100)}`;
  const cut = piece(long, 'needle') ?? '';
  assert.match(cut, /^….*<mark>needle<\/mark>.*…$/);
  assert.ok(cut.length < 320);
  const both = piece(`lamp ${'x '.repeat(400)} lamp and oil`, 'lamp oil') ?? '';
  assert.match(both, /<mark>lamp<\/mark> and <mark>oil<\/mark>/);
});
