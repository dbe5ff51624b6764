/** Every limit of a work's header at its edge and one past it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Form } from '../../core/http/forms.js';
import { wordsFor } from '../../core/messages/index.js';
import { emptyFields, fieldFaults, readWorkForm, WorkFields } from './schema.js';

const words = wordsFor('en');
const now = new Date('2026-03-01T10:00:00Z');
const good: WorkFields = {
  ...emptyFields('en'),
  title: 'A Title',
  rating: 'Mature',
  warnings: ['No Archive Warnings Apply'],
  fandoms: ['Testing'],
};
const faultsOf = (change: Partial<WorkFields>, state: 'draft' | 'posted' = 'posted'): string[] =>
  Object.keys(fieldFaults({ ...good, ...change }, state, words, now));

test('lengths', () => {
  const edge: [keyof WorkFields, number][] = [
    ['title', 255],
    ['summary', 1_250],
    ['startNotes', 5_000],
    ['endNotes', 5_000],
  ];
  for (const [field, most] of edge) {
    assert.deepEqual(faultsOf({ [field]: 'x'.repeat(most) }), [], field);
    assert.deepEqual(faultsOf({ [field]: '夢'.repeat(most) }), [], field);
    assert.deepEqual(faultsOf({ [field]: 'x'.repeat(most + 1) }), [field]);
    assert.deepEqual(faultsOf({ [field]: 'x'.repeat(most + 1) }, 'draft'), [field]);
  }
  assert.deepEqual(faultsOf({ series: [{ title: 'x'.repeat(255), position: 1 }] }), []);
  assert.deepEqual(faultsOf({ series: [{ title: 'x'.repeat(256), position: 1 }] }), ['series']);
});

test('what a posted work needs and a draft may lack', () => {
  const empty = { title: '', rating: '', warnings: [], fandoms: [], language: '' };
  assert.deepEqual(faultsOf(empty).sort(), ['fandoms', 'language', 'rating', 'title', 'warnings']);
  assert.deepEqual(faultsOf(empty, 'draft'), []);
  assert.deepEqual(faultsOf({ language: 'not a language' }), ['language']);
});

test('ratings, warnings and categories are those of the lists', () => {
  assert.deepEqual(faultsOf({ rating: 'Spicy' }), ['rating']);
  assert.deepEqual(faultsOf({ rating: 'mature' }), ['rating']);
  assert.deepEqual(faultsOf({ warnings: ['Spoilers'] }), ['warnings']);
  assert.deepEqual(faultsOf({ categories: ['Z/Z'] }), ['categories']);
  assert.deepEqual(faultsOf({ categories: ['F/F', 'Gen'] }), []);
});

test('days', () => {
  for (const day of ['', '2026-03-01', '1999-12-31', '2024-02-29'])
    assert.deepEqual(faultsOf({ publishedOn: day }), [], day);
  for (const day of ['2026-03-02', '2023-02-29', '2026-13-01', '2026-00-10', '1.3.2026', 'today', '20260301'])
    assert.deepEqual(faultsOf({ publishedOn: day }), ['publishedOn'], day);
});

test('the text can be searched unless its writer says otherwise', () => {
  assert.equal(readWorkForm(new Form([]), good).textSearchable, true);
  assert.equal(readWorkForm(new Form([['noTextSearch', 'on']]), good).textSearchable, false);
});

test('chapters in all', () => {
  const read = (chaptersExpected: string) =>
    readWorkForm(new Form([['chaptersExpected', chaptersExpected]]), good);
  assert.equal(read('?').chaptersExpected, null);
  assert.equal(read(' ').chaptersExpected, null);
  assert.equal(read(' 12 ').chaptersExpected, 12);
  for (const wrong of ['0', '-1', '1.5', 'many', '100000', '1/2'])
    assert.deepEqual(Object.keys(fieldFaults(read(wrong), 'draft', words, now)), ['chaptersExpected'], wrong);
});

test('what cannot be read comes back as it was typed, with its fault, through the draft that is kept', () => {
  const typed = { chaptersExpected: 'many', series: '#\nThe Road #2' };
  const read = readWorkForm(new Form(Object.entries(typed)), good);
  const kept = WorkFields.parse(JSON.parse(JSON.stringify(read)));
  assert.deepEqual(kept.typed, typed);
  assert.deepEqual(Object.keys(fieldFaults(kept, 'draft', words, now)), ['chaptersExpected', 'series']);
  for (const series of ['#', '# #1', '#3', 'The Road #1234567'])
    assert.deepEqual(readWorkForm(new Form([['series', series]]), good).typed, { series });
  const mended = readWorkForm(
    new Form([
      ['chaptersExpected', '3'],
      ['series', 'C#'],
    ]),
    kept,
  );
  assert.equal(mended.typed, undefined);
  assert.deepEqual(fieldFaults(mended, 'draft', words, now), {});
});

test('a form as it is typed', () => {
  const form = new Form([
    ['title', '  The\u202e  Long\nRoad\u0000 '],
    ['fandoms', 'Zebra， Apple、zebra'],
    ['series', 'The Road #2\n\n  Alone  \n#3\nNumber #9 Dream #1'],
    ['warnings', 'a'],
    ['warnings', 'b'],
    ['language', 'EN'],
  ]);
  const fields = readWorkForm(form, { ...good, updatedOn: '2020-01-01', sourceUrl: 'https://old.example' });
  assert.equal(fields.title, 'The Long Road');
  assert.deepEqual(fields.fandoms, ['Zebra', 'Apple']);
  assert.deepEqual(fields.warnings, ['a', 'b']);
  assert.equal(fields.language, 'en');
  assert.deepEqual(fields.series, [
    { title: 'The Road', position: 2 },
    { title: 'Alone', position: 1 },
    { title: '', position: 3 },
    { title: 'Number #9 Dream', position: 1 },
  ]);
  assert.ok('series' in fieldFaults(fields, 'draft', words, now), 'a series without a title is a fault');
  assert.equal(fields.sourceUrl, 'https://old.example');
  assert.equal(fields.updatedOn, '2020-01-01');
});

test('titles in any script, with emoji and letters that look alike, stay as they are', () => {
  for (const title of ['שלום עולם', 'عالم', '🌙✨', 'Раypal', '夢', '𝒲ren', '👩‍👩‍👧', '...', '"'])
    assert.equal(readWorkForm(new Form([['title', title]]), good).title, title);
});
