/**
 * What a work skin may say. Everything that is not here is left out: addresses of any kind, custom properties, other
 * units, at-rules but @media, and whatever could reach out of the work's container or make a page heavy.
 */
const list = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** Each with all its sides, where it has sides. */
const SIDED = ['', '-top', '-right', '-bottom', '-left', '-block', '-block-start', '-block-end']
  .concat(['-inline', '-inline-start', '-inline-end'])
  .flatMap((side) => [
    `margin${side}`,
    `padding${side}`,
    `border${side}`,
    ...['color', 'style', 'width'].map((what) => `border${side}-${what}`),
  ]);

const CORNERS = ['top-left', 'top-right', 'bottom-left', 'bottom-right']
  .concat(['start-start', 'start-end', 'end-start', 'end-end'])
  .map((corner) => `border-${corner}-radius`);

export const PROPERTIES: ReadonlySet<string> = new Set([
  ...SIDED,
  ...CORNERS,
  ...list(`
    align-content align-items align-self aspect-ratio background background-attachment background-blend-mode
    background-clip background-color background-image background-origin background-position background-position-x
    background-position-y background-repeat background-size block-size border-collapse border-radius border-spacing
    bottom box-decoration-break box-shadow box-sizing break-after break-before break-inside caption-side clear
    clip-path color column-count column-fill column-gap column-rule column-rule-color column-rule-style
    column-rule-width column-span column-width columns content counter-increment counter-reset counter-set cursor
    display empty-cells filter flex flex-basis flex-direction flex-flow flex-grow flex-shrink flex-wrap float font
    font-family font-feature-settings font-kerning font-size font-size-adjust font-stretch font-style
    font-variant font-variant-alternates font-variant-caps font-variant-east-asian font-variant-ligatures
    font-variant-numeric font-variant-position font-weight gap grid grid-area grid-auto-columns grid-auto-flow
    grid-auto-rows grid-column grid-column-end grid-column-gap grid-column-start grid-gap grid-row grid-row-end
    grid-row-gap grid-row-start grid-template grid-template-areas grid-template-columns grid-template-rows
    hanging-punctuation height hyphens initial-letter inline-size inset inset-block inset-inline justify-content
    justify-items justify-self left letter-spacing line-break line-height list-style list-style-position
    list-style-type max-block-size max-height max-inline-size max-width min-block-size min-height min-inline-size
    min-width mix-blend-mode object-fit object-position opacity order orphans outline outline-color outline-offset
    outline-style outline-width overflow overflow-wrap overflow-x overflow-y page-break-after page-break-before
    page-break-inside place-content place-items place-self pointer-events position quotes resize right rotate
    row-gap scale shape-margin shape-outside tab-size table-layout text-align text-align-last
    text-combine-upright text-decoration text-decoration-color text-decoration-line text-decoration-style
    text-decoration-thickness text-emphasis text-emphasis-color text-emphasis-position text-emphasis-style
    text-indent text-justify text-orientation text-overflow text-shadow text-transform text-underline-offset
    text-underline-position text-wrap top transform transform-origin transition transition-delay
    transition-duration transition-property transition-timing-function translate user-select vertical-align
    visibility white-space widows width word-break word-spacing word-wrap writing-mode z-index
    -webkit-background-clip -webkit-box-decoration-break -webkit-text-fill-color -webkit-text-stroke
    -webkit-text-stroke-color -webkit-text-stroke-width -webkit-user-select
  `),
]);

export const FUNCTIONS = list(`
  rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix light-dark
  linear-gradient radial-gradient conic-gradient repeating-linear-gradient repeating-radial-gradient
  repeating-conic-gradient
  calc min max clamp minmax repeat fit-content
  translate translatex translatey scale scalex scaley rotate skew skewx skewy matrix
  blur brightness contrast drop-shadow grayscale hue-rotate invert opacity saturate sepia
  circle ellipse inset polygon
  cubic-bezier steps counter counters
`);

/** Where a string may stand. */
export const TEXT_PROPERTIES = list(`
  content font font-family font-feature-settings grid-area grid-template grid-template-areas list-style
  list-style-type quotes text-emphasis text-emphasis-style
`);

/** The largest size, either way, of each unit. */
export const MOST_OF_UNIT: ReadonlyMap<string, number> = new Map([
  ['', 1_000],
  ['%', 1_000],
  ['px', 3_000],
  ['pt', 2_000],
  ['pc', 200],
  ['in', 30],
  ['cm', 80],
  ['mm', 800],
  ['q', 3_200],
  ...['em', 'rem', 'ex', 'ch', 'ic', 'cap', 'lh', 'rlh', 'fr', 'turn'].map((unit) => [unit, 100] as const),
  ...['vw', 'vh', 'vmin', 'vmax', 'vi', 'vb'].flatMap((unit) =>
    ['', 's', 'l', 'd'].map((kind) => [kind + unit, 100] as const),
  ),
  ['deg', 3_600],
  ['grad', 4_000],
  ['rad', 63],
  ['s', 10],
  ['ms', 10_000],
]);

/** Properties for which less is too much already: nested or blurred, it would cost the reader's machine. */
export const TIGHTER: Readonly<Record<string, ReadonlyMap<string, number>>> = {
  'z-index': new Map([['', 999]]),
  'line-height': new Map([['', 10]]),
  'column-count': new Map([['', 20]]),
  columns: new Map([['', 20]]),
  ...Object.fromEntries(
    ['font-size', 'font'].map((name) => [
      name,
      new Map([
        ['%', 800],
        ['px', 200],
        ['pt', 150],
        ['pc', 12],
        ['in', 2],
        ['cm', 5],
        ['mm', 50],
        ['em', 8],
        ['rem', 12],
        ['ex', 16],
        ['ch', 16],
        ['vw', 30],
        ['vh', 30],
        ['vmin', 30],
        ['vmax', 30],
      ]),
    ]),
  ),
  ...Object.fromEntries(
    ['filter', 'box-shadow', 'text-shadow'].map((name) => [
      name,
      new Map([
        ['', 1_000],
        ['px', 100],
        ['em', 6],
        ['rem', 6],
        ['pt', 75],
      ]),
    ]),
  ),
};

export const POSITIONS = list('static relative absolute inherit initial unset revert');

export const PSEUDO_CLASSES = list(`
  hover focus focus-visible focus-within active link visited any-link target empty
  first-child last-child only-child first-of-type last-of-type only-of-type
  nth-child nth-last-child nth-of-type nth-last-of-type
  not is where lang dir
`);

export const PSEUDO_ELEMENTS = list('before after first-letter first-line marker selection');

export const MEDIA_TYPES = list('all screen print');

export const MEDIA_FEATURES = list(`
  width min-width max-width height min-height max-height orientation aspect-ratio min-aspect-ratio max-aspect-ratio
  prefers-color-scheme prefers-reduced-motion prefers-contrast hover any-hover pointer any-pointer
`);

export const LIMITS_OF_CSS = {
  /** Characters of what is typed. */
  source: 510_000,
  rules: 3_000,
  /** Selectors of one rule. */
  selectors: 50,
  /** Names and signs of one selector. */
  parts: 30,
  /** Values of one declaration. */
  values: 80,
  /** Functions within functions. */
  depth: 6,
  media: 3,
  /** Characters of one string. */
  text: 300,
  faults: 100,
} as const;
