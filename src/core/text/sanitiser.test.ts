import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { TextError } from './limits.js';
import { sanitiseNow } from './sanitise.js';
import { createSanitiser } from './sanitiser.js';

/** Takes far longer than a few milliseconds, and is within every limit. */
const LONG = '<p>Lorem <i>ipsum</i> dolor</p>\n'.repeat(45_000);

test('a thread gives what this thread gives, images mapped', async () => {
  const sanitiser = createSanitiser({ workers: 1 });
  try {
    const source =
      '<p id=x>a<script>b</script><img src="import:k?a=1&amp;b" alt=A><img src="import:no" alt=B> <a href="#x">c</a>';
    const images = (src: string): string | null => (src === 'import:k?a=1&b' ? '/media/abcdefghjk' : null);
    const result = await sanitiser.sanitise(source, { images });
    assert.deepEqual(result, sanitiseNow(source, { images }));
    assert.match(result.html, /<img src="\/media\/abcdefghjk" alt="A">\[B\]/);
  } finally {
    await sanitiser.close();
  }
});

test('many texts over few threads come back in order', async () => {
  const sanitiser = createSanitiser({ workers: 2 });
  try {
    const sources = Array.from({ length: 40 }, (_, i) => `<p>${i}`);
    assert.deepEqual(
      (await sanitiser.sanitiseAll(sources)).map(({ html }) => html),
      sources.map((source) => `${source}</p>`),
    );
  } finally {
    await sanitiser.close();
  }
});

test('a text that takes too long is stopped, and the next has a thread again', async () => {
  const sanitiser = createSanitiser({ workers: 1, timeoutMs: 60 });
  try {
    const [slow, next] = await Promise.allSettled([sanitiser.sanitise(LONG), sanitiser.sanitise('<p>x')]);
    assert.ok(
      slow.status === 'rejected' && slow.reason instanceof TextError && slow.reason.code === 'too-slow',
    );
    assert.ok(next.status === 'fulfilled' && next.value.html === '<p>x</p>');
  } finally {
    await sanitiser.close();
  }
});

test('refusals come back as themselves', async () => {
  const sanitiser = createSanitiser({ workers: 1 });
  try {
    for (const [source, code] of [
      ['<div>'.repeat(300), 'too-deep'],
      ['x'.repeat(5 * 1024 * 1024), 'too-large'],
    ] as const) {
      await assert.rejects(
        sanitiser.sanitise(source),
        (thrown) => thrown instanceof TextError && thrown.code === code && thrown.safe.length > 20,
      );
    }
    await assert.rejects(sanitiser.sanitise('<br><br>', { limits: { tags: 1 } }), { code: 'too-many-tags' });
  } finally {
    await sanitiser.close();
  }
});

test('idle threads end, and start again when there is work', async () => {
  const sanitiser = createSanitiser({ workers: 1, idleMs: 20 });
  try {
    await sanitiser.sanitise('<p>a');
    await new Promise((resolve) => setTimeout(resolve, 200));
    assert.equal((await sanitiser.sanitise('<p>b')).html, '<p>b</p>');
  } finally {
    await sanitiser.close();
  }
});

test('closing refuses what waits and what comes', async () => {
  const sanitiser = createSanitiser({ workers: 1 });
  const waiting = sanitiser.sanitise(LONG);
  await Promise.all([assert.rejects(waiting, /closed/), sanitiser.close()]);
  await assert.rejects(sanitiser.sanitise('x'), /closed/);
});

test('compiled file by file it finds its thread, and a forgotten pool keeps no process alive', () => {
  const source = fileURLToPath(new URL('../..', import.meta.url));
  const root = join(source, '..');
  const out = mkdtempSync(join(tmpdir(), 'fanlight-text-'));
  try {
    execFileSync(join(root, 'node_modules/.bin/esbuild'), [
      `${source}core/text/*.ts`,
      `${source}core/errors.ts`,
      `${source}core/messages/en/errors.ts`,
      `--outdir=${out}`,
      `--outbase=${source}`,
      '--format=esm',
      '--platform=node',
      '--log-level=error',
    ]);
    symlinkSync(join(root, 'node_modules'), join(out, 'node_modules'));
    writeFileSync(join(out, 'package.json'), '{"type":"module"}');
    writeFileSync(
      join(out, 'run.js'),
      "import { createSanitiser } from './core/text/index.js';\nconsole.log((await createSanitiser().sanitise('<p>a<script>b')).html);\n",
    );
    assert.equal(
      execFileSync(process.execPath, [join(out, 'run.js')], { encoding: 'utf8', timeout: 20_000 }),
      '<p>a</p>\n',
    );
  } finally {
    rmSync(out, { recursive: true });
  }
});
