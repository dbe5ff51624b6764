/** The allow-list walk: a parsed tree of anything in, a new tree of allowed nodes out. */
import {
  ALLOWED_ELEMENTS,
  attributeNames,
  attributeRules,
  REMOVED_WITH_CONTENTS,
  REPLACED_ELEMENTS,
} from './allow.js';
import { cleanText } from './clean.js';
import {
  absoluteAddress,
  allowedLink,
  anchorName,
  EXTERNAL_REL,
  fragmentTarget,
  isOwnImage,
} from './links.js';
import {
  attribute,
  type ChildNode,
  type Element,
  element,
  type Fragment,
  HTML_NAMESPACE,
  isElement,
  isText,
  textNode,
} from './tree.js';

/** Maps `import:KEY` to the archive's own `/media/ID`, or to null when that image was not kept. */
export type ImageMap = (src: string) => string | null;

interface Walk {
  images: ImageMap;
  dropped: Set<string>;
  /** Anchors of the text, as `anchorName` writes them: those named, and ids that a link in the text points to. */
  anchors: Map<string, Element>;
  inLink: boolean;
  inRuby: boolean;
  /** Addresses of images inside the link that is being walked; links may not stand in links, so they follow it. */
  imagesInLink: string[];
}

const MOST_DROPPED = 50;

/** Elements that can take an anchor as their first child, in place of their id. */
const TAKES_ANCHOR =
  /^(a|abbr|b|blockquote|center|cite|code|dd|del|div|dt|em|figcaption|h[1-6]|i|ins|li|p|pre|q|s|small|span|strong|sub|sup|td|th|u|article|section|aside)$/;

/** Media that are not kept: what remains is a link to them. */
const MEDIA: ReadonlyMap<string, string> = new Map([
  ['audio', 'audio'],
  ['video', 'video'],
  ['embed', 'embedded media'],
  ['iframe', 'embedded page'],
]);

/** Everything allowed in a parsed text, and the names of what was left out (`script`, `style=`). */
export function allowed(root: Fragment, images: ImageMap): { nodes: ChildNode[]; dropped: string[] } {
  const walk: Walk = {
    images,
    dropped: new Set(),
    anchors: findAnchors(root),
    inLink: false,
    inRuby: false,
    imagesInLink: [],
  };
  const nodes = children(root.childNodes, walk);
  return { nodes, dropped: [...walk.dropped].sort() };
}

function findAnchors(root: Fragment): Map<string, Element> {
  const named = new Map<string, Element>();
  const byId = new Map<string, Element>();
  const wanted = new Set<string>();
  const visit = (nodes: ChildNode[]): void => {
    for (const node of nodes) {
      if (!isElement(node)) continue;
      const id = anchorName(attribute(node, 'id') ?? '');
      if (id && !byId.has(id) && TAKES_ANCHOR.test(node.tagName)) byId.set(id, node);
      if (node.tagName === 'a') {
        const name = anchorName(attribute(node, 'name') ?? '');
        if (name && !named.has(name)) named.set(name, node);
        const target = attribute(node, 'href')?.trim().startsWith('#')
          ? fragmentTarget(attribute(node, 'href') ?? '')
          : null;
        if (target) wanted.add(target);
      }
      if (!REMOVED_WITH_CONTENTS.has(node.tagName)) visit(node.childNodes);
    }
  };
  visit(root.childNodes);
  for (const [id, node] of byId) if (wanted.has(id) && !named.has(id)) named.set(id, node);
  return named;
}

function children(nodes: ChildNode[], walk: Walk): ChildNode[] {
  const out: ChildNode[] = [];
  for (const node of nodes) {
    const made = isText(node)
      ? [textNode(cleanText(node.value))]
      : isElement(node)
        ? allowedElement(node, walk)
        : [];
    for (const one of made) {
      const last = out.at(-1);
      if (isText(one) && one.value === '') continue;
      if (last && isText(last) && isText(one)) last.value += one.value;
      else out.push(one);
    }
  }
  return out;
}

function drop(walk: Walk, name: string): void {
  if (walk.dropped.size < MOST_DROPPED) walk.dropped.add(name.replace(/[^\w:=-]/g, '').slice(0, 40));
}

function allowedElement(node: Element, walk: Walk): ChildNode[] {
  const { tagName } = node;
  const foreign = node.namespaceURI !== HTML_NAMESPACE;
  if (!foreign && tagName === 'img') return image(node, walk);
  if (!foreign && tagName === 'a') return link(node, walk);
  if (!foreign && ALLOWED_ELEMENTS.has(tagName)) {
    const attrs = allowedAttributes(node, walk);
    const inside = tagName === 'ruby' ? { ...walk, inRuby: true } : walk;
    const inner = [...ownAnchor(node, walk), ...children(node.childNodes, inside)];
    // A reading of nothing is text, and parsers move it about.
    if ((tagName === 'rt' || tagName === 'rp') && !walk.inRuby) return inner;
    // A span without attributes says nothing.
    return tagName === 'span' && attrs.length === 0 ? inner : [element(tagName, attrs, inner)];
  }
  drop(walk, tagName);
  if (!foreign && MEDIA.has(tagName)) return media(node, walk);
  if (foreign || REMOVED_WITH_CONTENTS.has(tagName)) return [];
  const inner = [...ownAnchor(node, walk), ...children(node.childNodes, walk)];
  const replacement = REPLACED_ELEMENTS.get(tagName);
  return replacement === undefined
    ? inner
    : [element(replacement, allowedAttributes(node, walk, replacement), inner)];
}

function allowedAttributes(node: Element, walk: Walk, tagName = node.tagName): Element['attrs'] {
  const attrs: Element['attrs'] = [];
  if (tagName === 'blockquote' || tagName === 'q') {
    const cite = absoluteAddress(attribute(node, 'cite') ?? '');
    if (cite !== null) attrs.push({ name: 'cite', value: cite });
  }
  for (const [name, rule] of attributeRules(tagName)) {
    const given = attribute(node, name) ?? (name === 'lang' ? attribute(node, 'xml:lang') : undefined);
    const value = given === undefined ? null : rule(cleanText(given));
    if (value !== null) attrs.push({ name, value });
    else if (given !== undefined) drop(walk, `${name}=`);
  }
  const known = attributeNames(tagName);
  for (const { name } of node.attrs)
    if (!known.includes(name) && name !== 'id' && name !== 'xml:lang') drop(walk, `${name}=`);
  return attrs;
}

/** An anchor in place of an id that a link of this text points to. */
function ownAnchor(node: Element, walk: Walk): ChildNode[] {
  const id = anchorName(attribute(node, 'id') ?? '');
  if (!id || walk.anchors.get(id) !== node) return [];
  return [element('a', [{ name: 'name', value: id }], [])];
}

function link(node: Element, walk: Walk): ChildNode[] {
  if (walk.inLink) return children(node.childNodes, walk);
  const href = linkTarget(node, walk);
  const name = [attribute(node, 'name'), attribute(node, 'id')]
    .map((n) => anchorName(n ?? ''))
    .find((n) => n && walk.anchors.get(n) === node);
  if (!href && !name) return children(node.childNodes, walk);
  const attrs: Element['attrs'] = [];
  if (href) attrs.push({ name: 'href', value: href.href });
  if (name) attrs.push({ name: 'name', value: name });
  if (href?.kind === 'external') attrs.push({ name: 'rel', value: EXTERNAL_REL });
  const inside: Walk = { ...walk, inLink: true, imagesInLink: [] };
  const made = element('a', [...attrs, ...allowedAttributes(node, walk)], children(node.childNodes, inside));
  const after = inside.imagesInLink
    .filter((src) => src !== href?.href)
    .flatMap((src) => [textNode(' '), outwardLink(src, 'image')]);
  return [made, ...after];
}

function linkTarget(node: Element, walk: Walk): { href: string; kind: string } | null {
  const given = attribute(node, 'href');
  if (given === undefined) return null;
  if (given.trim().startsWith('#')) {
    const target = fragmentTarget(given);
    if (target && walk.anchors.has(target)) return { href: `#${target}`, kind: 'fragment' };
    drop(walk, 'href=');
    return null;
  }
  const found = allowedLink(cleanText(given));
  if (!found) drop(walk, 'href=');
  return found;
}

const outwardLink = (href: string, label: string): Element =>
  element(
    'a',
    [
      { name: 'href', value: href },
      { name: 'rel', value: EXTERNAL_REL },
    ],
    [textNode(`[${label}]`)],
  );

function image(node: Element, walk: Walk): ChildNode[] {
  const given = attribute(node, 'src')?.trim() ?? '';
  const src = given.startsWith('import:') ? (walk.images(given) ?? '') : given;
  if (isOwnImage(src))
    return [element('img', [{ name: 'src', value: src }, ...allowedAttributes(node, walk)], [])];
  drop(walk, 'img');
  const label = cleanText(attribute(node, 'alt') ?? '').trim() || 'image';
  const address = absoluteAddress(src);
  if (address === null) return [textNode(`[${label}]`)];
  if (!walk.inLink) return [outwardLink(address, label)];
  walk.imagesInLink.push(address);
  return [textNode(`[${label}]`)];
}

function media(node: Element, walk: Walk): ChildNode[] {
  const source = node.childNodes.find(
    (child): child is Element => isElement(child) && child.tagName === 'source',
  );
  const address = absoluteAddress(attribute(node, 'src') ?? (source && attribute(source, 'src')) ?? '');
  const inner = node.tagName === 'audio' || node.tagName === 'video' ? children(node.childNodes, walk) : [];
  if (address === null || walk.inLink) return inner;
  return [outwardLink(address, MEDIA.get(node.tagName) ?? node.tagName), ...inner];
}
