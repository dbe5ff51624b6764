/** A page as Google Docs exports it: what its classes mean, what is no text. */
import { element } from '../../../../core/text/tree.js';
import { applyClassStyles, readClassStyles } from '../../files/class-styles.js';
import {
  attribute,
  type ChildNode,
  childElements,
  classesOf,
  type Element,
  eachElement,
  findAll,
  hasContent,
  idOf,
  lineOf,
  type Page,
  setAttribute,
} from '../../files/page.js';
import { noteReference } from '../notes.js';

/** Whether a page is one that Google Docs exported: by the body's class or the style sheet's first line. */
export const isGoogleDocs = (source: string): boolean =>
  /<body\b[^>]*\bclass="[^"]*\bdoc-content\b/.test(source) ||
  /@import url\(['"]?https:\/\/themes\.googleusercontent\.com/.test(source.slice(0, 20_000)) ||
  (/\blst-kix_/.test(source.slice(0, 200_000)) && /<span class="c\d+"/.test(source));

export interface GooglePage {
  title: string | null;
  notes: Map<string, ChildNode[]>;
  comments: boolean;
}

const sheetsOf = (page: Page): string[] =>
  findAll(page.head, (e) => e.tagName === 'style').flatMap((style) =>
    style.childNodes.map((n) => ('value' in n ? n.value : '')),
  );

/** Tidies a page in place. */
export function readGooglePage(page: Page): GooglePage {
  const sheets = sheetsOf(page);
  const comments = takeComments(page.body);
  const notes = takeNotes(page.body);
  breaks(page.body, sheets.join('\n'));
  quotations(page.body, sheets.join('\n'));
  applyClassStyles(page.body, readClassStyles(sheets), /^(?:title|subtitle)$/);
  for (const content of notes.values()) {
    const holder = element('div', [], content);
    applyClassStyles(holder, readClassStyles(sheets), /^$/);
  }
  const title = takeTitle(page.body);
  eachElement(page.body, (one) => {
    one.attrs = one.attrs.filter(
      ({ name }) => name !== 'class' && !(name === 'id' && /^(?:h\.|kix\.|id\.)/.test(idOf(one))),
    );
  });
  return { title, notes, comments };
}

/** Removes an element, and what held only it. */
function remove(node: Element): void {
  let gone = node;
  for (;;) {
    const parent = gone.parentNode;
    if (!parent) return;
    parent.childNodes = parent.childNodes.filter((child) => child !== gone);
    if (!('tagName' in parent) || parent.tagName === 'body' || hasContent(parent)) return;
    gone = parent;
  }
}

/** Comments stand at the end, with letters in the text. */
function takeComments(body: Element): boolean {
  const links = findAll(body, (e) => e.tagName === 'a' && /^cmnt(?:_ref)?\d+$/.test(idOf(e)));
  for (const link of links) {
    if (/^cmnt_ref/.test(idOf(link))) remove(link);
    else remove(holderOf(link, body));
  }
  return links.length > 0;
}

/** The block of its own in which a note or a comment stands: a `div`, or else its paragraph. */
function holderOf(link: Element, body: Element): Element {
  let holder = link;
  for (let up = link.parentNode; up && up !== body && 'tagName' in up; up = up.parentNode) holder = up;
  return holder;
}

function takeNotes(body: Element): Map<string, ChildNode[]> {
  const notes = new Map<string, ChildNode[]>();
  for (const link of findAll(body, (e) => e.tagName === 'a' && /^ftnt\d+$/.test(idOf(e)))) {
    const key = idOf(link);
    const holder = holderOf(link, body);
    remove(link);
    const before = holder.parentNode ? ruleBefore(holder) : null;
    remove(holder);
    if (before) remove(before);
    notes.set(key, holder.tagName === 'div' ? holder.childNodes.filter(hasContent) : [holder]);
  }
  for (const link of findAll(body, (e) => e.tagName === 'a' && /^ftnt_ref\d+$/.test(idOf(e)))) {
    const key = (attribute(link, 'href') ?? '').slice(1);
    const parent = link.parentNode!;
    const reference = noteReference(key);
    // It stands in a <sup> of its own.
    const target = 'tagName' in parent && parent.tagName === 'sup' && parent.parentNode ? parent : link;
    const holder = target.parentNode!;
    holder.childNodes = holder.childNodes.map((child) => (child === target ? reference : child));
    reference.parentNode = holder;
  }
  return notes;
}

/** The line that is drawn above the notes. */
function ruleBefore(holder: Element): Element | null {
  const siblings = childElements(holder.parentNode!);
  const before = siblings[siblings.indexOf(holder) - 1];
  return before?.tagName === 'hr' && !/page-break/.test(attribute(before, 'style') ?? '') ? before : null;
}

/** The classes whose rule fits. */
function classesWith(sheet: string, fits: (rule: string) => boolean): Set<string> {
  return new Set(
    [...sheet.matchAll(/\.(c\d+)\{([^}]*)\}/g)].filter(([, , rule]) => fits(rule!)).map(([, name]) => name!),
  );
}

/** Paragraphs that begin a page by their class. */
function breaks(body: Element, sheet: string): void {
  const starting = classesWith(sheet, (rule) => /page-break-before:\s*always/.test(rule));
  if (starting.size === 0) return;
  eachElement(body, (one) => {
    if (classesOf(one).some((name) => starting.has(name)))
      setAttribute(one, 'style', `${attribute(one, 'style') ?? ''};page-break-before:always`);
  });
}

const SET_OFF = 24;

/** Paragraphs that are set off from the others by their margin are quotations. */
function quotations(body: Element, sheet: string): void {
  const margins = new Map(
    [...sheet.matchAll(/\.(c\d+)\{(?:[^}]*;)?margin-left:(\d+(?:\.\d+)?)pt/g)].map(([, name, margin]) => [
      name!,
      Number(margin),
    ]),
  );
  const marginOf = (one: Element): number =>
    Math.max(0, ...classesOf(one).map((name) => margins.get(name) ?? 0));
  const paragraphs = childElements(body).filter(({ tagName }) => tagName === 'p');
  const letters = new Map<number, number>();
  for (const one of paragraphs)
    letters.set(marginOf(one), (letters.get(marginOf(one)) ?? 0) + lineOf(one).length);
  const usual = [...letters].reduce((best, one) => (one[1] > best[1] ? one : best), [0, -1] as [
    number,
    number,
  ])[0];
  for (const one of paragraphs) {
    if (marginOf(one) - usual < SET_OFF || lineOf(one) === '') continue;
    const at = body.childNodes.indexOf(one);
    const before = body.childNodes[at - 1];
    if (before && 'tagName' in before && before.tagName === 'blockquote') {
      body.childNodes.splice(at, 1);
      before.childNodes.push(one);
      one.parentNode = before;
    } else {
      const quote = element('blockquote', [], [one]);
      quote.parentNode = body;
      body.childNodes[at] = quote;
    }
  }
}

/** The paragraph in the style for titles, when there is just one. */
function takeTitle(body: Element): string | null {
  const titles = findAll(
    body,
    (e) => e.tagName === 'p' && classesOf(e).includes('title') && lineOf(e) !== '',
  );
  const [only] = titles;
  if (!only || titles.length !== 1) return null;
  remove(only);
  return lineOf(only);
}
