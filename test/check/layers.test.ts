/** The guard of the layers guards: a door that opens the wrong way is reported, one that opens downwards is not. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'fanlight-layers-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const config = {
  ...JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8')),
  $schema: undefined,
  vcs: { enabled: false },
};
writeFileSync(join(folder, 'biome.json'), JSON.stringify(config));

function refused(file: string, from: string): boolean {
  const path = join(folder, 'src', file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `import { x } from '${from}';\n\nconsole.log(x);\n`);
  const { stdout, stderr } = spawnSync(join(root, 'node_modules/.bin/biome'), ['lint', path], {
    cwd: folder,
    encoding: 'utf8',
  });
  rmSync(path);
  return `${stdout}${stderr}`.includes('noRestrictedImports');
}

test('a room may not use one above it or beside it', () => {
  assert.ok(refused('features/people/planted.ts', '../works/index.js'));
  assert.ok(refused('features/people/planted.ts', '../tags/index.js'));
  assert.ok(refused('features/imports/review/planted.ts', '../../downloads/index.js'));
  assert.ok(refused('features/claims/planted.ts', '../imports/index.js'));
  assert.ok(refused('features/claims/planted.ts', '../find/index.js'));
  assert.ok(refused('features/works/planted.ts', '../claims/index.js'));
  assert.ok(!refused('features/imports/planted.ts', '../claims/index.js'));
  assert.ok(refused('core/http/planted.ts', '../../features/people/index.js'));
});

test('a room is entered by its door alone', () => {
  assert.ok(refused('features/works/planted.ts', '../people/queries.js'));
  assert.ok(!refused('features/works/planted.ts', '../people/index.js'));
});

test('reshape is pure', () => {
  assert.ok(refused('features/reshape/planted.ts', '../../core/errors.js'));
  assert.ok(!refused('features/reshape/planted.ts', '../../core/text/index.js'));
});
