import { dataImage, ImageCollector } from '../files/images.js';
import { attribute, eachElement, type ParentNode, setAttribute } from '../files/page.js';

/** Takes the pictures that are written into a page itself (`data:` addresses) out of it; each `src` then names its picture by key. */
export function packInlineImages(
  nodes: readonly ParentNode[],
  images = new ImageCollector(),
): ImageCollector {
  for (const node of nodes) {
    eachElement(node, (element) => {
      if (element.tagName !== 'img') return;
      const src = attribute(element, 'src') ?? '';
      const bytes = dataImage(src);
      if (!bytes) return;
      const name = attribute(element, 'alt') || `picture ${images.images.length + 1}`;
      setAttribute(element, 'src', images.add(src, bytes, name) ?? '');
    });
  }
  return images;
}
