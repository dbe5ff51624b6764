/** The little of CSS that carries meaning in prose: what a style says about italics, weight, lines, height and place. */

export interface Meaning {
  italic?: boolean;
  bold?: boolean;
  underline?: boolean;
  strike?: boolean;
  sup?: boolean;
  sub?: boolean;
  align?: 'center' | 'right';
}

/** Declarations of a style attribute or rule; names in lower case, the last of a name wins. */
function declarations(style: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const part of style.split(';')) {
    const colon = part.indexOf(':');
    if (colon === -1) continue;
    const value = part.slice(colon + 1).replace(/!\s*important\s*$/i, '');
    found.set(part.slice(0, colon).trim().toLowerCase(), value.trim().toLowerCase());
  }
  return found;
}

/** What a style means; a key is absent when the style does not say, `false` when it says that it is not so. */
export function meaningOfStyle(style: string): Meaning {
  const css = declarations(style);
  const meaning: Meaning = {};
  const font = (css.get('font') ?? '').replace(/["'].*$/, '');
  const italic =
    italicOf(css.get('font-style') ?? '') ?? (/\b(italic|oblique)\b/.test(font) ? true : undefined);
  if (italic !== undefined) meaning.italic = italic;
  const bold =
    boldOf(css.get('font-weight') ?? '') ?? (/(^|\s)(bold|bolder|[6-9]00)\s/.test(font) ? true : undefined);
  if (bold !== undefined) meaning.bold = bold;
  const lines = `${css.get('text-decoration') ?? ''} ${css.get('text-decoration-line') ?? ''}`;
  if (/\bunderline\b/.test(lines)) meaning.underline = true;
  if (/\bline-through\b/.test(lines)) meaning.strike = true;
  if (/^\s*none\b/.test(lines)) Object.assign(meaning, { underline: false, strike: false });
  const vertical = css.get('vertical-align');
  if (vertical === 'super') meaning.sup = true;
  if (vertical === 'sub') meaning.sub = true;
  const align = css.get('text-align');
  if (align === 'center' || align === '-webkit-center') meaning.align = 'center';
  if (align === 'right' || align === 'end') meaning.align = 'right';
  return meaning;
}

function italicOf(value: string): boolean | undefined {
  if (/^(italic|oblique)\b/.test(value)) return true;
  return value === 'normal' ? false : undefined;
}

function boldOf(value: string): boolean | undefined {
  if (value === 'bold' || value === 'bolder') return true;
  if (value === 'normal') return false;
  return /^\d{3,4}$/.test(value) ? Number(value) >= 600 : undefined;
}

/** Class names whose meaning nobody doubts, as editors and converters write them. */
const WELL_KNOWN: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ...['italic', 'italics'].map((name): [string, Meaning] => [name, { italic: true }]),
  ['bold', { bold: true }],
  ...['underline', 'underlined'].map((name): [string, Meaning] => [name, { underline: true }]),
  ['strikethrough', { strike: true }],
  ...[
    'center',
    'centre',
    'centered',
    'centred',
    'text-center',
    'ql-align-center',
    'has-text-align-center',
  ].map((name): [string, Meaning] => [name, { align: 'center' }]),
  ...['text-right', 'ql-align-right', 'has-text-align-right'].map((name): [string, Meaning] => [
    name,
    { align: 'right' },
  ]),
]);

export const wellKnownClass = (name: string): Meaning | undefined => WELL_KNOWN.get(name.toLowerCase());

/** Meanings by `.class` and `tag.class` from a style sheet; other selectors and at-rules are passed over. */
export function classRules(sheet: string): Map<string, Meaning> {
  const rules = new Map<string, Meaning>();
  const css = sheet.replace(/\/\*[\s\S]*?\*\//g, ' ').replace(/<!--|-->/g, ' ');
  let depth = 0;
  let start = 0;
  let selectors = '';
  for (let i = 0; i < css.length; i += 1) {
    const c = css[i];
    if (c === '{') {
      if (depth === 0) selectors = css.slice(start, i);
      depth += 1;
      start = i + 1;
    } else if (c === '}') {
      depth = Math.max(0, depth - 1);
      if (depth === 0 && !selectors.trim().startsWith('@')) addRule(rules, selectors, css.slice(start, i));
      start = i + 1;
    } else if (c === ';' && depth === 0) start = i + 1; // @import and the like
  }
  return rules;
}

function addRule(rules: Map<string, Meaning>, selectors: string, style: string): void {
  const meaning = meaningOfStyle(style);
  for (const selector of selectors.split(',')) {
    const name = selector.trim();
    // A class without meaning is kept too: that the sheet defined it tells that the class is the program's.
    if (/^([a-z][a-z0-9]*)?\.[\w-]+$/i.test(name)) rules.set(name, { ...rules.get(name), ...meaning });
  }
}
