/** Texts of a work as XHTML. */
import { fromStore } from '../../../core/text/safe-html.js';
import { plainProse, plainWords } from './plain-prose.js';

export interface BodyOptions {
  /** Level of the heading that the text stands under. */
  under: number;
  /** Stands before the text's ids: several texts share a page. */
  idPrefix: string;
  /** Absolute address of the work: addresses of the archive's own pages are resolved against it. */
  base: string;
  images: ReadonlyMap<string, { file: string }>;
  /** Alternative text of an image that has none. */
  undescribed: string;
  /** Images are counted here. */
  contents: { images: number; undescribed: number };
}

/** Whether a text shows nothing: no words, no image, no line. */
export const isEmptyText = (html: string): boolean =>
  !/<(img|hr|table)\b/.test(html) && html.replace(/<[^>]*>|&nbsp;|\s/gu, '') === '';

/** The XHTML of a text, which is canonical HTML of core/text. */
export async function renderBody(html: string, options: BodyOptions): Promise<string> {
  const plain = plainProse(html);
  if (plain !== null) return plain;
  const { toXhtml } = await import('../../../core/text/xhtml.js');
  countImages(html, options);
  return toXhtml(fromStore(html), {
    under: options.under,
    idPrefix: options.idPrefix,
    base: options.base,
    undescribed: options.undescribed,
    image: (id) => options.images.get(id)?.file ?? null,
  });
}

function countImages(html: string, { images, contents }: BodyOptions): void {
  for (const [tag] of html.matchAll(/<img\b[^>]*>/g)) {
    const id = / src="\/media\/([^"]+)"/.exec(tag)?.[1];
    if (id === undefined || !images.has(id)) continue;
    contents.images += 1;
    if (!/ alt="/.test(tag)) contents.undescribed += 1;
  }
}

/** What a text says, as plain text. */
export async function textOf(html: string): Promise<string> {
  const plain = plainWords(html);
  if (plain !== null) return plain;
  const { toText } = await import('../../../core/text/read.js');
  return toText(html);
}
