/** The smallest EPUB 3 that holds some chapters, and Java's EPUBCheck run on it; for tests. */
import { execFile } from 'node:child_process';
import { createWriteStream, existsSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

const JAR = '/usr/share/java/epubcheck.jar';
export const hasEpubCheck = existsSync(JAR);

/** A grey pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCB7rqbNAAAAABJRU5ErkJggg==',
  'base64',
);

const page = (title: string, body: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en"><head><title>${title}</title></head><body>${body}</body></html>`;

/** Writes an EPUB whose chapters are the given XHTML fragments, and one image, `pixel.png`. */
export async function writeEpub(file: string, bodies: readonly string[]): Promise<void> {
  const zip = new ZipFile();
  const add = (path: string, content: string | Buffer, compress = true): void =>
    zip.addBuffer(Buffer.from(content), path, { compress });
  add('mimetype', 'application/epub+zip', false);
  add(
    'META-INF/container.xml',
    '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="p.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
  );
  const items = bodies
    .map((_, i) => `<item id="c${i}" href="c${i}.xhtml" media-type="application/xhtml+xml"/>`)
    .join('');
  const spine = bodies.map((_, i) => `<itemref idref="c${i}"/>`).join('');
  add(
    'p.opf',
    `<?xml version="1.0" encoding="UTF-8"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:uuid:11111111-2222-4333-8444-555555555555</dc:identifier><dc:title>t</dc:title><dc:language>en</dc:language><meta property="dcterms:modified">2026-01-01T00:00:00Z</meta></metadata><manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/><item id="pixel" href="pixel.png" media-type="image/png"/>${items}</manifest><spine>${spine}</spine></package>`,
  );
  add(
    'nav.xhtml',
    page(
      'Contents',
      `<nav epub:type="toc"><ol>${bodies.map((_, i) => `<li><a href="c${i}.xhtml">${i}</a></li>`).join('')}</ol></nav>`,
    ),
  );
  add('pixel.png', PIXEL);
  for (const [i, body] of bodies.entries()) {
    add(`c${i}.xhtml`, page(`Chapter ${i}`, `<section><h1>Chapter ${i}</h1>${body}</section>`));
  }
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(file));
}

/** What EPUBCheck complains of, one line each. */
export function epubCheck(file: string): Promise<string[]> {
  return new Promise((resolve, reject) => {
    execFile(
      'java',
      ['-jar', JAR, file],
      { maxBuffer: 1 << 24, timeout: 240_000 },
      (error, stdout, stderr) => {
        const lines = `${stdout}\n${stderr}`.split('\n');
        if (error && !lines.some((line) => /^(ERROR|WARNING|FATAL)/.test(line))) reject(error);
        else resolve(lines.filter((line) => /^(ERROR|WARNING|FATAL)/.test(line)));
      },
    );
  });
}
