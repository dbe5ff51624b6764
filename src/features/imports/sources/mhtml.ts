import { decodeText } from '../files/encoding.js';
import type { ImageCollector } from '../files/images.js';
import { ImportError } from '../files/import-error.js';
import { isMime, type MimePart, mimeParts } from '../files/mime.js';
import { attribute, findAll, type Page, parsePage, setAttribute } from '../files/page.js';
import type { SourceFile } from '../files/source-file.js';
import type { SourceWork } from '../source-work.js';
import { readPage } from './html.js';
import { packInlineImages } from './inline-images.js';
import type { SourceReader } from './source-reader.js';

/** A page that a browser saved with its pictures in one file. */
export const mhtml: SourceReader = {
  format: 'mhtml',
  label: 'web page in one file (.mhtml)',

  async detect(file: SourceFile): Promise<number> {
    if ((await file.kind()).kind !== 'text') return 0;
    return isMime(Buffer.from(await file.bytes(0, 4096)).toString('latin1')) ? 0.9 : 0;
  },

  async *read(file: SourceFile): AsyncGenerator<SourceWork> {
    const parts = mimeParts(file.name, await file.bytes(0, file.size));
    const main = parts.find(({ type }) => /^(?:text\/html|application\/xhtml\+xml)$/.test(type));
    if (!main)
      throw new ImportError('no-text', `“${file.name}” is a saved web page (MHTML) without a page in it.`);
    const text = decodeText(main.bytes);
    const page = parsePage(file.name, text.text);
    const images = packInlineImages([page.body]);
    takeParts(page, main, parts, images);
    const work = readPage('mhtml', file.name, page, text, images);
    if (work.sourceUrl === null && /^https?:/.test(main.location) && URL.canParse(main.location))
      work.sourceUrl = main.location;
    yield work;
  },
};

/** Pictures and style sheets of the page that lie in the file beside it. */
function takeParts(page: Page, main: MimePart, parts: readonly MimePart[], images: ImageCollector): void {
  const at = new Map<string, MimePart>();
  for (const part of parts) {
    if (part.location) at.set(part.location, part);
    if (part.id) at.set(`cid:${part.id}`, part);
  }
  const partOf = (address: string): MimePart | undefined =>
    at.get(address) ?? at.get(URL.parse(address, main.location || undefined)?.href ?? '');
  for (const image of findAll(page.body, (e) => e.tagName === 'img')) {
    const src = attribute(image, 'src') ?? '';
    const part = partOf(src);
    if (part) setAttribute(image, 'src', images.add(src, part.bytes) ?? '');
  }
  for (const link of findAll(page.head, (e) => e.tagName === 'link')) {
    const sheet = partOf(attribute(link, 'href') ?? '');
    if (sheet?.type !== 'text/css') continue;
    link.tagName = 'style';
    link.childNodes = [{ nodeName: '#text', value: decodeText(sheet.bytes).text, parentNode: link }];
  }
}
