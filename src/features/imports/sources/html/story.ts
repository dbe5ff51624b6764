/** The story in a saved page: menus, comments and the like are left out, and it is said how much of what. */
import {
  attribute,
  childElements,
  classesOf,
  type Element,
  findAll,
  hasContent,
  idOf,
  lineOf,
} from '../../files/page.js';

export interface Story {
  root: Element;
  /** What was left out around it, and how many words each, e.g. `comments`. */
  left: { what: string; words: number }[];
}

/** Elements that are never prose. */
const SILENT =
  /^(?:script|style|noscript|template|button|select|input|textarea|iframe|object|svg|canvas|audio|video|link|meta|base)$/;
/** Elements that are the page's own, with what they hold. */
const FURNITURE: [RegExp, string][] = [
  [/^(?:nav|menu)$/, 'a menu'],
  [/^(?:form|fieldset|dialog)$/, 'a form'],
];

/** Words in class names, ids and roles that say what a block is. */
const NAMED: [RegExp, string][] = [
  [
    /^(?:comments?|comment-?(?:list|section|area|thread|s)|disqus.*|respond|reviews?|replies|discussion|responses)$/,
    'comments',
  ],
  [
    /^(?:nav|navigation|navbar|nav-?bar|menu|main-?menu|breadcrumbs?|pagination|pager|paging|toc-?nav|skip-?link|chapter-?(?:nav|select)|prev-?next|site-?nav)$/,
    'a menu',
  ],
  [
    /^(?:sidebar|side-?bar|widget|widgets|complementary|related(?:-?posts)?|recommend(?:ed|ations)|recent-?posts|tag-?cloud)$/,
    'a sidebar',
  ],
  [
    /^(?:share|sharing|social|sharedaddy|share-?buttons|social-?(?:links|share)|addtoany.*|like-?box|subscribe|newsletter|follow-?us)$/,
    'buttons to share',
  ],
  [/^(?:footer|site-?footer|contentinfo|page-?footer|copyright|legal)$/, 'the page’s foot'],
  [/^(?:header|site-?header|banner|masthead|top-?bar|toolbar|login|search|search-?form)$/, 'the page’s head'],
  [
    /^(?:ad|ads|advert.*|adsbygoogle|sponsor.*|promo|cookie.*|consent|gdpr|popup|modal|overlay)$/,
    'an advertisement or notice',
  ],
];

/** A block that says what it is may hold the story all the same; then it stays. Comments may be longer than any story. */
const MOST_SHARE = 0.4;
const FEWEST_LEFT = 30;

const count = (text: string): number => text.split(/\s+/).filter(Boolean).length;

/** Finds the story in a page. The tree is changed. */
export function findStory(body: Element): Story {
  const left = new Map<string, number>();
  const take = (element: Element, what: string): void => {
    const words = count(lineOf(element));
    if (words > 0) left.set(what, (left.get(what) ?? 0) + words);
  };
  eachSilent(body);
  const all = count(lineOf(body));
  const gone = { comments: 0, others: 0 };
  dropWhere(body, (element) => {
    const what = nameOf(element);
    if (what === null) return false;
    const words = count(lineOf(element));
    const most = what === 'comments' ? all - FEWEST_LEFT : all * MOST_SHARE;
    const before = what === 'comments' ? gone.comments + gone.others : gone.others;
    if (before + words > most && words > 0) return false;
    if (holdsHeadingOfPage(element)) return false;
    gone[what === 'comments' ? 'comments' : 'others'] += words;
    take(element, what);
    return true;
  });
  const root = mainOf(body);
  if (root !== body) {
    const outside = count(lineOf(body)) - count(lineOf(root));
    if (outside > 0) left.set('what stands around the story', outside);
  }
  return { root, left: [...left].map(([what, words]) => ({ what, words })) };
}

function eachSilent(body: Element): void {
  dropWhere(body, (element) => SILENT.test(element.tagName) || isHidden(element));
}

const isHidden = (element: Element): boolean =>
  (attribute(element, 'hidden') !== undefined && attribute(element, 'hidden') !== 'until-found') ||
  (element.tagName !== 'details' &&
    /(?:^|;)\s*display\s*:\s*none\b/i.test(attribute(element, 'style') ?? ''));

function dropWhere(root: Element, test: (element: Element) => boolean): void {
  const visit = (parent: Element): void => {
    parent.childNodes = parent.childNodes.filter((node) => !('tagName' in node) || !test(node));
    for (const child of childElements(parent)) visit(child);
  };
  visit(root);
}

/** What a block is, when it is none of the story; null for prose and for what says nothing. */
function nameOf(element: Element): string | null {
  const { tagName } = element;
  const own = FURNITURE.find(([pattern]) => pattern.test(tagName))?.[1];
  if (own) return own;
  if (!/^(?:div|section|aside|ul|ol|header|footer|table|p|span)$/.test(tagName)) return null;
  if (tagName === 'footer' && !within(element, /^(?:article|blockquote|section)$/)) return 'the page’s foot';
  const said = [...classesOf(element), idOf(element), attribute(element, 'role') ?? ''].map((name) =>
    name.toLowerCase().replaceAll('_', '-'),
  );
  const named = NAMED.find(([pattern]) => said.some((name) => pattern.test(name)))?.[1];
  // A header inside the story is its title and byline, whatever it is called.
  if (named === 'the page’s head' && tagName === 'header' && within(element, /^(?:article|main)$/))
    return null;
  if (named) return named;
  return isLinks(element) ? 'a menu' : null;
}

function within(element: Element, tags: RegExp): boolean {
  for (let up = element.parentNode; up && 'tagName' in up; up = up.parentNode)
    if (tags.test(up.tagName)) return true;
  return false;
}

/** As long as a menu is; a longer block is not looked through. */
const MOST_MENU = 5_000;

/** A block that is links and little else. */
function isLinks(element: Element): boolean {
  if (!/^(?:div|ul|ol|table|header|footer|section)$/.test(element.tagName)) return false;
  const { text, linked, links, pictures } = measure(element);
  return text <= MOST_MENU && links >= 3 && pictures === 0 && linked > text * 0.8;
}

/** Characters of text, and of text in links that lead elsewhere; given up where it is longer than a menu. */
function measure(element: Element): { text: number; linked: number; links: number; pictures: number } {
  const found = { text: 0, linked: 0, links: 0, pictures: 0 };
  const visit = (parent: Element, inLink: boolean): void => {
    for (const node of parent.childNodes) {
      if (found.text > MOST_MENU) return;
      if ('value' in node) {
        const length = node.value.trim().length;
        found.text += length;
        if (inLink) found.linked += length;
      } else if ('tagName' in node) {
        const isLink = node.tagName === 'a' && /^(?!#)./.test(attribute(node, 'href') ?? '');
        if (isLink) found.links += 1;
        if (node.tagName === 'img') found.pictures += 1;
        visit(node, inLink || isLink);
      }
    }
  };
  visit(element, false);
  return found;
}

/** The title of the page must not go with what it stands in. */
const holdsHeadingOfPage = (element: Element): boolean =>
  /^(?:div|header|section)$/.test(element.tagName) && findAll(element, (e) => e.tagName === 'h1').length > 0;

/** `main`, or the one article, as far as the text stands there; else the body. */
function mainOf(body: Element): Element {
  const words = count(lineOf(body));
  const enough = (element: Element | undefined): element is Element =>
    element !== undefined && hasContent(element) && count(lineOf(element)) * 2 >= words;
  const mains = findAll(body, (e) => e.tagName === 'main' || attribute(e, 'role') === 'main');
  const main = mains.length === 1 && enough(mains[0]) ? mains[0] : body;
  const articles = findAll(main, (e) => e.tagName === 'article');
  return articles.length === 1 && enough(articles[0]) ? articles[0] : main;
}
