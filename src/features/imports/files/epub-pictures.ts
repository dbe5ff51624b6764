/** The pictures of an EPUB's pages: gathered under keys, however the page shows them. */
import { escapeHtml } from '../../../core/text/index.js';
import { type Element, element, textOf } from '../../../core/text/tree.js';
import type { EpubPackage } from './epub-package.js';
import type { BookPage } from './epub-pages.js';
import type { ImageCollector } from './images.js';
import { ImportError } from './import-error.js';
import { IMPORT_LIMITS, sayBytes } from './limits.js';
import { attribute, eachElement, findAll, setAttribute } from './page.js';

/** A page of the spine that is a picture itself. */
export const picturePage = (path: string): string =>
  `<html><body><p><img src="/${escapeHtml(encodeURI(path)).replaceAll('"', '%22')}"></p></body></html>`;

/** Takes the pictures of a page; each `src` then names its picture by key. One that is missing keeps its alternative text. */
export async function packImages(book: EpubPackage, page: BookPage, images: ImageCollector): Promise<void> {
  unwrapDrawings(page.body);
  for (const image of findAll(page.body, (e) => e.tagName === 'img')) {
    const src = attribute(image, 'src') ?? '';
    if (/^(?:https?:)?\/\//i.test(src.trim())) continue;
    const path = book.find(page.path, src);
    if (path === null) {
      if (src.trim() !== '') images.refuse(src, 'it is not in the book');
      continue;
    }
    const known = images.known(path);
    setAttribute(
      image,
      'src',
      known === undefined ? ((await packImage(book, path, images)) ?? '') : (known ?? ''),
    );
  }
}

async function packImage(book: EpubPackage, path: string, images: ImageCollector): Promise<string | null> {
  if (book.scrambled.has(path)) return images.refuse(path, 'it is protected against copying');
  if (book.zip.size(path) > IMPORT_LIMITS.image)
    return images.refuse(path, `it is larger than ${sayBytes(IMPORT_LIMITS.image)}`);
  try {
    return images.add(path, await book.zip.read(path, IMPORT_LIMITS.image));
  } catch (error) {
    if (error instanceof ImportError) return images.refuse(path, 'it is damaged');
    throw error;
  }
}

/** `<svg><image xlink:href="cover.jpg"/></svg>` is a picture in a frame; any other drawing leaves its words behind. */
function unwrapDrawings(body: Element): void {
  for (const drawing of findAll(body, (e) => e.tagName === 'svg')) {
    const inside = findAll(drawing, (e) => e.tagName === 'image');
    const label = labelOf(drawing);
    const sources = inside.map((image) => attribute(image, 'href') ?? attribute(image, 'xlink:href') ?? '');
    const instead =
      sources.length > 0
        ? sources.map((src) =>
            element(
              'img',
              [{ name: 'src', value: src }, ...(label ? [{ name: 'alt', value: label }] : [])],
              [],
            ),
          )
        : label
          ? [element('img', [{ name: 'alt', value: label }], [])]
          : [];
    const parent = drawing.parentNode!;
    for (const one of instead) one.parentNode = parent;
    parent.childNodes.splice(parent.childNodes.indexOf(drawing), 1, ...instead);
  }
}

function labelOf(drawing: Element): string {
  const named = attribute(drawing, 'aria-label')?.trim();
  if (named) return named;
  const said: string[] = [];
  eachElement(drawing, (e) => {
    if (/^(?:title|desc|text)$/.test(e.tagName)) said.push(textOf(e));
  });
  return said.join(' ').replace(/\s+/g, ' ').trim().slice(0, 500);
}

export const isPicture = (type: string, path: string): boolean =>
  /^image\/(?!svg)/.test(type) || /\.(?:jpe?g|png|gif|webp)$/i.test(path);
