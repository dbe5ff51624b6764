/** Documents that are broken, locked, under a wrong name or made to do harm: each is refused plainly, or read safely. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeDocx, makeOdt, wordParagraph as p } from '../testing/documents.js';
import { makeZip, workOf } from '../testing/files.js';
import { refuses } from '../testing/refuses.js';

const DOCX = makeDocx({ body: p('It rained.') });
const ODT = makeOdt({ body: '<text:p>It rained.</text:p>' });

/** An OLE compound file whose directory names these streams. */
function ole(names: readonly string[]): Buffer {
  const bytes = Buffer.alloc(512 * 4);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes);
  bytes.writeUInt16LE(9, 30);
  bytes.writeUInt32LE(1, 48);
  bytes.writeUInt32LE(0, 76);
  // The table, in sector 0: the directory is sectors 1 and 2.
  bytes.writeUInt32LE(0xfffffffd, 512);
  bytes.writeUInt32LE(2, 512 + 4);
  bytes.writeUInt32LE(0xfffffffe, 512 + 8);
  ['Root Entry', ...names].forEach((name, i) => {
    const at = 1024 + 128 * i;
    bytes.write(name, at, 'utf16le');
    bytes.writeUInt16LE(2 * name.length + 2, at + 64);
  });
  return bytes;
}

test('files that were cut off, and files under a wrong name', async () => {
  for (const [name, whole] of [
    ['a.docx', DOCX],
    ['a.odt', ODT],
  ] as const) {
    for (const length of [40, whole.length >> 1, whole.length - 10])
      await refuses(name, whole.subarray(0, length), 'damaged', /damaged or was not downloaded whole/);
  }
  assert.equal((await workOf('story.odt', DOCX)).format, 'docx');
  assert.equal((await workOf('story.zip', ODT)).format, 'odt');
  assert.equal((await workOf('story.doc', '{\\rtf1 It rained.}')).format, 'rtf');
  assert.equal((await workOf('story.docx', 'It rained.\n\nIt stopped.')).format, 'text');
});

test('locked documents say so', async () => {
  await refuses(
    'a.docx',
    ole(['EncryptionInfo', 'EncryptedPackage']),
    'encrypted',
    /locked with a password.*Protect Document/,
  );
  // The names may stand in a later sector of the directory.
  await refuses('a.docx', ole(['a', 'b', 'c', 'd', 'EncryptedPackage']), 'encrypted', /locked/);
  const manifest =
    '<manifest:manifest xmlns:manifest="m"><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>';
  await refuses(
    'a.odt',
    makeOdt({ body: '', extra: [{ name: 'META-INF/manifest.xml', data: manifest }] }),
    'encrypted',
    /locked with a password/,
  );
  const wrapped = makeZip([
    { name: 'mimetype', data: 'application/vnd.oasis.opendocument.text', method: 0 },
    { name: 'encrypted-package', data: 'x' },
  ]);
  await refuses('a.odt', wrapped, 'encrypted', /locked with a password/);
});

test('documents of other programs: what they are, and what to do', async () => {
  await refuses(
    'a.doc',
    ole(['WordDocument']),
    'unknown-form',
    /old Word document \(\.doc\).*save it as \.docx/,
  );
  await refuses('a.wps', ole(['CONTENTS']), 'unknown-form', /Works \(\.wps\).*save it as \.docx/);
  await refuses(
    'a.pages',
    makeZip([{ name: 'Index/Document.iwa', data: 'x' }]),
    'unknown-form',
    /Pages.*Export To › Word/,
  );
  await refuses(
    'a.wpd',
    Buffer.concat([Buffer.from([0xff]), Buffer.from('WPC'), Buffer.alloc(600)]),
    'unknown-form',
    /WordPerfect.*\.docx/,
  );
  await refuses('a.xls', ole(['Workbook']), 'unknown-form', /old Microsoft Office/);
  const looped = ole(['x']);
  looped.writeUInt32LE(1, 512 + 4);
  await refuses('a.doc', looped, 'unknown-form', /old Microsoft Office/);
});

test('bombs: what unpacks to too much is not read', async () => {
  const spaces = Buffer.alloc(70 * 1024 * 1024, ' ');
  await refuses(
    'a.docx',
    makeZip([{ name: 'word/document.xml', data: spaces }]),
    'too-large',
    /64 MB can be read/,
  );
  const text = Buffer.alloc(30 * 1024 * 1024, 'x');
  await refuses('a.docx', makeZip([{ name: 'word/document.xml', data: text }]), 'unsafe', /times its size/);
  const lied = makeZip([{ name: 'word/document.xml', data: text, declaredSize: 1000 }]);
  await refuses('a.docx', lied, 'damaged', /damaged/);
  await refuses(
    'a.odt',
    makeOdt({ body: 'x', extra: [{ name: 'x', data: 'y', declaredSize: 2 ** 31 }] }),
    'unsafe',
    /would unpack to more/,
  );
});

test('XML that declares entities, nests without end or is broken is refused', async () => {
  const raw = (xml: string) => makeZip([{ name: 'word/document.xml', data: xml }]);
  await refuses(
    'a.docx',
    raw('<!DOCTYPE w [<!ENTITY a "&b;&b;"><!ENTITY b "x">]><w:document><w:body>&a;</w:body></w:document>'),
    'unsafe',
    /entities of its own/,
  );
  await refuses(
    'a.docx',
    raw('<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document/>'),
    'unsafe',
    /entities/,
  );
  const deep = (tag: string) => `<w:document><w:body>${`<${tag}>`.repeat(5000)}`;
  await refuses('a.docx', raw(deep('w:tbl')), 'unsafe', /inside each other/);
  await refuses('a.docx', raw('<w:document><w:body><w:p></w:body>'), 'damaged', /closes nothing in line 1/);
  await refuses(
    'a.docx',
    raw('<w:document><w:body/></w:document>'),
    'no-text',
    /a Word document without any text/,
  );
  await refuses(
    'a.docx',
    makeDocx({ body: '<w:altChunk r:id="rId1"/>' }),
    'no-text',
    /another document inside of it/,
  );
  await refuses('a.odt', makeOdt({ body: '<text:p/>' }), 'no-text', /OpenDocument text without any text/);
});

test('scripts, addresses and names in a document are text or nothing', async () => {
  const work = await workOf(
    'a.docx',
    makeDocx({
      body:
        p('&lt;script&gt;alert(1)&lt;/script&gt;') +
        '<w:p><w:hyperlink r:id="rId1"><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>',
      relations: [['rId1', 'hyperlink', 'http://javascript:alert(1)']],
      extra: [{ name: 'word/_rels/footnotes.xml.rels', data: 'never read' }],
    }),
  );
  assert.equal(work.chapters[0]!.body, '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p><p>x</p>');
});

test('a Scrivener project without its draft, or with names that are no ids', async () => {
  const project = (binder: string, extra: { name: string; data: string }[] = []) =>
    makeZip([
      { name: 'A.scriv/A.scrivx', data: `<ScrivenerProject><Binder>${binder}</Binder></ScrivenerProject>` },
      ...extra,
    ]);
  await refuses('a.zip', project('<BinderItem Type="Text"/>'), 'damaged', /without a Draft/);
  const draft =
    '<BinderItem Type="DraftFolder"><Children><BinderItem UUID="../../x" Type="Text"/></Children></BinderItem>';
  await refuses('a.zip', project(draft), 'no-text', /holds no text/);
});
