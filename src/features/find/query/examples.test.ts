import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { wordsFor } from '../../../core/messages/index.js';
import { EXAMPLES, type ExampleKey } from './examples.js';
import { parseQuery } from './parse.js';

const file = await readFile(new URL('../../../../docs/SEARCH.md', import.meta.url), 'utf8');
// Tables are padded.
const docs = file.replace(/ +/g, ' ');
const said = wordsFor('en').find.help.examples;

test('the page and docs/SEARCH.md explain the same examples, and each can be read', () => {
  for (const [key, query] of Object.entries(EXAMPLES)) {
    assert.ok(docs.includes(`| \`${query}\` | ${said[key as ExampleKey]} |`), query);
    assert.ok(parseQuery(query).ok, query);
  }
  const rows = docs.match(/^\| `.*\|$/gm) ?? [];
  assert.equal(rows.length, Object.keys(EXAMPLES).length);
});
