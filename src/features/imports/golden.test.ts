/** Every file under test/golden/import is read as its `.expected.json` says: metadata, notes and prose line by line. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { type DryChapter, type DryWork, dryRun } from './dry-run.js';
import { withSourceFile } from './files/source-file.js';

const ROOT = path.join(import.meta.dirname, '../../../test/golden/import');

/** What a fixture says; a key that is absent is not in its form and is not compared. */
type Expected = Partial<Omit<DryWork, 'chapters'>> & {
  chapters: (Partial<DryChapter> & { paragraphs: string[] })[];
};

const tidy = (text: unknown): string =>
  String(text ?? '')
    .normalize('NFC')
    .replace(/[\u00ad\u200b\ufeff]/g, '')
    .replace(/[^\S\n]+/g, ' ')
    .trim();

/** Prose by line: whether `<br><br>` became paragraphs is free. */
const lines = (block: readonly string[] | null | undefined): string[] =>
  (block ?? []).join('\n').split(/\n+/).map(tidy).filter(Boolean);

const sorted = <T>(list: readonly T[] | undefined, key: (one: T) => string): string[] =>
  (list ?? []).map(key).sort();

const PLAIN = [
  'title',
  'anonymous',
  'rating',
  'published',
  'updated',
  'completed',
  'complete',
  'words',
  'chapterCount',
  'chapterTotal',
  'sourceUrl',
] as const;
const TAGS = ['warnings', 'categories', 'fandoms', 'relationships', 'characters', 'tags'] as const;
const PROSE = ['summary', 'startNotes', 'endNotes'] as const;

function compareWork(got: DryWork, want: Expected): void {
  for (const key of PLAIN) if (key in want) assert.equal(got[key] ?? null, want[key] ?? null, key);
  for (const key of TAGS)
    if (key in want) assert.deepEqual(sorted(got[key], tidy), sorted(want[key], tidy), key);
  for (const key of PROSE) if (key in want) assert.deepEqual(lines(got[key]), lines(want[key]), key);
  if ('authors' in want)
    assert.deepEqual(
      sorted(got.authors, (a) => JSON.stringify([a.name, a.user, a.url, a.archivist])),
      sorted(want.authors, (a) => JSON.stringify([a.name, a.user, a.url, a.archivist])),
      'authors',
    );
  for (const key of ['series', 'collections', 'related'] as const) {
    if (key in want) assert.deepEqual(got[key], want[key], key);
  }
  if ('language' in want) assert.deepEqual(got.language ?? null, want.language ?? null, 'language');
  assert.equal(got.chapters.length, want.chapters.length, 'chapters');
  for (const [i, chapter] of want.chapters.entries())
    compareChapter(got.chapters[i]!, chapter, `chapter ${i + 1}`);
}

function compareChapter(got: DryChapter, want: Expected['chapters'][number], where: string): void {
  if ('position' in want) assert.equal(got.position, want.position, `${where}: position`);
  if ('title' in want) assert.equal(got.title, want.title, `${where}: title`);
  for (const key of PROSE)
    if (key in want) assert.deepEqual(lines(got[key]), lines(want[key]), `${where}: ${key}`);
  assert.deepEqual(lines(got.paragraphs), lines(want.paragraphs), where);
  for (const key of ['italics', 'bold'] as const)
    if (want[key]) assert.deepEqual(got[key].map(tidy), want[key].map(tidy), `${where}: ${key}`);
  for (const [tag, count] of Object.entries(want.counts ?? {}))
    assert.equal(got.counts[tag] ?? 0, count, `${where}: <${tag}>`);
}

/** Offsets, in letters and digits, at which a paragraph ends. */
function boundaries(paragraphs: readonly string[]): { ends: Set<number>; letters: number } {
  const ends = new Set<number>();
  let letters = 0;
  for (const paragraph of paragraphs) {
    letters += paragraph.replace(/[^\p{L}\p{N}]/gu, '').length;
    ends.add(letters);
  }
  return { ends, letters };
}

/** Flattened text: no letter lost, and paragraphs found again; all of them where the file still shows them. */
function compareFlat(got: DryWork, want: Expected, name: string): void {
  const [g, w] = [got, want].map(({ chapters }) =>
    boundaries(chapters.flatMap(({ paragraphs }) => paragraphs)),
  );
  assert.equal(g!.letters, w!.letters, 'letters');
  const hits = [...g!.ends].filter((end) => w!.ends.has(end)).length;
  const f1 = (2 * hits) / (g!.ends.size + w!.ends.size);
  const least = /\.(?:oneline|glued)\./.test(name) ? 0.6 : 1;
  assert.ok(f1 >= least, `F1 of paragraph boundaries ${f1.toFixed(3)}, at least ${least}`);
  assert.equal(got.title, want.title);
  assert.deepEqual(
    got.chapters.length > 1 ? got.chapters.map(({ title }) => title) : [],
    want.chapters.length > 1 ? want.chapters.map(({ title }) => title) : [],
  );
}

const forms = readdirSync(ROOT, { withFileTypes: true }).filter((entry) => entry.isDirectory());

for (const { name: form } of forms) {
  for (const name of readdirSync(path.join(ROOT, form)).filter((file) => !file.endsWith('.expected.json'))) {
    test(`${form}/${name}`, async () => {
      const file = path.join(ROOT, form, name);
      const want = JSON.parse(readFileSync(`${file}.expected.json`, 'utf8')) as Expected;
      const { works, errors } = await withSourceFile(file, (source) => dryRun(source));
      assert.deepEqual(errors, []);
      assert.equal(works.length, 1);
      if (form === 'flat-text') compareFlat(works[0]!, want, name);
      else compareWork(works[0]!, want);
    });
  }
}
