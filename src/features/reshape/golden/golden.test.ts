import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { reshape } from '../index.js';

const folder = import.meta.dirname;

for (const file of fs.readdirSync(path.join(folder, 'in'))) {
  test(`golden: ${file}`, () => {
    const flat = fs.readFileSync(path.join(folder, 'in', file), 'utf8');
    const wanted = JSON.parse(
      fs.readFileSync(path.join(folder, 'out', file.replace('.txt', '.json')), 'utf8'),
    );
    const { shape, blocks } = reshape(flat);
    const got = {
      shape,
      blocks: blocks.map(({ kind, html, label }) =>
        label === undefined ? { kind, html } : { kind, html, label },
      ),
    };
    assert.deepEqual(got, wanted);
  });
}
