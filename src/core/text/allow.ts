/** What the HTML of a text may hold: elements, attributes and the shape of each value. */

/** The floor is what AO3 allows, since imported works use it. */
export const ALLOWED_ELEMENTS: ReadonlySet<string> = new Set(
  (
    'a abbr acronym address b big blockquote br caption center cite code col colgroup dd del details dfn div dl dt em ' +
    'figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li ol p pre q rp rt ruby s samp small span strike strong sub ' +
    'summary sup table tbody td tfoot th thead tr tt u ul var'
  ).split(' '),
);

/** Removed with all they hold: their contents are code, or belong to something that is not kept. */
export const REMOVED_WITH_CONTENTS: ReadonlySet<string> = new Set(
  'script style noscript iframe noembed noframes template xmp plaintext title math svg'.split(' '),
);

/** Elements that go but were blocks: they become another, so that the text around them does not run together. */
export const REPLACED_ELEMENTS: ReadonlyMap<string, string> = new Map([
  ...'article section header footer aside main nav hgroup fieldset legend form search dialog optgroup option'
    .split(' ')
    .map((name): [string, string] => [name, 'div']),
  ['dir', 'ul'],
  ['menu', 'ul'],
  ['listing', 'pre'],
]);

type Rule = (value: string) => string | null;

const matching =
  (pattern: RegExp): Rule =>
  (value) => {
    const trimmed = value.trim();
    return pattern.test(trimmed) ? trimmed : null;
  };
const lowerCase =
  (pattern: RegExp): Rule =>
  (value) =>
    matching(pattern)(value.toLowerCase());
const whole =
  (least: number, most: number): Rule =>
  (value) => {
    const trimmed = value.trim();
    if (!/^\d{1,9}$/.test(trimmed)) return null;
    return String(Math.min(most, Math.max(least, Number(trimmed))));
  };
const anyText: Rule = (value) => value;
const present =
  (name: string): Rule =>
  () =>
    name;

const length = matching(/^\d{1,5}(\.\d{1,3})?(px|%)?$/);
const signed = matching(/^-?\d{1,9}$/);

const classNames: Rule = (value) => {
  const names = new Set(
    value.split(/\s+/).filter((name) => /^[a-zA-Z][\w-]+$/.test(name) && name.length <= 100),
  );
  return names.size > 0 ? [...names].slice(0, 32).join(' ') : null;
};

const GLOBAL: readonly (readonly [string, Rule])[] = [
  ['class', classNames],
  ['align', lowerCase(/^(left|right|center|justify)$/)],
  ['dir', lowerCase(/^(ltr|rtl|auto)$/)],
  ['lang', matching(/^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8}){0,8}$/)],
  ['title', anyText],
];

const CELL: readonly (readonly [string, Rule])[] = [
  ['abbr', anyText],
  ['axis', anyText],
  ['colspan', whole(1, 1000)],
  ['rowspan', whole(0, 1000)],
  ['width', length],
  ['height', length],
];

/** Links (href, name, cite, src) have rules of their own in links.ts and walk.ts. */
const OWN: ReadonlyMap<string, readonly (readonly [string, Rule])[]> = new Map([
  [
    'col',
    [
      ['span', whole(1, 1000)],
      ['width', length],
    ],
  ],
  [
    'colgroup',
    [
      ['span', whole(1, 1000)],
      ['width', length],
    ],
  ],
  ['details', [['open', present('open')]]],
  ['hr', [['width', length]]],
  [
    'img',
    [
      ['alt', anyText],
      ['width', length],
      ['height', length],
    ],
  ],
  ['li', [['value', signed]]],
  [
    'ol',
    [
      ['start', signed],
      ['type', matching(/^[1aAiI]$/)],
      ['reversed', present('reversed')],
    ],
  ],
  [
    'table',
    [
      ['border', whole(0, 100)],
      ['summary', anyText],
      ['width', length],
    ],
  ],
  ['td', CELL],
  ['th', [...CELL, ['scope', lowerCase(/^(row|col|rowgroup|colgroup)$/)]]],
  ['ul', [['type', lowerCase(/^(disc|circle|square)$/)]]],
]);

const NOTHING: readonly (readonly [string, Rule])[] = [];

/** The rules of an element's attributes in the order in which they are written, those of its own first. */
export const attributeRules = (tagName: string): readonly (readonly [string, Rule])[] => [
  ...(OWN.get(tagName) ?? NOTHING),
  ...GLOBAL,
];

/** Names of the attributes that may stand on an element, links' included; for the second sanitiser. */
export function attributeNames(tagName: string): string[] {
  const links =
    tagName === 'a'
      ? ['href', 'name', 'rel']
      : tagName === 'img'
        ? ['src']
        : tagName === 'blockquote' || tagName === 'q'
          ? ['cite']
          : [];
  return [...links, ...attributeRules(tagName).map(([name]) => name)];
}
