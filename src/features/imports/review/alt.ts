/**
 * Descriptions of pictures. A picture without `alt` waits for one; `alt=""` is decoration, said so by a person or by our
 * own document. The same picture has the same description wherever it stands.
 */
import {
  attribute,
  type Element,
  isElement,
  type ParentNode,
  parse,
  serialise,
} from '../../../core/text/tree.js';
import { type Draft, type DraftBlock, settled } from './draft.js';
import type { OnePatch } from './patch.js';

export interface ShownPicture {
  /** Outward id. */
  id: string;
  /** Null where there is none. */
  alt: string | null;
}

const PICTURE = /^\/media\/([0-9a-z]{6,64})$/;

function images(root: ParentNode): Element[] {
  return root.childNodes.flatMap((node): Element[] =>
    !isElement(node) ? [] : node.tagName === 'img' ? [node] : images(node),
  );
}

const idOf = (image: Element): string => PICTURE.exec(attribute(image, 'src') ?? '')?.[1] ?? '';

/** The pictures that a block shows, each once. */
export function picturesIn(html: string): ShownPicture[] {
  if (!html.includes('<img')) return [];
  const found = new Map<string, ShownPicture>();
  for (const image of images(parse(html))) {
    const id = idOf(image);
    if (id !== '' && !found.has(id)) found.set(id, { id, alt: attribute(image, 'alt') ?? null });
  }
  return [...found.values()];
}

const FILE_NAME =
  /\.(?:jpe?g|png|gif|webp|svg|bmp|tiff?|heic)$|^(?:https?:|data:)|^(?:img|image|imagen|bild|pictures?|pic|photo|foto|dsc|figure|fig|cover|graphic|screenshot|untitled)[\s_.-]*\d*$|^[0-9a-f-]{16,}$/i;

/** Whether an alternative text is nobody's description: none, or the name of a file. */
export const isUndescribed = (alt: string | null): boolean =>
  alt === null || (alt.trim() !== '' && FILE_NAME.test(alt.trim()));

/** A program's `alt=""` says nothing: whether the picture is decoration is asked. */
export function withoutEmptyAlts(html: string): string {
  return changed(
    html,
    () => true,
    (image) => {
      image.attrs = image.attrs.filter(({ name, value }) => name !== 'alt' || value.trim() !== '');
    },
  );
}

function changed(html: string, which: (image: Element) => boolean, change: (image: Element) => void): string {
  if (!html.includes('<img')) return html;
  const tree = parse(html);
  const own = images(tree).filter(which);
  if (own.length === 0) return html;
  for (const image of own) change(image);
  return serialise(tree.childNodes);
}

const described = (html: string, picture: string, alt: string): string =>
  changed(
    html,
    (image) => idOf(image) === picture,
    (image) => {
      const [src, ...rest] = image.attrs.filter(({ name }) => name !== 'alt');
      image.attrs = [src!, { name: 'alt', value: alt }, ...rest];
    },
  );

/** Gives a picture its description wherever the text shows it, a step for each block; '' makes it decoration. */
export function altSteps(draft: Draft, picture: string, alt: string): OnePatch[] {
  return draft.chapters.flatMap(({ blocks }, chapter) =>
    blocks.flatMap((block, at): OnePatch[] => {
      const html = described(block.html, picture, alt);
      return html === block.html
        ? []
        : [{ chapter, at, removed: 1, insert: [keepDoubts({ ...block, html })] }];
    }),
  );
}

/** A description changes nothing of what was guessed about the block; only one that is a picture alone is settled by it. */
const keepDoubts = (block: DraftBlock): DraftBlock =>
  block.html.replace(/<[^>]*>/g, '').trim() === '' ? settled(block) : block;

export interface Undescribed {
  count: number;
  /** Where the first of them stands. */
  first: { chapter: number; block: number; at: number } | null;
}

/** The pictures of a draft that nobody has described. */
export function undescribed(draft: Draft): Undescribed {
  const ids = new Set<string>();
  let first: Undescribed['first'] = null;
  for (const [chapter, { blocks }] of draft.chapters.entries()) {
    for (const [at, block] of blocks.entries()) {
      for (const { id, alt } of picturesIn(block.html)) {
        if (!isUndescribed(alt)) continue;
        ids.add(id);
        first ??= { chapter, block: block.id, at };
      }
    }
  }
  return { count: ids.size, first };
}
