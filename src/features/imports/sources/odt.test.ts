/** What OpenDocument texts hold, piece by piece, as LibreOffice writes it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sourceFile } from '../files/source-file.js';
import type { SourceWork } from '../source-work.js';
import { makeOdt, type OdtPieces } from '../testing/documents.js';
import { PNG } from '../testing/files.js';
import { odt } from './odt.js';

async function read(pieces: OdtPieces): Promise<SourceWork> {
  const file = sourceFile('story.odt', makeOdt(pieces));
  assert.ok((await odt.detect(file)) > 0);
  for await (const work of odt.read(file)) return work;
  assert.fail('no work');
}

const style = (name: string, family: string, properties: string, attributes = ''): string =>
  `<style:style style:name="${name}" style:family="${family}"${attributes}>${properties}</style:style>`;

test('looks by automatic styles and by what they are based on; white space', async () => {
  const automatic =
    style('T1', 'text', '<style:text-properties fo:font-style="italic"/>') +
    style(
      'T2',
      'text',
      '<style:text-properties fo:font-style="normal" fo:font-weight="bold"/>',
      ' style:parent-style-name="Thought"',
    ) +
    style('T3', 'text', '<style:text-properties text:display="none"/>') +
    style(
      'T4',
      'text',
      '<style:text-properties style:text-position="super 58%" style:text-line-through-style="solid" style:text-underline-style="none" fo:text-transform="uppercase"/>',
    ) +
    style(
      'P1',
      'paragraph',
      '<style:paragraph-properties fo:text-align="center"/>',
      ' style:parent-style-name="Letter"',
    );
  const styles =
    style('Thought', 'text', '<style:text-properties style:text-underline-style="solid"/>') +
    style(
      'Letter',
      'paragraph',
      '<style:paragraph-properties fo:margin-left="1in"/><style:text-properties fo:font-style="italic"/>',
    );
  const work = await read({
    body: '<text:p>One\n  <text:span text:style-name="T1">two<text:span text:style-name="T2"> three</text:span></text:span><text:s text:c="3"/>four<text:tab/>five<text:line-break/>six<text:span text:style-name="T3">secret</text:span><text:span text:style-name="T4">x</text:span></text:p><text:p text:style-name="P1">Mid</text:p>',
    automatic,
    styles,
  });
  assert.equal(
    work.chapters[0]!.body,
    '<p>One <em>two</em><u><strong> three</strong></u> four five<br>six<s><sup>X</sup></s></p><p align="center"><em>Mid</em></p>',
  );
  assert.match(work.warningsForReader.join(), /Hidden text/);
});

test('headings, new pages, quotations by name and margin, drawn lines, direction', async () => {
  const automatic =
    style('P2', 'paragraph', '<style:paragraph-properties fo:break-before="page"/>') +
    style('P3', 'paragraph', '<style:paragraph-properties fo:margin-left="1.27cm"/>') +
    style(
      'P4',
      'paragraph',
      '<style:paragraph-properties fo:border-bottom="0.06pt solid #000000" fo:border-top="none" fo:border-left="none"/>',
    ) +
    style('P5', 'paragraph', '<style:paragraph-properties style:writing-mode="rl-tb" fo:text-align="end"/>');
  const long =
    '<text:p>A paragraph of the ordinary kind, which is long enough to say what is usual.</text:p>';
  const work = await read({
    body: `<text:h text:outline-level="1">Chapter 1: Low</text:h>${long}<text:p text:style-name="P3">Set off.</text:p><text:p text:style-name="Quotations">Quoted.</text:p><text:p text:style-name="P4"/>${long}<text:p text:style-name="P2">New page.</text:p><text:list><text:list-item><text:h text:outline-level="1">Chapter 2</text:h></text:list-item></text:list><text:p text:style-name="P5">שלום</text:p>`,
    automatic,
  });
  assert.deepEqual(
    work.chapters.map(({ title }) => title),
    ['Low', null],
  );
  assert.match(
    work.chapters[0]!.body,
    /<blockquote><p>Set off\.<\/p><p>Quoted\.<\/p><\/blockquote><hr><p>A paragraph.*<hr><p>New page/,
  );
  assert.equal(work.chapters[1]!.body, '<p dir="rtl">שלום</p>');
});

test('notes, tracked changes, comments, links, ruby, tables of contents, lists that go on', async () => {
  const lists =
    '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" text:start-value="2"/></text:list-style>';
  const work = await read({
    body:
      '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><text:p>gone</text:p></text:deletion></text:changed-region></text:tracked-changes>' +
      '<text:table-of-content><text:index-body><text:p>Chapter 1 ... 3</text:p></text:index-body></text:table-of-content>' +
      '<text:p>One<text:note text:id="ftn1" text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body></text:note><text:change text:change-id="c1"/><office:annotation><dc:creator>B</dc:creator><text:p>no</text:p></office:annotation> <text:a xlink:href="https://example.org/">link</text:a><text:a xlink:href="#x">!</text:a><text:ruby><text:ruby-base>漢</text:ruby-base><text:ruby-text>かん</text:ruby-text></text:ruby></text:p>' +
      '<text:list text:style-name="L1"><text:list-item><text:p>b</text:p><text:p>more</text:p></text:list-item></text:list><text:p>Between.</text:p><text:list text:style-name="L1" text:continue-numbering="true"><text:list-item><text:p>c</text:p></text:list-item></text:list>',
    automatic: lists,
  });
  assert.equal(
    work.chapters[0]!.body,
    '<p>One<sup><a name="note-ref-1" href="#note-1">1</a></sup> <a href="https://example.org/">link</a>!<ruby>漢<rt>かん</rt></ruby></p><ol start="2"><li>b<br><br>more</li></ol><p>Between.</p><ol start="3"><li>c</li></ol><hr><ol><li><a name="note-1" href="#note-ref-1">↑</a> A note.</li></ol>',
  );
  assert.match(work.warningsForReader.join('\n'), /tracked changes[\s\S]*Comments[\s\S]*table of contents/);
});

test('pictures with what is said instead of them, text boxes, tables', async () => {
  const work = await read({
    body:
      '<text:p>See <draw:frame><draw:image xlink:href="Pictures/a.png"/><svg:title>T</svg:title><svg:desc>A lamp</svg:desc></draw:frame><draw:frame><draw:image xlink:href="https://example.org/b.png"/></draw:frame></text:p><text:p>Beside.<draw:frame><draw:text-box><text:p>Boxed.</text:p></draw:text-box></draw:frame></text:p>' +
      '<table:table><table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>1</text:p></table:table-cell><table:covered-table-cell/></table:table-row></table:table-header-rows><table:table-row><table:table-cell><text:p>2</text:p></table:table-cell><table:table-cell><text:p>3</text:p></table:table-cell></table:table-row></table:table>',
    extra: [{ name: 'Pictures/a.png', data: PNG }],
  });
  assert.equal(
    work.chapters[0]!.body,
    '<p>See <img src="import:1" alt="A lamp"></p><p>Beside.</p><p>Boxed.</p><table><tbody><tr><td colspan="2">1</td></tr><tr><td>2</td><td>3</td></tr></tbody></table>',
  );
  assert.equal(work.images.length, 1);
  assert.match(work.warningsForReader.join(), /b\.png.*outside of the file/);
});

test('what the file says of itself', async () => {
  const work = await read({
    body: '<text:p>It rained.</text:p>',
    meta: '<dc:title>Harbour Rain</dc:title><meta:initial-creator>Ines Rivage</meta:initial-creator><dc:description>Rain.</dc:description><meta:keyword>rain</meta:keyword><meta:keyword>sea</meta:keyword><dc:language>de-DE</dc:language>',
  });
  assert.equal(work.title, 'Harbour Rain');
  assert.deepEqual(work.authors, [{ name: 'Ines Rivage' }]);
  assert.equal(work.summary, '<p>Rain.</p>');
  assert.deepEqual(work.tags, ['rain', 'sea']);
  assert.equal(work.language?.code, 'de-DE');
});
