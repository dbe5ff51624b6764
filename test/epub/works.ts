/** The works that every checker of books sees: each one something that could go wrong. */
import { sanitiseNow } from '../../src/core/text/sanitise.js';
import type { DocumentImage, WorkDocument } from '../../src/features/works/document.js';
import { cleanSkin } from '../../src/features/works/skins/css/clean.js';
import { ARCHIVE_SKINS, sourceOf } from '../../src/features/works/skins/house/index.js';
import { chapter, work } from './build.js';
import { bigTable, everyElement, everyPair, nasty } from './markup.js';

/** A bit of everything that a skin may say, and what comes with the archive. */
const SKIN = `
#workskin { line-height: 1.5; }
p.note, blockquote > p:first-child { margin: 0 auto 1em -.5em; padding: .5em; border: 1px solid rgb(0 0 0 / 50%); }
p::first-letter { font-size: 2em; } li:nth-child(2n+1) { color: #345; } p:not(.x):hover { color: hsl(20deg 50% 30%); }
p:not(.x, .y), p:is(.a, .b) em { color: red } @media (400px <= width < 900px) { p { color: red } }
.new { color: color-mix(in srgb, red 50%, oklch(50% 0.1 20)); inset: 0; aspect-ratio: 1 / 2; margin-inline: 1em; }
.box { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); grid-template-areas: "a b" "c d"; gap: 1em;
  background: linear-gradient(to right, #fff, #eee 50%); transform: rotate(-2deg); filter: grayscale(50%);
  position: absolute; top: 1em; width: calc(100% - 2em); transition: color .3s ease-in-out; content: "→ \\"x\\""; }
@media (max-width: 30em) { .box { display: block; } } @media print and (orientation: portrait) { p { columns: 2; } }
@media (prefers-color-scheme: dark) { p { color: #ddd; } }
`;
const { css: SKIN_CSS } = await cleanSkin(SKIN + ARCHIVE_SKINS.map((name) => sourceOf(name).css).join('\n'), {
  old: true,
});

const clean = (html: string): string => sanitiseNow(html).html;

export const IMAGES: DocumentImage[] = [
  { id: 'lamp01', type: 'image/png', width: 40, height: 30 },
  { id: 'photo01', type: 'image/jpeg', width: 40, height: 30 },
  { id: 'moving01', type: 'image/gif', width: 40, height: 30 },
  { id: 'modern01', type: 'image/webp', width: 40, height: 30 },
  { id: 'glass01', type: 'image/webp', width: 40, height: 30 },
];
const LAMP = IMAGES.slice(0, 1);

const markup =
  '<script>alert("x")</script> & "quotes" \'single\'\nnew line ]]> &amp; <b>bold</b> \u0007\u2028 end';

const prose = (seed: number): string =>
  `${Array.from(
    { length: 6 },
    (_, i) =>
      `<p>Night ${seed}.${i}: the keeper <em>counted</em> the ships and found one more than there had been.</p>`,
  ).join('')}<hr><p>In the morning there was one less.</p>`;

/** Name → document. Names become file names. */
export const works: Record<string, WorkDocument> = {
  elements: work('elements', {
    title: 'Every Element',
    chapters: [
      chapter(1, {
        html: clean(everyElement()),
        startNotes: clean('<h1>Notes have headings</h1><p>too</p><h4>of any level</h4>'),
      }),
    ],
    images: LAMP,
  }),
  pairs: work('pairs', {
    title: 'Every Pair',
    chapters: everyPair(8).map((html, i) => chapter(i + 1, { html: clean(html) })),
    images: LAMP,
  }),
  nasty: work('nasty', {
    title: 'Broken Fragments',
    chapters: [
      chapter(1, { html: clean(nasty) }),
      chapter(2, { html: clean(bigTable(120, 8)) }),
      chapter(3, { html: '' }),
    ],
    summary: clean(nasty),
    startNotes: clean(nasty),
    endNotes: clean(nasty),
    images: LAMP,
  }),
  thirty: work('thirty', {
    title: 'Thirty Nights',
    chapters: Array.from({ length: 30 }, (_, i) =>
      chapter(i + 1, {
        title: i % 3 === 0 ? null : i % 3 === 1 ? `The ${i}th Night` : `Chapter ${i + 1} – Again`,
        html: prose(i),
        summary: i === 4 ? '<p>One more night.</p>' : null,
        startNotes: i === 5 ? '<p>Thank you for waiting.</p>' : null,
        endNotes: i === 5 ? '<p>More soon.</p>' : null,
      }),
    ),
    chaptersExpected: null,
    complete: false,
    startNotes: '<p>Before it all.</p>',
    endNotes: '<p>After it all.</p>',
  }),
  arabic: work('arabic', {
    title: 'ليلة طويلة قبل الفجر (Baker Street)',
    language: 'ar',
    direction: 'rtl',
    creators: [{ id: 'p2', name: 'سارة', url: 'https://lantern.example/people/p2' }],
    fandoms: ['شرلوك هولمز', 'Sherlock Holmes'],
    summary: '<p>قصة عن مصباح لم يشعله أحد.</p>',
    chapters: [
      chapter(1, {
        title: 'البداية',
        html: '<p>أضيء المصباح قبل أن يصعد أحد <em>الدرج</em>.</p><p dir="ltr" lang="en">Nobody had lit it.</p>',
        startNotes: '<p>ملاحظة</p>',
      }),
      chapter(2, { html: '<p>في الصباح لم يبق <strong>أحد</strong>.</p>' }),
    ],
    chaptersExpected: null,
    complete: false,
  }),
  hebrew: work('hebrew', {
    title: 'הלילה הארוך 🌙',
    language: 'he',
    direction: 'rtl',
    summary: null,
    chapters: [
      chapter(1, { html: '<p>המנורה דלקה לפני שמישהו עלה במדרגות.</p><ul><li>אחת</li><li>שתיים</li></ul>' }),
    ],
  }),
  japanese: work('japanese', {
    title: '灯台守の夜',
    language: 'ja',
    creators: [{ id: 'p3', name: '灯里', url: 'https://lantern.example/people/p3' }],
    fandoms: ['灯台物語'],
    summary: '<p>誰も灯していない明かりの話。</p>',
    chapters: [
      chapter(1, {
        title: '嵐',
        html: '<p><ruby>灯台<rt>とうだい</rt></ruby>の明かりが、誰も来ないうちに灯っていた。</p><hr><p>朝になった。</p>',
      }),
    ],
  }),
  chinese: work('chinese', {
    title: '守灯人与无名之夜',
    language: 'zh-Hans',
    summary: '<p>一盏没有人点亮的灯。</p>',
    chapters: [
      chapter(1, { html: '<p>在任何人上楼之前，灯已经亮了。</p>' }),
      chapter(2, { title: '第二章', html: '<p>没有人点亮它。</p>' }),
    ],
  }),
  anonymous: work('anonymous', {
    title: 'Nobody Wrote This',
    anonymous: true,
    // A careless caller: the writer must not let the name through.
    creators: [{ id: 'secret', name: 'Hidden Person', url: 'https://lantern.example/people/secret' }],
  }),
  images: work('images', {
    title: 'Pictures of a Lamp',
    images: IMAGES,
    chapters: [
      chapter(1, {
        html: '<figure><img src="/media/photo01" alt="A photograph of a lamp"><figcaption>The lamp, <em>unlit</em></figcaption></figure><p><img src="/media/lamp01" alt="" width="40" height="30"> and <img src="/media/moving01" alt="It flickers"></p><p><img src="/media/modern01" alt="The sea"><img src="/media/glass01" alt="A pane"></p>',
      }),
      chapter(2, { html: '<p><img src="/media/lost01" alt="A lost picture"></p>' }),
    ],
  }),
  undescribed: work('undescribed', {
    title: 'Pictures Without Words',
    images: LAMP,
    chapters: [chapter(1, { html: '<p><img src="/media/lamp01"></p><p>What was that?</p>' })],
  }),
  plain: work('plain', {
    title: 'Untagged',
    summary: null,
    rating: null,
    warnings: [],
    categories: [],
    fandoms: [],
    relationships: [],
    characters: [],
    freeforms: [],
    creators: [],
    language: 'x-klingon',
    sourceUrl: null,
    updated: '2024-03-01',
  }),
  tags: work('tags', {
    title: markup,
    archive: markup,
    creators: [{ id: 'p1', name: markup, url: 'https://lantern.example/people/p1?a=b&c="d"' }],
    rating: markup,
    warnings: [markup],
    categories: ['F/F', 'M/M', markup],
    fandoms: [markup, 'Fandom & Friends <3'],
    relationships: ['A/B', 'A & B'],
    characters: [markup],
    freeforms: [...Array.from({ length: 200 }, (_, i) => `Tag ${i} & <more> "${i}"`), '   ', markup],
    series: [{ title: markup, position: 2, url: 'https://lantern.example/series/s1' }],
    summary: clean(markup),
    startNotes: clean(markup),
    endNotes: clean(markup),
    sourceUrl: 'https://old.example/story.php?sid=1&chapter=2',
    chapters: [
      chapter(1, {
        title: markup,
        html: clean(markup),
        summary: clean(markup),
        startNotes: clean(markup),
        endNotes: clean(markup),
      }),
      chapter(2),
    ],
  }),
  credit: work('credit', {
    title: 'Made by Many',
    language: 'de',
    creators: ['Ansel Vane', 'petra'].map((name, i) => ({
      id: `q${i}`,
      name,
      url: `https://lantern.example/people/q${i}`,
    })),
    gifts: ['Ilse', markup, ' ', '灯里'],
    relationships: ['Mara & the Keeper', 'A/B', markup],
    emphasis: { 'A/B': 'primary', [markup]: 'background' },
    related: [
      {
        translation: true,
        title: 'The Keeper of Small Lights',
        creators: ['Ansel Vane'],
        language: 'en',
        url: 'https://lantern.example/works/keeper?a=b&c="d"',
      },
      { translation: false, title: markup, creators: [], language: null, url: 'javascript:alert(1)' },
      {
        translation: false,
        title: '塔',
        creators: [markup, 'x'],
        language: 'ja',
        url: 'http://old.example/1',
      },
    ],
    chapters: [
      chapter(1, {
        title: 'Together',
        tags: [
          { type: 'warning', name: 'Graphic Depictions Of Violence' },
          { type: 'freeform', name: markup },
        ],
      }),
      chapter(2, {
        creators: [{ id: 'q1', name: markup, url: 'https://lantern.example/people/q1' }],
        startNotes: '<p>Mine alone.</p>',
      }),
    ],
  }),
  several: work('several', {
    title: '🎉 The Party 🏳️‍🌈 That Wasn’t 👩‍🚀 «Ça ira?»',
    language: 'pt_BR',
    creators: ['Ansel Vane', 'petra', '灯里', 'O’Neil & Sons'].map((name, i) => ({
      id: `q${i}`,
      name,
      url: `https://lantern.example/people/q${i}`,
    })),
    series: [
      { title: 'Lights & Stairs', position: 3, url: 'https://lantern.example/series/s1' },
      { title: '🌊 The Sea', position: 1, url: 'https://lantern.example/series/s2' },
      { title: ' ', position: 9, url: 'https://lantern.example/series/s3' },
    ],
    rating: 'Explicit',
    restricted: true,
  }),
  skinned: work('skinned', {
    title: 'In Another Dress',
    skin: SKIN_CSS,
    chapters: ARCHIVE_SKINS.map((name, i) => chapter(i + 1, { html: clean(sourceOf(name).sample) })),
    startNotes: '<p>Notes wear nothing.</p>',
  }),
  covered: work('covered', {
    title: 'With a Face',
    images: IMAGES.slice(0, 2),
    cover: { id: 'photo01', type: 'image/jpeg', width: 40, height: 30, alt: 'A photograph' },
  }),
  uncovered: work('uncovered', {
    title: 'Whose Face Is Lost',
    cover: { id: 'lost01', type: 'image/jpeg', width: 40, height: 30, alt: '' },
  }),
};
