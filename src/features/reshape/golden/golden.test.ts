/** UPDATE_GOLDEN=1 writes what came out instead of comparing it: read the difference before you commit it. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { reshape } from '../index.js';

const folder = import.meta.dirname;

for (const file of fs.readdirSync(path.join(folder, 'in'))) {
  test(`golden: ${file}`, () => {
    const flat = fs.readFileSync(path.join(folder, 'in', file), 'utf8');
    const out = path.join(folder, 'out', file.replace('.txt', '.json'));
    const { shape, blocks } = reshape(flat);
    const got = {
      shape,
      blocks: blocks.map(({ kind, html, label }) =>
        label === undefined ? { kind, html } : { kind, html, label },
      ),
    };
    if (process.env.UPDATE_GOLDEN) fs.writeFileSync(out, `${JSON.stringify(got, null, 2)}\n`);
    assert.deepEqual(got, JSON.parse(fs.readFileSync(out, 'utf8')));
  });
}
