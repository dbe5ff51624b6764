import { imports } from '../../core/messages/en/imports.js';
import { type Block, reshape } from '../reshape/index.js';

export interface ReshapedChapters {
  /** The blocks of each chapter; those of a chapter begin and end with it. */
  chapters: Block[][];
  /** What a person should know about it, in plain words. */
  warnings: string[];
}

/**
 * Gives the plain texts of one file's chapters their blocks. They are looked at together, since a short chapter
 * alone does not show at which margin the file breaks its lines, or which quotes it uses.
 */
export function reshapeChapters(
  bodies: readonly string[],
  options: { language?: string } = {},
): ReshapedChapters {
  if (bodies.length > 1) {
    const heads = bodies.map((_, i) => `Chapter ${i + 1}`);
    const whole = bodies.map((body, i) => `${heads[i]}\n\n${body.trim()}`).join('\n\n');
    const { blocks, onlySure } = reshape(whole, options);
    const chapters = apart(blocks, heads, bodies);
    if (chapters) return { chapters, warnings: warningsOf(onlySure) };
  }
  const each = bodies.map((body) => reshape(body, options));
  return {
    chapters: each.map(({ blocks }) => blocks),
    warnings: warningsOf(each.some(({ onlySure }) => onlySure)),
  };
}

const warningsOf = (onlySure: boolean): string[] => (onlySure ? [imports.onlySure] : []);

const letters = (text: string): number => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;

const lettersOf = ({ html, label }: Block): number =>
  letters(label ?? '') + letters(html.replace(/<[^>]*>/g, '').replace(/&(?:amp|lt|gt);/g, ''));

/** Deals the blocks out by counting letters, of which none is ever lost; null when a block reaches over a heading. */
function apart(
  blocks: readonly Block[],
  heads: readonly string[],
  bodies: readonly string[],
): Block[][] | null {
  const chapters: Block[][] = [];
  let at = 0;
  for (const [i, body] of bodies.entries()) {
    const head = blocks[at];
    if (!head || lettersOf(head) !== letters(heads[i]!)) return null;
    at += 1;
    const chapter: Block[] = [];
    let left = letters(body);
    while (
      at < blocks.length &&
      (left > 0 || (lettersOf(blocks[at]!) === 0 && !startsNext(blocks[at]!, heads[i + 1])))
    ) {
      left -= lettersOf(blocks[at]!);
      chapter.push(blocks[at]!);
      at += 1;
    }
    if (left !== 0) return null;
    chapters.push(chapter);
  }
  return at === blocks.length ? chapters : null;
}

const startsNext = (block: Block, head: string | undefined): boolean =>
  head !== undefined && lettersOf(block) === letters(head);
