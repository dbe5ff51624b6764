/** What Word documents hold, piece by piece, as Word writes it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sourceFile } from '../files/source-file.js';
import type { SourceWork } from '../source-work.js';
import { type DocxPieces, makeDocx, wordParagraph as p } from '../testing/documents.js';
import { PNG } from '../testing/files.js';
import { docx } from './docx.js';

async function read(pieces: DocxPieces): Promise<SourceWork> {
  const file = sourceFile('story.docx', makeDocx(pieces));
  assert.ok((await docx.detect(file)) > 0);
  for await (const work of docx.read(file)) return work;
  assert.fail('no work');
}

const body = async (inner: string, rest: Partial<DocxPieces> = {}): Promise<string> => {
  const work = await read({ body: inner, ...rest });
  assert.equal(work.chapters.length, 1);
  return work.chapters[0]!.body;
};

const r = (text: string, properties = ''): string =>
  `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;

test('italics by hand, by the style of letters and of paragraphs; styles cancel each other out', async () => {
  const styles =
    '<w:style w:type="character" w:styleId="Thought"><w:name w:val="Thought"/><w:rPr><w:i/></w:rPr></w:style>' +
    '<w:style w:type="character" w:styleId="Inner"><w:name w:val="Inner"/><w:basedOn w:val="Thought"/></w:style>' +
    '<w:style w:type="paragraph" w:styleId="Letter"><w:name w:val="Letter"/><w:rPr><w:i/></w:rPr></w:style>' +
    '<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style>';
  assert.equal(
    await body(
      `<w:p>${r('One ')}${r('two', '<w:i/>')}${r(' ', '<w:i/>')}${r('three', '<w:i w:val="1"/><w:iCs/>')}${r(' four', '<w:i w:val="0"/>')}</w:p>` +
        `<w:p>${r('It ')}${r('was', '<w:rStyle w:val="Inner"/>')}${r(' so.')}</w:p>` +
        `<w:p><w:pPr><w:pStyle w:val="Letter"/></w:pPr>${r('Dear ')}${r('you', '<w:rStyle w:val="Thought"/>')}${r(', goodbye.', '<w:i w:val="false"/>')}</w:p>` +
        p('Round.', '<w:pStyle w:val="Loop"/>') +
        `<w:p>${r('A ', '<w:b/>')}${r('b', '<w:b/><w:i/>')}${r(' c', '<w:u w:val="none"/><w:strike/>')}${r('d', '<w:u w:val="single"/>')}${r('e', '<w:vertAlign w:val="superscript"/>')}${r('f', '<w:caps/>')}${r('g', '<w:rStyle w:val="Emphasis"/>')}</w:p>`,
      { styles },
    ),
    '<p>One <em>two three</em> four</p><p>It <em>was</em> so.</p><p><em>Dear </em>you, goodbye.</p><p>Round.</p>' +
      '<p><strong>A <em>b</em></strong><s> c</s><u>d</u><sup>e</sup>F<em>g</em></p>',
  );
});

test('alignment, quotations, direction, soft breaks, hyphens, tabs and signs', async () => {
  const filler = p('A paragraph of the ordinary kind, which is long enough to say what is usual here.');
  assert.equal(
    await body(
      filler +
        p('Mid', '<w:jc w:val="center"/>') +
        p('Right', '<w:jc w:val="end"/>') +
        p('Set off.', '<w:ind w:left="720"/>') +
        p('Still.', '<w:ind w:left="720" w:right="720"/>') +
        p('Hanging.', '<w:ind w:left="720" w:hanging="720"/>') +
        p('שלום', '<w:bidi/><w:jc w:val="right"/>') +
        `<w:p><w:r><w:tab/><w:t>a</w:t><w:br/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t><w:softHyphen/><w:t>d</w:t><w:sym w:font="Wingdings" w:char="F04A"/></w:r></w:p>`,
    ),
    '<p>A paragraph of the ordinary kind, which is long enough to say what is usual here.</p><p align="center">Mid</p><p align="right">Right</p>' +
      '<blockquote><p>Set off.</p><p>Still.</p></blockquote><p>Hanging.</p><p dir="rtl">שלום</p><p>a<br>b\u2011cd☺</p>',
  );
});

test('tracked changes, comments, hidden words: what was deleted goes, and is said', async () => {
  const work = await read({
    body:
      `<w:p>${r('Kept ')}<w:ins w:id="1" w:author="B"><w:r><w:t>inserted</w:t></w:r></w:ins><w:del w:id="2"><w:r><w:delText>gone</w:delText></w:r></w:del><w:moveFrom w:id="3">${r('moved')}</w:moveFrom><w:r><w:commentReference w:id="0"/></w:r>${r('secret', '<w:vanish/>')}</w:p>` +
      `<w:p><w:pPr><w:rPr><w:del w:id="4"/></w:rPr></w:pPr>${r('One ')}</w:p><w:p>${r('line.')}</w:p>`,
  });
  assert.equal(work.chapters[0]!.body, '<p>Kept inserted</p><p>One line.</p>');
  assert.match(work.warningsForReader.join('\n'), /tracked changes.*deleted.*\nComments.*\nHidden text/);
});

test('fields: links are kept, page numbers and tables of contents are not, ruby is ruby', async () => {
  const begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>';
  const field = (instruction: string, shown: string): string =>
    `${begin}<w:r><w:instrText xml:space="preserve">${instruction}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
  const work = await read({
    body:
      `<w:p>${begin}<w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${r('Chapter 1 ... 4')}</w:p><w:p>${r('Chapter 2 ... 9')}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>` +
      `<w:p>${r('See ')}${field(' HYPERLINK "https://example.org/x" ', r('there', '<w:u w:val="single"/>'))}${r(', page ')}${field(' PAGE ', r('7'))}${r('; ')}${field(' HYPERLINK \\l "_Toc1" ', r('here'))}<w:hyperlink r:id="rId9">${r('!')}</w:hyperlink><w:hyperlink r:id="rId8">${r('?')}</w:hyperlink></w:p>` +
      `<w:p>${field(' EQ \\* jc2 \\* "Font:X" \\o\\ad(\\s\\up 9(よみ),読)', '')}<w:r><w:ruby><w:rt><w:r><w:t>かん</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>`,
    relations: [
      ['rId9', 'hyperlink', 'https://example.org/y'],
      ['rId8', 'hyperlink', 'file:///C:/secret.txt'],
    ],
  });
  assert.equal(
    work.chapters[0]!.body,
    '<p>See <a href="https://example.org/x">there</a>, page ; here<a href="https://example.org/y">!</a>?</p><p><ruby>読<rt>よみ</rt></ruby><ruby>漢<rt>かん</rt></ruby></p>',
  );
});

test('notes stand at the end of their chapter, linked both ways, numbered anew', async () => {
  const reference = (kind: string, id: number) =>
    `<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:${kind}Reference w:id="${id}"/></w:r>`;
  const note = (kind: string, id: number, text: string) =>
    `<w:${kind} w:id="${id}"><w:p><w:r><w:${kind}Ref/></w:r>${r(` ${text}`)}</w:p></w:${kind}>`;
  const heading = '<w:outlineLvl w:val="0"/>';
  const work = await read({
    body:
      p('Chapter 1', heading) +
      `<w:p>${r('One')}${reference('footnote', 2)}${r('.')}${reference('endnote', 2)}</w:p>` +
      p('Chapter 2', heading) +
      `<w:p>${r('Two')}${reference('footnote', 3)}${reference('footnote', 99)}</w:p>`,
    footnotes: `<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>${note('footnote', 2, 'First.')}${note('footnote', 3, 'Third.')}`,
    endnotes: note('endnote', 2, 'Second.'),
  });
  assert.deepEqual(
    work.chapters.map((chapter) => chapter.body),
    [
      '<p>One<sup><a name="note-ref-1" href="#note-1">1</a></sup>.<sup><a name="note-ref-2" href="#note-2">2</a></sup></p><hr><ol><li><a name="note-1" href="#note-ref-1">↑</a> First.</li><li><a name="note-2" href="#note-ref-2">↑</a> Second.</li></ol>',
      '<p>Two<sup><a name="note-ref-1" href="#note-1">1</a></sup></p><hr><ol><li><a name="note-1" href="#note-ref-1">↑</a> Third.</li></ol>',
    ],
  );
});

test('lists, nested and counted on; tables; frames around text; text boxes; large initials', async () => {
  const numbering =
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>';
  const item = (text: string, level: number) =>
    p(text, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="5"/></w:numPr><w:ind w:left="720"/>`);
  const cell = (inner: string, span = '') => `<w:tc><w:tcPr>${span}</w:tcPr>${inner}</w:tc>`;
  assert.equal(
    await body(
      item('c', 0) +
        item('x', 1) +
        item('d', 0) +
        p('Between.') +
        item('e', 0) +
        `<w:tbl><w:tr>${cell(p('1'), '<w:gridSpan w:val="2"/>')}</w:tr><w:tr>${cell(p('2'))}${cell(p('3') + p('4'))}</w:tr></w:tbl>` +
        `<w:tbl><w:tr>${cell(p('Framed.'))}</w:tr></w:tbl>` +
        `<w:p><w:pPr><w:framePr w:dropCap="drop" w:lines="3"/></w:pPr>${r('O')}</w:p>${p('nce.')}` +
        `<w:p>${r('Beside.')}<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>${p('Boxed.')}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>${p('Boxed.')}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`,
      { numbering },
    ),
    '<ol start="3"><li>c<ul><li>x</li></ul></li><li>d</li></ol><p>Between.</p><ol start="5"><li>e</li></ol>' +
      '<table><tbody><tr><td colspan="2">1</td></tr><tr><td>2</td><td><p>3</p><p>4</p></td></tr></tbody></table><p>Framed.</p><p>Once.</p><p>Beside.</p><p>Boxed.</p>',
  );
});

test('scene breaks: drawn lines, and empty paragraphs where they are rare', async () => {
  const rule = '<w:pBdr><w:bottom w:val="single" w:sz="6"/></w:pBdr>';
  const box = '<w:pBdr><w:top w:val="single"/><w:bottom w:val="single"/><w:left w:val="single"/></w:pBdr>';
  assert.equal(
    await body(
      `${p('A.')}<w:p><w:pPr>${rule}</w:pPr></w:p>${p('B.', rule)}${p('C.', box)}<w:p><w:r><w:pict><v:rect o:hr="t"/></w:pict></w:r></w:p>${p('D.')}`,
    ),
    '<p>A.</p><hr><p>B.</p><hr><p>C.</p><hr><p>D.</p>',
  );
  const lines = Array.from({ length: 12 }, (_, i) => p(`Line ${i}.`));
  const rare = await read({ body: [...lines.slice(0, 6), '<w:p/>', ...lines.slice(6)].join('') });
  assert.match(rare.chapters[0]!.body, /Line 5\.<\/p><hr><p>Line 6/);
  assert.match(rare.warningsForReader.join(), /One empty line was read as scene breaks/);
  const usual = await read({
    body: lines.map((line, i) => `${line}<w:p/>${i === 5 ? '<w:p/><w:p/>' : ''}`).join(''),
  });
  assert.equal(usual.chapters[0]!.body.match(/<hr>/g)?.length, 1);
  assert.match(usual.chapters[0]!.body, /Line 5\.<\/p><hr><p>Line 6/);
});

test('pictures with what is said instead of them; others are left out and said', async () => {
  const drawing = (id: string, description: string) =>
    `<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" descr="${description}"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="${id}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`;
  const work = await read({
    body:
      p('See:') +
      drawing('rId1', 'A lamp &amp; a quay') +
      drawing('rId2', '') +
      drawing('rId3', '') +
      drawing('rId4', ''),
    relations: [
      ['rId1', 'image', 'media/image1.png'],
      ['rId2', 'image', 'media/image2.emf'],
      ['rId3', 'image', 'https://example.org/track.png'],
      ['rId4', 'image', '../../../etc/passwd'],
    ],
    extra: [
      { name: 'word/media/image1.png', data: PNG },
      { name: 'word/media/image2.emf', data: 'EMF' },
    ],
  });
  assert.match(work.chapters[0]!.body, /<img src="import:1" alt="A lamp &amp; a quay">/);
  assert.equal(work.images.length, 1);
  assert.match(work.warningsForReader.join('\n'), /image2\.emf.*\n.*track\.png.*outside of the file/);
});

test('what the file says of itself: title, author, summary, keywords, language; names of programs are none', async () => {
  const text = p('It rained over the harbour that night.', '', '<w:lang w:val="de-DE"/>');
  const work = await read({
    body: text,
    core: '<dc:title>Harbour Rain</dc:title><dc:creator>Ines Rivage</dc:creator><dc:description>Rain, mostly.</dc:description><cp:keywords>rain; harbour</cp:keywords>',
  });
  assert.equal(work.title, 'Harbour Rain');
  assert.deepEqual(work.authors, [{ name: 'Ines Rivage' }]);
  assert.equal(work.summary, '<p>Rain, mostly.</p>');
  assert.deepEqual(work.tags, ['rain', 'harbour']);
  assert.equal(work.language?.code, 'de');
  const none = await read({
    body: text,
    core: '<dc:title>Document1</dc:title><dc:creator>Microsoft Office User</dc:creator>',
  });
  assert.equal(none.title, null);
  assert.deepEqual(none.authors, []);
});
