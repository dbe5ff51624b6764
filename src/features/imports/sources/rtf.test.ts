/** RTF piece by piece: letters, looks, paragraphs, notes, fields, and files that are broken. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sourceFile } from '../files/source-file.js';
import type { SourceWork } from '../source-work.js';
import { PNG } from '../testing/files.js';
import { refuses } from '../testing/refuses.js';
import { rtf } from './rtf.js';

async function read(source: string | Uint8Array): Promise<SourceWork> {
  const bytes = typeof source === 'string' ? Buffer.from(source, 'latin1') : source;
  for await (const work of rtf.read(sourceFile('story.rtf', bytes))) return work;
  assert.fail('no work');
}

const body = async (
  inner: string,
  head = '\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Times;}}',
): Promise<string> => (await read(`{\\rtf1${head}\n${inner}}`)).chapters[0]!.body;

test('letters: code pages, character sets of fonts, two bytes a letter, Unicode with its substitutes', async () => {
  assert.equal(
    await body("caf\\'e9 \\'93x\\'94 \\u8217\\'92 \\u-10179?\\u-8704? {\\uc0\\u233}{\\uc2\\u233 ??}e"),
    '<p>café “x” ’ 😀 éée</p>',
  );
  assert.equal(
    await body(
      "\\f1 \\'cf\\'f0\\'e8 \\f0\\'e9",
      '\\ansi\\ansicpg1252{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset204{\\*\\fname B;}B Cyr;}}',
    ),
    '<p>При é</p>',
  );
  assert.equal(
    await body(
      "\\f1\\'93\\'fa\\'96\\'7b",
      '\\ansi{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset128 MS Mincho;}}',
    ),
    '<p>日本</p>',
  );
  assert.equal(await body("\\'8e", '\\mac{\\fonttbl{\\f0 Geneva;}}'), '<p>é</p>');
  assert.equal(await body("\\'cf\\'f0", '\\ansi\\ansicpg1251{\\fonttbl{\\f0\\fcharset0 A;}}'), '<p>Пр</p>');
  assert.equal(
    await body('a\\emdash b\\~c\\_d\\-e\\lquote f\\rquote\\bullet\\{\\}\\\\'),
    '<p>a—b&nbsp;c\u2011de‘f’•{}\\</p>',
  );
});

test('looks: by words and groups, taken back, hidden, capitals', async () => {
  assert.equal(
    await body(
      'One {\\i two {\\b three}} \\i four\\i0  \\ul five\\ulnone\\strike six\\strike0{\\super 7}{\\caps loud}{\\v secret}{\\plain x}',
    ),
    '<p>One <em>two <strong>three</strong> four</em> <u>five</u><s>six</s><sup>7</sup>LOUDx</p>',
  );
});

test('paragraphs: alignment, headings by style and level, pages, quotations, lists', async () => {
  const work = await read(
    '{\\rtf1\\ansi{\\stylesheet{\\s0 Normal;}{\\s1\\outlinelevel0 heading 1;}{\\s7 Quote;}}' +
      "{\\*\\listtable{\\list{\\listlevel\\levelnfc23{\\leveltext\\'01\\u8226 ?;}}{\\listlevel\\levelnfc0}\\listid9}}{\\*\\listoverridetable{\\listoverride\\listid9\\ls1}}" +
      '{\\info{\\title Harbour Rain}{\\author Ines Rivage}{\\doccomm Rain, mostly.}{\\keywords rain, harbour}}' +
      '\\pard\\s1 Chapter 1: Low\\par\\pard\\qc Mid\\par\\pard\\s7 Quoted.\\par\\pard\\ls1 {\\listtext\\bullet\\tab}a\\par\\ls1\\ilvl1 b\\par\\pard End.\\par' +
      '\\pard\\s1 Chapter 2\\par\\pard x\\line y\\page z\\par}',
  );
  assert.equal(work.title, 'Harbour Rain');
  assert.deepEqual(work.authors, [{ name: 'Ines Rivage' }]);
  assert.deepEqual(work.tags, ['rain', 'harbour']);
  assert.deepEqual(
    work.chapters.map(({ title, body: html }) => [title, html]),
    [
      [
        'Low',
        '<p align="center">Mid</p><blockquote><p>Quoted.</p></blockquote><ul><li>a<ol><li>b</li></ol></li></ul><p>End.</p>',
      ],
      [null, '<p>x<br>y</p><hr><p>z</p>'],
    ],
  );
});

test('notes, links, page numbers, headers, comments, deleted words, tables, pictures', async () => {
  const work = await read(
    Buffer.concat([
      Buffer.from(
        '{\\rtf1\\ansi{\\header Running head}{\\*\\generator X;}One{\\super\\chftn{\\*\\footnote\\pard\\plain{\\super\\chftn} A {\\i note}.}} ' +
          '{\\field{\\*\\fldinst{HYPERLINK "https://example.org/"}}{\\fldrslt{\\ul link}}} {\\field{\\*\\fldinst PAGE}{\\fldrslt 7}}{\\*\\annotation no}{\\deleted gone}\\par' +
          '\\trowd\\cellx1\\intbl a\\cell b\\cell\\row\\pard After.\\par {\\*\\shppict{\\pict\\pngblip\\bin' +
          `${PNG.length} `,
        'latin1',
      ),
      PNG,
      Buffer.from(
        `}}{\\nonshppict{\\pict\\wmetafile8 00}}{\\pict\\wmetafile8 0102}{\\pict\\pngblip\n${PNG.toString('hex')}}\\par}`,
        'latin1',
      ),
    ]),
  );
  assert.equal(
    work.chapters[0]!.body,
    '<p>One<sup><a name="note-ref-1" href="#note-1">1</a></sup> <a href="https://example.org/">link</a></p><table><tbody><tr><td>a</td><td>b</td></tr></tbody></table><p>After.</p>' +
      '<p><img src="import:1" alt=""><img src="import:2" alt=""></p><hr><ol><li><a name="note-1" href="#note-ref-1">↑</a> A <em>note</em>.</li></ol>'.replace(
        'link</a></p>',
        'link</a></p>',
      ),
  );
  assert.equal(work.images.length, 2);
  assert.match(work.warningsForReader.join('\n'), /tracked changes[\s\S]*Comments[\s\S]*Windows or old Macs/);
});

test('TextEdit and Scrivener: line ends as paragraphs, substitutes of length nought', async () => {
  assert.equal(
    await body(
      '\\f0\\fs24 \\cf0 One \\uc0\\u8220 x\\u8221 \\\n\\\n\\f1\\i two\\f0\\i0 .\\\n',
      '\\ansi\\ansicpg1252\\cocoartf2580\n{\\fonttbl\\f0\\fswiss\\fcharset0 Helvetica;\\f1\\fswiss\\fcharset0 Helvetica-Oblique;}',
    ),
    '<p>One “x”</p><p><em>two</em>.</p>',
  );
});

test('broken files are read as far as they go, deep ones are refused', async () => {
  assert.equal(await body('One {\\i two'), '<p>One <em>two</em></p>');
  assert.equal(await body('One}}}} two'), '<p>One</p>'.replace('One', 'One two'));
  assert.equal(await body("x\\'zz\\u\\bin99999999 y"), '<p>x</p>');
  await refuses('deep.rtf', `{\\rtf1 ${'{'.repeat(5000)}x`, 'unsafe', /1000 deep/);
  await refuses('empty.rtf', '{\\rtf1\\ansi \\par}', 'no-text', /rich text file without any text/);
  const long = `{\\rtf1 ${'word '.repeat(4_500_000)}}`;
  await refuses('long.rtf', long, 'too-large', /more than 20 MB of text/);
});
