/** What styles and direct formatting make of a run and of a paragraph. */
import { type XmlElement, xmlChildren } from '../../files/xml.js';
import type { RunLanguages } from '../manuscript/languages.js';
import { MARK } from '../manuscript/model.js';
import { child, toggle, val, whole } from './xml.js';

/** Properties of runs; undefined where nothing is said. */
export interface RunLook extends RunLanguages {
  bold?: boolean | undefined;
  italic?: boolean | undefined;
  strike?: boolean | undefined;
  caps?: boolean | undefined;
  hidden?: boolean | undefined;
  underline?: boolean | undefined;
  raised?: 'sup' | 'sub' | 'none' | undefined;
  symbols?: boolean | undefined;
}

export interface ParagraphLook {
  level?: number | undefined;
  align?: string | undefined;
  rtl?: boolean | undefined;
  start?: number | undefined;
  end?: number | undefined;
  hanging?: number | undefined;
  newPage?: boolean | undefined;
  border?: 'above' | 'below' | 'none' | undefined;
  numbering?: { id: string | undefined; level: number | undefined } | undefined;
}

interface Style {
  name: string;
  basedOn: string | undefined;
  run: RunLook;
  paragraph: ParagraphLook;
}

/** A style with all that it is based on. */
export interface Resolved {
  /** Lower case. */
  names: string[];
  run: RunLook;
  paragraph: ParagraphLook;
}

const TOGGLES = ['bold', 'italic', 'strike', 'caps', 'hidden'] as const;
const MOST_STEPS = 20;
const NOTHING: Resolved = { names: [], run: {}, paragraph: {} };

/** Styles that Word has by itself, for a document that does not define them. */
const UNDEFINED: ReadonlyMap<string, RunLook> = new Map([
  ['emphasis', { italic: true }],
  ['subtleemphasis', { italic: true }],
  ['strong', { bold: true }],
]);

/** Fonts whose letters are pictures. */
const SYMBOL_FONT = /^(?:wingdings|webdings|symbol|zapf ?dingbats)/i;

/** What `rPr` says. */
export function runLook(rPr: XmlElement | undefined): RunLook {
  if (!rPr) return {};
  const fonts = child(rPr, 'rFonts')?.attributes;
  const vertical = val(rPr, 'vertAlign');
  const language = child(rPr, 'lang')?.attributes;
  return stated({
    bold: toggle(rPr, 'b'),
    italic: toggle(rPr, 'i'),
    strike: toggle(rPr, 'strike') ?? toggle(rPr, 'dstrike'),
    caps: toggle(rPr, 'caps'),
    hidden: toggle(rPr, 'vanish') || toggle(rPr, 'webHidden') || undefined,
    underline: toggle(rPr, 'u'),
    raised:
      vertical === undefined
        ? undefined
        : vertical === 'superscript'
          ? 'sup'
          : vertical === 'subscript'
            ? 'sub'
            : 'none',
    symbols: fonts?.has('ascii') ? SYMBOL_FONT.test(fonts.get('ascii')!) : undefined,
    language: language?.get('val'),
    eastAsian: language?.get('eastAsia'),
    complex: language?.get('bidi'),
  });
}

/** What `pPr` says. */
export function paragraphLook(pPr: XmlElement | undefined): ParagraphLook {
  if (!pPr) return {};
  const indent = child(pPr, 'ind')?.attributes;
  const numbering = child(pPr, 'numPr');
  const outline = whole(val(pPr, 'outlineLvl'));
  return stated({
    level: outline === undefined ? undefined : outline >= 0 && outline <= 8 ? outline + 1 : 0,
    align: val(pPr, 'jc'),
    rtl: toggle(pPr, 'bidi'),
    start: whole(indent?.get('start') ?? indent?.get('left')),
    end: whole(indent?.get('end') ?? indent?.get('right')),
    hanging: whole(indent?.get('hanging')),
    newPage: toggle(pPr, 'pageBreakBefore'),
    border: borderOf(child(pPr, 'pBdr')),
    numbering: numbering && { id: val(numbering, 'numId'), level: whole(val(numbering, 'ilvl')) },
  });
}

/** A line above or below alone; a box is no line. */
function borderOf(borders: XmlElement | undefined): ParagraphLook['border'] {
  if (!borders) return undefined;
  const drawn = xmlChildren(borders)
    .filter((side) => !/^(?:nil|none)$/.test(side.attributes.get('val') ?? 'none'))
    .map(({ name }) => name)
    .filter((name) => name !== 'between' && name !== 'bar');
  if (drawn.length === 1 && drawn[0] === 'bottom') return 'below';
  if (drawn.length === 1 && drawn[0] === 'top') return 'above';
  return 'none';
}

/** Without the keys that are undefined, so that spreading keeps what was said before. */
const stated = <T extends object>(look: T): T =>
  Object.fromEntries(Object.entries(look).filter(([, value]) => value !== undefined)) as T;

/** The styles of a document. */
export class Styles {
  readonly defaults: RunLook;
  readonly #styles = new Map<string, Style>();
  readonly #resolved = new Map<string, Resolved>();
  #standard: string | undefined;

  constructor(root: XmlElement | null) {
    const defaults = child(root ?? undefined, 'docDefaults');
    this.defaults = runLook(child(child(defaults, 'rPrDefault'), 'rPr'));
    for (const style of root ? xmlChildren(root, 'style') : []) {
      const id = style.attributes.get('styleId');
      if (id === undefined || this.#styles.has(id)) continue;
      this.#styles.set(id, {
        name: (val(style, 'name') ?? id).toLowerCase(),
        basedOn: val(style, 'basedOn'),
        run: runLook(child(style, 'rPr')),
        paragraph: paragraphLook(child(style, 'pPr')),
      });
      const isDefault = /^(?:1|true|on)$/.test(style.attributes.get('default') ?? '');
      if (isDefault && style.attributes.get('type') === 'paragraph') this.#standard = id;
    }
  }

  /** The style with this id, or the one for ordinary paragraphs where none is named. */
  paragraph(id: string | undefined): Resolved {
    return this.#resolve(id ?? this.#standard);
  }

  character(id: string | undefined): Resolved {
    return this.#resolve(id);
  }

  #resolve(id: string | undefined): Resolved {
    if (id === undefined) return NOTHING;
    const known = this.#resolved.get(id);
    if (known) return known;
    const chain: Style[] = [];
    for (let at: string | undefined = id; at !== undefined && chain.length < MOST_STEPS; ) {
      const style = this.#styles.get(at);
      if (!style) break;
      chain.push(style);
      at = style.basedOn;
    }
    const made: Resolved = {
      // Many programs name a style without defining it.
      names: chain.length > 0 ? chain.map(({ name }) => name) : [id.toLowerCase()],
      run: Object.assign(
        {},
        chain.length > 0 ? {} : UNDEFINED.get(id.toLowerCase()),
        ...chain.map(({ run }) => run).reverse(),
      ),
      paragraph: Object.assign({}, ...chain.map(({ paragraph }) => paragraph).reverse()),
    };
    this.#resolved.set(id, made);
    return made;
  }
}

/** What a run looks like in the end: styles of paragraph and run cancel each other out, direct formatting decides. */
export function looksLike(
  styles: Styles,
  paragraph: Resolved,
  character: Resolved,
  direct: RunLook,
): RunLook {
  const look: RunLook = { ...styles.defaults, ...paragraph.run, ...character.run, ...direct };
  for (const key of TOGGLES) {
    look[key] =
      direct[key] ??
      ((paragraph.run[key] ?? false) !== (character.run[key] ?? false) || (styles.defaults[key] ?? false));
  }
  return look;
}

export const marksOf = (look: RunLook): number =>
  (look.bold ? MARK.bold : 0) |
  (look.italic ? MARK.italic : 0) |
  (look.underline ? MARK.underline : 0) |
  (look.strike ? MARK.strike : 0) |
  (look.raised === 'sup' ? MARK.sup : 0) |
  (look.raised === 'sub' ? MARK.sub : 0);
