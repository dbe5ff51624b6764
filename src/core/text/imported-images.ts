import type { ImageMap } from './walk.js';

const SOURCE = /\bsrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi;
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&amp;', '&'],
  ['&quot;', '"'],
  ['&#39;', "'"],
  ['&apos;', "'"],
  ['&lt;', '<'],
  ['&gt;', '>'],
]);

/** The images `import:KEY` that a source names, each with the address that the map gives it; those it refuses are left out. */
export function importedImages(source: string, images: ImageMap): Map<string, string> {
  const found = new Map<string, string>();
  for (const match of source.matchAll(SOURCE)) {
    const src = (match[1] ?? match[2] ?? match[3] ?? '')
      .replace(/&(?:amp|quot|#39|apos|lt|gt);/g, (e) => ENTITIES.get(e) ?? e)
      .trim();
    if (!src.startsWith('import:') || found.has(src)) continue;
    const address = images(src);
    if (address !== null) found.set(src, address);
  }
  return found;
}
