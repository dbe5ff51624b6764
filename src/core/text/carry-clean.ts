/** What word processors leave in HTML that means nothing. */
import { classRules, type Meaning } from './carry-css.js';
import { attribute, type ChildNode, type Element, type Fragment, isElement, textOf } from './tree.js';

/** Names that programs give out by number, meaningful only with the style sheet that defined them. */
const NUMBERED_CLASS = /^(c|p|s|t|li|ul|ol|calibre|P|T|L)(?=\d+$)/;
const PROGRAM_CLASS = /^(Mso|Apple-|docs-|lst-|kix-|western$|ctl$|cjk$|SpellE$|GramE$)/;
/** Bookmarks that Word sets by itself. */
const WORD_BOOKMARK = /^(_Toc|_GoBack|_Hlk|_Ref|OLE_LINK)/;

/** The meanings of classes in the style sheets of a source, by `.class` and `tag.class`. */
export function sheetRules(tree: Fragment): Map<string, Meaning> {
  const rules = new Map<string, Meaning>();
  each(tree.childNodes, (node) => {
    if (node.tagName !== 'style') return;
    for (const [selector, meaning] of classRules(textOf(node)))
      rules.set(selector, { ...rules.get(selector), ...meaning });
  });
  return rules;
}

const numbered = (name: string): string | undefined => NUMBERED_CLASS.exec(name)?.[0];

/** Takes out classes that only a program or its style sheet explained, bookmarks nobody links to, and Google's detour in links. */
export function cleanLeftovers(tree: Fragment, rules: ReadonlyMap<string, Meaning>): void {
  const linked = new Set<string>();
  let googleDocs = false;
  each(tree.childNodes, (node) => {
    if (node.tagName === 'a') linked.add((attribute(node, 'href') ?? '').replace(/^#/, ''));
    if (attribute(node, 'id')?.startsWith('docs-internal-guid')) googleDocs = true;
  });
  const defined = new Set(
    [...rules.keys()].map((selector) => numbered(selector.slice(selector.indexOf('.') + 1))),
  );
  each(tree.childNodes, (node) => {
    node.attrs = node.attrs.flatMap((attr) => {
      if (attr.name === 'dir' && googleDocs && attr.value === 'ltr') return [];
      if (
        attr.name === 'name' &&
        node.tagName === 'a' &&
        WORD_BOOKMARK.test(attr.value) &&
        !linked.has(attr.value)
      )
        return [];
      if (attr.name === 'align' && attr.value === 'left' && attribute(node, 'class') === 'western') return [];
      if (attr.name === 'href') return [{ ...attr, value: withoutDetour(attr.value) }];
      if (attr.name !== 'class') return [attr];
      const kept = attr.value
        .split(/\s+/)
        .filter((name) => !PROGRAM_CLASS.test(name) && !(numbered(name) && defined.has(numbered(name))));
      return kept.some(Boolean) ? [{ ...attr, value: kept.join(' ') }] : [];
    });
  });
}

function each(nodes: ChildNode[], act: (node: Element) => void): void {
  for (const node of nodes) {
    if (!isElement(node)) continue;
    act(node);
    each(node.childNodes, act);
  }
}

/** Google Docs writes links as `https://www.google.com/url?q=ADDRESS&sa=D…`. */
function withoutDetour(href: string): string {
  let address = href;
  for (let i = 0; i < 5 && /^https:\/\/www\.google\.com\/url\?/.test(address); i += 1) {
    const query = URL.parse(address)?.searchParams;
    const target = query?.get('q');
    if (!target || !query?.has('sa')) break;
    address = target;
  }
  return address;
}
