/** What a file says that its work was made after becomes links of the work: in this archive where it has the other one. */
import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { testApp } from '../../../test/support/app.js';
import { makePerson, makeWork } from '../../../test/support/factories.js';
import { wordsFor } from '../../core/messages/index.js';
import { workHeader } from '../works/index.js';
import { importFile } from './import-file.js';

const site = await testApp({ jobs: false });
const { app } = site;
const words = wordsFor('en');
const writer = await makePerson(app, { pseud: 'Wren' });
const reader = await makePerson(app, { pseud: 'Tern' });

let pages = 0;

/** A page as AO3 makes it, of another work each time, whose notes end in this list. */
function ao3Page(items: string): string {
  pages += 1;
  const address = `https://archiveofourown.org/works/99000${pages}`;
  const tags = [
    'Rating:General Audiences',
    'Archive Warning:No Archive Warnings Apply',
    'Fandom:Sea (Invented)',
  ];
  const rows = tags.map((tag) => {
    const [name = '', value = ''] = tag.split(':');
    return `<dt>${name}:</dt><dd><a href="https://archiveofourown.org/tags/x">${value}</a></dd>`;
  });
  return `<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>A Title - one - Fandom</title></head><body>
<div id="preface"><h2 class="toc-heading">Preface</h2>
<p class="message"><b>A Title</b><br>Posted originally on the <a href="https://archiveofourown.org/">Archive of Our Own</a> at <a href="${address}">${address}</a>.</p>
<div class="meta"><dl class="tags">${rows.join('')}<dt>Language:</dt><dd>English</dd><dt>Stats:</dt><dd>Published: 2020-01-02 Words: 1,234 Chapters: 1/1</dd></dl><h1>A Title</h1><div class="byline">by <a rel="author" href="https://archiveofourown.org/users/one/pseuds/one">one</a></div><p>Notes</p><div class="endnote-link">See the end of the work for <a href="#endnotes">notes</a></div><ul>${items}</ul></div></div>
<div id="chapters" class="userstuff"><p>Text.</p></div>
<div id="afterword"><h2 class="toc-heading">Afterword</h2><p class="message">Please comment</p></div>
</body></html>`;
}

/** Brings a page of AO3 whose preface says this. @returns what the work's page names */
async function parentsOf(items: string) {
  const done = await importFile(
    app,
    { viewer: reader.viewer, pseudId: reader.pseudId, words },
    { name: 'work.html', stream: Readable.from([Buffer.from(ao3Page(items))]) },
    {},
    'posted',
    'new',
  );
  assert.deepEqual([done.state, done.message], ['posted', null]);
  const work = await workHeader(app.db, reader.viewer, done.id);
  return work?.parents.map(({ id, url, title, author, translation, byline }) => ({
    at: id ?? url,
    title,
    by: byline ? byline.creators.map(({ name }) => name).join(', ') : author,
    translation,
  }));
}

const ao3 = (id: number): string => `https://archiveofourown.org/works/${id}`;
const by = (name: string): string =>
  `by <a rel="author" href="https://archiveofourown.org/users/${name}/pseuds/${name}">${name}</a>`;

test('outside addresses with title and creator; what is not told is left out', async () => {
  assert.deepEqual(
    await parentsOf(
      `<li>Inspired by <a href="${ao3(11)}">The Sea</a> ${by('Gull')}</li><li>A translation of <a href="${ao3(12)}">La marée</a> ${by('Corentin')}</li><li>Inspired by a deleted work</li><li>A translation of [Restricted Work] ${by('Nobody')}</li>`,
    ),
    [
      { at: ao3(12), title: 'La marée', by: 'Corentin', translation: true },
      { at: ao3(11), title: 'The Sea', by: 'Gull', translation: false },
    ],
  );
});

test('a work that is here becomes a link within the archive, unless it is anonymous or its writer wants none', async () => {
  const here = await makeWork(app, writer, { fields: { title: 'Brought Along', sourceUrl: ao3(21) } });
  const anonymous = { title: 'Whose?', sourceUrl: ao3(22) };
  await makeWork(app, writer, { anonymous: true, fields: anonymous });
  const item = (id: number): string =>
    `<li>Inspired by <a href="${ao3(id)}">As It Was Called</a> ${by('Wren')}</li>`;
  const outside = (id: number) => ({
    at: ao3(id),
    title: 'As It Was Called',
    by: 'Wren',
    translation: false,
  });
  assert.deepEqual(await parentsOf(item(21) + item(22)), [
    { at: here.id, title: 'Brought Along', by: 'Wren', translation: false },
    outside(22),
  ]);
  await app.db
    .updateTable('accounts')
    .set({ allows_related: false })
    .where('id', '=', writer.viewer.accountId)
    .execute();
  assert.deepEqual(await parentsOf(item(21)), [outside(21)]);
});
