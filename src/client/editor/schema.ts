/** What the editor can hold: the marks of fan fiction, and everything else that a text may hold as it came. */
import { type AnyExtension, Extension, Mark, mergeAttributes, Node } from '@tiptap/core';
import StarterKit from '@tiptap/starter-kit';
import { elementOf } from './html.js';
import { TypedScene } from './scene.js';

/** Attributes that are kept as they are; null is not there. */
const kept = (names: readonly string[]) =>
  Object.fromEntries(
    names.map((name) => [
      name,
      {
        default: null,
        parseHTML: (node: HTMLElement) => node.getAttribute(name),
        renderHTML: (attrs: Record<string, string | null>) =>
          attrs[name] === null || attrs[name] === undefined ? {} : { [name]: attrs[name] },
      },
    ]),
  );

const COMMON = ['class', 'dir', 'lang', 'title'];
const MARKS = ['bold', 'italic', 'underline', 'strike', 'small', 'sup', 'sub'];
const BLOCKS = [
  'paragraph',
  'heading',
  'blockquote',
  'bulletList',
  'orderedList',
  'listItem',
  'horizontalRule',
];

const Attributes = Extension.create({
  name: 'keptAttributes',
  addGlobalAttributes: () => [
    { types: MARKS, attributes: kept(COMMON) },
    { types: BLOCKS, attributes: kept([...COMMON, 'align']) },
    { types: ['blockquote'], attributes: kept(['cite']) },
    { types: ['bulletList'], attributes: kept(['type']) },
    { types: ['orderedList'], attributes: kept(['reversed']) },
    { types: ['listItem'], attributes: kept(['value']) },
    { types: ['horizontalRule'], attributes: kept(['width']) },
  ],
});

const plainMark = (name: string, excludes = name) =>
  Mark.create({
    name,
    excludes,
    parseHTML: () => [{ tag: name }],
    renderHTML: ({ HTMLAttributes }) => [name, HTMLAttributes, 0],
  });

const Link = Mark.create({
  name: 'link',
  priority: 1000,
  inclusive: false,
  addAttributes: () => kept(['href', 'name', 'rel', ...COMMON]),
  parseHTML: () => [{ tag: 'a[href]' }],
  renderHTML: ({ HTMLAttributes }) => ['a', HTMLAttributes, 0],
});

const INLINE = 'abbr acronym big cite code dfn ins kbd q samp span tt var a[name]'.split(' ');

/** Inline elements that the toolbar does not know: as many as there are round a text. */
const Other = Mark.create({
  name: 'other',
  // Outside all others, so that a quotation is not parted by the italics in it.
  priority: 1001,
  excludes: '',
  inclusive: false,
  addAttributes: () => ({
    tag: { default: 'span', rendered: false },
    attrs: { default: '[]', rendered: false },
  }),
  parseHTML: () =>
    INLINE.map((tag) => ({
      tag,
      getAttrs: (node: HTMLElement) =>
        node.textContent === '' || node.hasAttribute('href')
          ? false
          : {
              tag: node.tagName.toLowerCase(),
              attrs: JSON.stringify([...node.attributes].map(({ name, value }) => [name, value])),
            },
    })),
  renderHTML: ({ mark }) => [
    String(mark.attrs.tag),
    Object.fromEntries(JSON.parse(String(mark.attrs.attrs)) as [string, string][]),
    0,
  ],
});

/** A piece that is kept as it is and not edited here. */
const whole = (
  name: string,
  group: 'block' | 'inline',
  tags: Readonly<Record<string, (node: HTMLElement) => boolean>>,
) =>
  Node.create({
    name,
    group,
    inline: group === 'inline',
    atom: true,
    draggable: true,
    addAttributes: () => ({ html: { default: '', rendered: false } }),
    parseHTML: () =>
      Object.entries(tags).map(([tag, isMeant]) => ({
        tag,
        priority: 60,
        getAttrs: (node: HTMLElement) => (isMeant(node) ? { html: node.outerHTML } : false),
      })),
    renderHTML: ({ node }) => elementOf(String(node.attrs.html)),
  });

const always = (): boolean => true;
const isBareAnchor = (node: HTMLElement): boolean => node.textContent === '' && !node.hasAttribute('href');
/** The raised number of a note, and nothing beside it. */
const isNoteNumber = ({ childNodes: [only, more] }: HTMLElement): boolean =>
  only instanceof HTMLAnchorElement && more === undefined && /^#u-./.test(only.getAttribute('href') ?? '');

const Box = Node.create({
  name: 'box',
  group: 'block',
  content: 'block+',
  addAttributes: () => ({ tag: { default: 'div', rendered: false }, ...kept([...COMMON, 'align']) }),
  parseHTML: () => ['div', 'center'].map((tag) => ({ tag, getAttrs: () => ({ tag }) })),
  renderHTML: ({ node, HTMLAttributes }) => [String(node.attrs.tag), mergeAttributes(HTMLAttributes), 0],
});

export const EXTENSIONS: AnyExtension[] = [
  StarterKit.configure({
    link: false,
    code: false,
    codeBlock: false,
    trailingNode: false,
    heading: { levels: [1, 2, 3, 4, 5, 6] },
  }),
  Attributes,
  TypedScene,
  plainMark('small'),
  plainMark('sup', 'sup sub'),
  plainMark('sub', 'sup sub'),
  Link,
  Other,
  Box,
  whole('keptBlock', 'block', {
    table: always,
    dl: always,
    address: always,
    details: always,
    figure: always,
    pre: always,
  }),
  whole('keptInline', 'inline', { ruby: always, img: always, 'a[name]': isBareAnchor }),
  whole('noteNumber', 'inline', { sup: isNoteNumber }),
];
