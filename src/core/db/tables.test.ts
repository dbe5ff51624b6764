/** The types of the tables are those of the migrated database. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { generateTables, TABLES } from '../../../test/support/tables.js';

test('tables.ts is current', async () => {
  assert.equal(await generateTables(), readFileSync(TABLES, 'utf8'), '`npm run tables` writes it anew');
});
