/** What the styles of an OpenDocument text say. */
import { type XmlElement, xmlChildren } from '../../files/xml.js';
import type { RunLanguages } from '../manuscript/languages.js';
import { MARK } from '../manuscript/model.js';

export interface Look extends RunLanguages {
  bold?: boolean;
  italic?: boolean;
  underline?: boolean;
  strike?: boolean;
  raised?: 'sup' | 'sub' | 'none';
  caps?: boolean;
  hidden?: boolean;
  align?: string;
  rtl?: boolean;
  /** In twentieths of a point. */
  start?: number;
  end?: number;
  breakBefore?: boolean;
  breakAfter?: boolean;
  /** Lines above and below; `sides`: there are others. */
  above?: boolean;
  below?: boolean;
  sides?: boolean;
  level?: number;
  listStyle?: string;
}

interface Style {
  name: string;
  parent: string | undefined;
  look: Look;
}

export interface ListLevel {
  ordered: boolean;
  none: boolean;
  start: number;
}

const MOST_STEPS = 20;

export class OdtStyles {
  /** By family and name. */
  readonly #styles = new Map<string, Style>();
  readonly #lists = new Map<string, Map<number, ListLevel>>();
  readonly #known = new Map<string, { names: string[]; look: Look }>();

  /** Takes in the styles that stand in `office:styles` or `office:automatic-styles`. */
  add(holder: XmlElement): void {
    for (const style of xmlChildren(holder)) {
      const { attributes } = style;
      const name = attributes.get('style:name') ?? attributes.get('name') ?? '';
      if (style.name === 'list-style') this.#lists.set(name, listLevels(style));
      if (style.name === 'default-style')
        this.#styles.set(`${attributes.get('family')}/`, {
          name: '',
          parent: undefined,
          look: lookOf(style),
        });
      if (style.name !== 'style') continue;
      this.#styles.set(`${attributes.get('family')}/${name}`, {
        name: (attributes.get('display-name') ?? name).replaceAll('_20_', ' ').toLowerCase(),
        parent: attributes.get('parent-style-name'),
        look: lookOf(style),
      });
    }
  }

  /** What a style says with all that it is based on, and their names, its own first, in lower case. */
  resolve(family: 'paragraph' | 'text', name: string | undefined): { names: string[]; look: Look } {
    const key = `${family}/${name ?? ''}`;
    const known = this.#known.get(key);
    if (known) return known;
    const chain: Style[] = [];
    for (let at: string | undefined = name; at && chain.length < MOST_STEPS; ) {
      const style = this.#styles.get(`${family}/${at}`);
      if (!style) break;
      chain.push(style);
      at = style.parent;
    }
    const base = family === 'paragraph' ? this.#styles.get('paragraph/') : undefined;
    const unnamed = chain.at(-1)?.parent ?? (chain.length === 0 ? name : undefined);
    const made = {
      names: [
        ...chain.map((one) => one.name),
        ...(unnamed ? [unnamed.replaceAll('_20_', ' ').toLowerCase()] : []),
      ],
      look: Object.assign({}, base?.look, ...chain.map(({ look }) => look).reverse()) as Look,
    };
    this.#known.set(key, made);
    return made;
  }

  list(name: string | undefined, level: number): ListLevel {
    const levels = this.#lists.get(name ?? '');
    return levels?.get(level) ?? levels?.get(0) ?? { ordered: false, none: false, start: 1 };
  }
}

function listLevels(style: XmlElement): Map<number, ListLevel> {
  return new Map(
    xmlChildren(style).map((level) => [
      Number(level.attributes.get('level') ?? 1) - 1,
      {
        ordered: level.name === 'list-level-style-number',
        none: level.name === 'list-level-style-number' && (level.attributes.get('num-format') ?? '') === '',
        start: Number(level.attributes.get('start-value') ?? 1) || 1,
      },
    ]),
  );
}

function lookOf(style: XmlElement): Look {
  const look: Look = {};
  for (const properties of xmlChildren(style)) {
    if (properties.name === 'text-properties') textLook(properties.attributes, look);
    if (properties.name === 'paragraph-properties') paragraphLook(properties.attributes, look);
  }
  if (style.attributes.get('master-page-name')) look.breakBefore = true;
  const level = style.attributes.get('default-outline-level');
  if (level !== undefined) look.level = Number(level) || 0;
  const list = style.attributes.get('list-style-name');
  if (list !== undefined) look.listStyle = list;
  return look;
}

function textLook(of: ReadonlyMap<string, string>, look: Look): void {
  const slant = of.get('fo:font-style');
  if (slant) look.italic = slant !== 'normal';
  const weight = of.get('fo:font-weight');
  if (weight) look.bold = weight === 'bold' || Number(weight) >= 600;
  const under = of.get('text-underline-style');
  if (under) look.underline = under !== 'none';
  const through = of.get('text-line-through-style') ?? of.get('text-line-through-type');
  if (through) look.strike = through !== 'none';
  const position = of.get('text-position');
  if (position)
    look.raised = /^(?:super|[1-9])/.test(position) ? 'sup' : /^(?:sub|-)/.test(position) ? 'sub' : 'none';
  const transform = of.get('text-transform');
  if (transform) look.caps = transform === 'uppercase';
  const display = of.get('display');
  if (display) look.hidden = display === 'none' || (display === 'true' && of.has('condition'));
  const tag = (language?: string, country?: string): string | undefined =>
    language && language !== 'none'
      ? country && country !== 'none'
        ? `${language}-${country}`
        : language
      : undefined;
  const languages = {
    language: tag(of.get('fo:language'), of.get('fo:country')),
    eastAsian: tag(of.get('language-asian'), of.get('country-asian')),
    complex: tag(of.get('language-complex'), of.get('country-complex')),
  };
  for (const key of ['language', 'eastAsian', 'complex'] as const)
    if (languages[key]) look[key] = languages[key];
}

function paragraphLook(of: ReadonlyMap<string, string>, look: Look): void {
  const align = of.get('text-align');
  if (align) look.align = align;
  const mode = of.get('writing-mode');
  if (mode) look.rtl = /^rl/.test(mode);
  const start = points(of.get('margin-left') ?? of.get('margin-start'));
  if (start !== undefined) look.start = start;
  const end = points(of.get('margin-right') ?? of.get('margin-end'));
  if (end !== undefined) look.end = end;
  const before = of.get('break-before');
  if (before) look.breakBefore = before === 'page';
  const after = of.get('break-after');
  if (after) look.breakAfter = after === 'page';
  const drawn = (side: string): boolean | undefined => {
    const line = of.get(`border-${side}`) ?? of.get('border');
    return line === undefined ? undefined : !/^(?:none|hidden|0(?![.\d]))/.test(line);
  };
  const [above, below, left] = ['top', 'bottom', 'left'].map(drawn);
  if (above !== undefined) look.above = above;
  if (below !== undefined) look.below = below;
  if (left !== undefined) look.sides = left;
}

const UNITS: Record<string, number> = { cm: 566.93, mm: 56.693, in: 1440, pt: 20, pc: 240, px: 15 };

/** A length in twentieths of a point. */
export function points(length: string | undefined): number | undefined {
  const found = /^(-?\d+(?:\.\d+)?)(cm|mm|in|pt|pc|px)$/.exec(length ?? '');
  return found ? Math.round(Number(found[1]) * UNITS[found[2]!]!) : undefined;
}

export const marksOf = (look: Look): number =>
  (look.bold ? MARK.bold : 0) |
  (look.italic ? MARK.italic : 0) |
  (look.underline ? MARK.underline : 0) |
  (look.strike ? MARK.strike : 0) |
  (look.raised === 'sup' ? MARK.sup : 0) |
  (look.raised === 'sub' ? MARK.sub : 0);

/** What a paragraph's border means: a line above or below alone. */
export const borderOf = ({ above, below, sides }: Look): 'above' | 'below' | null =>
  sides || (above && below) ? null : below ? 'below' : above ? 'above' : null;
