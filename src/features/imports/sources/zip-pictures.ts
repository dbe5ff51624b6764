/** The pictures that the pages in a zip name. */

import { resolvePath } from '../files/epub-package.js';
import type { ImageCollector } from '../files/images.js';
import { dataImage } from '../files/images.js';
import { IMPORT_LIMITS } from '../files/limits.js';
import { attribute, type Element, eachElement, type ParentNode, setAttribute } from '../files/page.js';
import type { Zip } from '../files/zip.js';

/** Takes the pictures of a page into `images`; each `src` then names its picture by key. Those on the web stay as they are. */
export async function takeZipPictures(
  zip: Zip,
  pageName: string,
  root: ParentNode,
  images: ImageCollector,
): Promise<void> {
  const found: Element[] = [];
  eachElement(root, (element) => {
    if (element.tagName === 'img') found.push(element);
  });
  for (const element of found) {
    const src = attribute(element, 'src') ?? '';
    const bytes = dataImage(src);
    const name = bytes ? null : resolvePath(pageName, src);
    if (bytes)
      setAttribute(element, 'src', images.add(src, bytes, attribute(element, 'alt') || 'picture') ?? '');
    else if (name !== null) setAttribute(element, 'src', (await packed(zip, name, images)) ?? '');
  }
}

async function packed(zip: Zip, name: string, images: ImageCollector): Promise<string | null> {
  const known = images.known(name);
  if (known !== undefined) return known;
  if (!zip.has(name)) return images.refuse(name, 'the zip does not hold it');
  if (zip.size(name) > IMPORT_LIMITS.image) return images.refuse(name, 'it is too large');
  return images.add(name, await zip.read(name, IMPORT_LIMITS.image));
}
