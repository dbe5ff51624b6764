/** PDFs that are not AO3's: chapters, paragraphs and italics by their look; scans, locked, broken and hostile ones. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { ImportError } from '../files/import-error.js';
import { sourceFile } from '../files/source-file.js';
import { workOf } from '../testing/files.js';
import { refuses } from '../testing/refuses.js';
import { PDF_LIMITS } from './pdf/limits.js';
import { readPdf } from './pdf/read-pdf.js';

interface PageText {
  /** `[font, size, x, y, text]`; font 1 is upright, 2 italic. */
  lines: [1 | 2, number, number, number, string][];
  drawn?: string;
}

/** A PDF of a few pages, written object by object. */
function makePdf(
  pages: readonly PageText[],
  more: { info?: string; marks?: [string, number][]; trailer?: string; stream?: Buffer } = {},
): Buffer {
  const objects: (string | Buffer)[] = [];
  const add = (body: string | Buffer): number => objects.push(body);
  const marks = more.marks ?? [];
  add('');
  add('');
  add('<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>');
  add('<< /Type /Font /Subtype /Type1 /BaseFont /Times-Italic >>');
  const kids = pages.map(({ lines, drawn = '' }) => {
    const text = lines
      .map(
        ([font, size, x, y, said]) =>
          `BT /F${font} ${size} Tf ${x} ${y} Td (${said.replace(/[()\\]/g, '\\$&')}) Tj ET`,
      )
      .join('\n');
    const data = more.stream ?? Buffer.from(`${text}\n${drawn}`, 'latin1');
    const content = add(
      Buffer.concat([
        Buffer.from(`<< /Length ${data.length}${more.stream ? ' /Filter /FlateDecode' : ''} >>\nstream\n`),
        data,
        Buffer.from('\nendstream'),
      ]),
    );
    return add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 600] /Contents ${content} 0 R /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>`,
    );
  });
  objects[1] = `<< /Type /Pages /Kids [${kids.map((n) => `${n} 0 R`).join(' ')}] /Count ${kids.length} >>`;
  const root = objects.length + 1;
  const items = marks.map(
    ([title, page], i) =>
      `<< /Title (${title}) /Parent ${root} 0 R /Dest [${kids[page]} 0 R /XYZ 0 600 0]${i > 0 ? ` /Prev ${root + i} 0 R` : ''}${i < marks.length - 1 ? ` /Next ${root + i + 2} 0 R` : ''} >>`,
  );
  objects[0] = `<< /Type /Catalog /Pages 2 0 R${marks.length > 0 ? ` /Outlines ${root} 0 R` : ''} >>`;
  if (marks.length > 0) {
    add(
      `<< /Type /Outlines /First ${root + 1} 0 R /Last ${root + marks.length} 0 R /Count ${marks.length} >>`,
    );
    for (const item of items) add(item);
  }
  const info = add(`<< ${more.info ?? ''} >>`);
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n')];
  const at: number[] = [];
  let size = parts[0]!.length;
  objects.forEach((body, i) => {
    at.push(size);
    const part = Buffer.concat([
      Buffer.from(`${i + 1} 0 obj\n`),
      Buffer.from(body as Uint8Array),
      Buffer.from('\nendobj\n'),
    ]);
    parts.push(part);
    size += part.length;
  });
  const table = at.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info ${info} 0 R ${more.trailer ?? ''} >>\nstartxref\n${size}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

/** Full lines of a paragraph with its first line set in, and a short last one. */
const paragraph = (y: number, words: string, end = 'until it stopped.'): PageText['lines'] => [
  [1, 12, 70, y, `${words} and the rain went on over all the roofs of town`],
  [1, 12, 50, y - 14, 'while the two of them sat under the porch and counted drops'],
  [1, 12, 50, y - 28, end],
];

const novel = (marks?: [string, number][]): Buffer =>
  makePdf(
    [0, 1, 2, 3].map((page) => ({
      lines: [
        [1, 9, 180, 580, 'The Long Rain'],
        ...(page % 2 === 0
          ? ([[1, 20, 50, 540, page === 0 ? 'The First Drop' : 'The Last Drop']] as PageText['lines'])
          : []),
        ...paragraph(480, 'It was late'),
        ...paragraph(438, 'Nobody spoke', `until ${['noon', 'dusk', 'dawn', 'tea'][page]}.`),
        [2, 12, 70, 396, 'Listen,'],
        [1, 12, 108, 396, `she said ${['once', 'twice', 'again', 'softly'][page]}.`],
        [1, 9, 195, 20, String(page + 1)],
      ],
    })),
    { info: '/Title (The Long Rain) /Author (Nell Marsh)', ...(marks ? { marks } : {}) },
  );

test('title, author, chapters, paragraphs and italics; running heads and page numbers go', async () => {
  for (const marks of [
    undefined,
    [
      ['The First Drop', 0],
      ['The Last Drop', 2],
    ] as [string, number][],
  ]) {
    const work = await workOf('rain.pdf', novel(marks));
    assert.equal(work.format, 'pdf');
    assert.equal(work.title, 'The Long Rain');
    assert.deepEqual(work.authors, [{ name: 'Nell Marsh' }]);
    assert.deepEqual(
      work.chapters.map(({ title }) => title),
      ['The First Drop', 'The Last Drop'],
    );
    const body = work.chapters[0]!.body;
    assert.equal(body.match(/<p/g)?.length, 6);
    assert.match(
      body,
      /roofs of town while the two of them sat under the porch and counted drops until it stopped\.<\/p>/,
    );
    assert.match(body, /<em>Listen,<\/em> she said once\./);
    assert.doesNotMatch(work.chapters.map((c) => c.body).join(), /The Long Rain|<p>\d<\/p>/);
  }
});

test('a drawn line between paragraphs is a scene break, one under words is not', async () => {
  const work = await workOf(
    'lines.pdf',
    makePdf([
      {
        lines: [...paragraph(480, 'It was late'), ...paragraph(400, 'Nobody spoke')],
        drawn: '100 436 200 1 re f\n50 478 60 0.7 re f',
      },
    ]),
  );
  assert.equal(work.chapters[0]!.body.match(/<hr>/g)?.length, 1);
});

test('a scan says that it is one', async () => {
  await refuses('scan.pdf', makePdf([{ lines: [] }, { lines: [] }]), 'no-text', /without text.*OCR/);
});

test('locked, protected, cut and false PDFs are refused plainly', async () => {
  const key = '00'.repeat(32);
  const locked = makePdf([{ lines: paragraph(480, 'It was late') }], {
    trailer: `/ID [<${'11'.repeat(16)}> <${'11'.repeat(16)}>] /Encrypt << /Filter /Standard /V 1 /R 2 /O <${key}> /U <${key}> /P -44 >>`,
  });
  await refuses('locked.pdf', locked, 'encrypted', /password/);
  const drm = makePdf([{ lines: paragraph(480, 'It was late') }], {
    trailer: `/ID [<${'11'.repeat(16)}> <${'11'.repeat(16)}>] /Encrypt << /Filter /EBX_HANDLER /V 4 >>`,
  });
  await refuses('bought.pdf', drm, 'encrypted', /DRM/);
  await refuses('cut.pdf', '%PDF-1.7\n1 0 obj <<', 'damaged', /damaged/);
  await refuses(
    'noise.pdf',
    Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(5000, 0xa7)]),
    'damaged',
    /damaged/,
  );
});

test('a PDF whose end is missing is still read', async () => {
  const whole = novel();
  const work = await workOf('cut.pdf', whole.subarray(0, whole.length - 30));
  assert.match(work.chapters.map(({ body }) => body).join(), /counted drops/);
});

test('pages, text and time have bounds, and the thread is ended', async () => {
  const reading = (limits: Partial<typeof PDF_LIMITS>, bytes = novel()) =>
    readPdf(sourceFile('big.pdf', bytes), { ...PDF_LIMITS, ...limits });
  const fault = (wanted: string) => (error: unknown) =>
    error instanceof ImportError && error.fault === wanted;
  await assert.rejects(reading({ pages: 3 as 5000 }), fault('too-large'));
  await assert.rejects(reading({ letters: 100 as 20_000_000 }), fault('too-large'));
  await assert.rejects(reading({ seconds: 0 as 240 }), fault('unsafe'));
  // Pages that name each other as parents and kids, and a stream that unpacks to a thousand times its size.
  const loop = Buffer.from(
    novel()
      .toString('latin1')
      .replace(/\/Parent 2 0 R/g, '/Parent 6 0 R'),
    'latin1',
  );
  await reading({}, loop).catch((error) => assert.ok(error instanceof ImportError));
  const bomb = makePdf([{ lines: [] }], { stream: deflateSync(Buffer.alloc(3_000_000, 'q ')) });
  await reading({ seconds: 8 as 240 }, bomb).catch((error) => assert.ok(error instanceof ImportError));
});
