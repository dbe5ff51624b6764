/** Works that a work was made after, as its writer names them in the form of its header. */
import { z } from 'zod';
import type { FieldFaults } from '../../../core/errors.js';
import type { Form } from '../../../core/http/forms.js';
import { LIMITS } from '../../../core/limits.js';
import type { Messages } from '../../../core/messages/index.js';
import { oneLine, stripBidiOverrides } from '../../../core/text/index.js';
import { languageCode } from '../languages.js';

export const RelatedLink = z.object({
  /** `/works/ID` in this archive, an absolute address elsewhere; what is neither is a fault. */
  url: z.string(),
  /** Of a work elsewhere; this archive's say it themselves. */
  title: z.string(),
  author: z.string(),
  /** BCP 47, or '' for not said. */
  language: z.string(),
  translation: z.boolean(),
  /** What stands at that address, of a link that was kept before; for the form alone. `by` is '' of an anonymous work. */
  here: z.object({ title: z.string(), by: z.string() }).optional(),
});
export type RelatedLink = z.infer<typeof RelatedLink>;

export const MOST_LINKS = 20;
/** Empty ones that the form offers beside those that are filled in. */
const SPARE = 1;
const LONGEST_URL = 2_000;

/** The outward id of a work of this archive, of an address as forms keep it. */
export const idHere = (url: string): string | null => /^\/works\/([0-9a-z]{1,40})$/.exec(url)?.[1] ?? null;

/** What people paste is the address of a page: of a chapter, of a part of it. Those of this archive become paths. */
export function plainAddress(typed: string, origins: readonly string[]): string {
  const text = stripBidiOverrides(oneLine(typed));
  const origin = origins.find((one) => text.toLowerCase().startsWith(`${one.toLowerCase()}/`));
  const path = origin ? text.slice(origin.length) : text;
  const here = /^\/works\/([0-9a-z]{1,40})(?:[/?#].*)?$/.exec(path);
  if (here) return `/works/${here[1]}`;
  return origin || text === '' || /^[a-z][a-z0-9+.-]*:/i.test(text) || !/^[^/\s]+\.[^/\s]+\//.test(text)
    ? text
    : `https://${text}`;
}

export const isWebAddress = (url: string): boolean => {
  const parsed = /^https?:\/\//i.test(url) && URL.canParse(url) ? new URL(url) : null;
  return parsed !== null && parsed.hostname !== '' && parsed.username === '' && parsed.password === '';
};

const isEmpty = (link: RelatedLink): boolean => link.url === '' && link.title === '' && link.author === '';

/**
 * The links of a header's form, as typed; those that were there before where the form has no such fields. A link that
 * was kept and whose address was emptied is taken off, whatever else still stands in its fields.
 */
export function readRelated(
  form: Form,
  before: readonly RelatedLink[],
  origins: readonly string[],
): RelatedLink[] {
  const total = Number(form.text('related'));
  if (!form.has('related') || !Number.isInteger(total) || total < 0) return [...before];
  const links: RelatedLink[] = [];
  for (let i = 0; i < Math.min(total, 2 * MOST_LINKS); i += 1) {
    const text = (name: string) =>
      stripBidiOverrides(oneLine(form.text(`related-${i}-${name}`))).normalize('NFC');
    const url = plainAddress(form.text(`related-${i}-url`), origins);
    const known = before.find((one) => one.here && one.url === url);
    const link = {
      url,
      title: known ? '' : text('title'),
      author: known ? '' : text('author'),
      language: known ? '' : text('language'),
      translation: form.has(`related-${i}-translation`),
      ...(known?.here ? { here: known.here } : {}),
    };
    if (!isEmpty(link) && !(url === '' && form.has(`related-${i}-kept`))) links.push(link);
  }
  return links;
}

/** The links that came in a file, as a form would hold them: each address once, cut to what may be kept. */
export function importedLinks(
  given: readonly Omit<RelatedLink, 'here'>[],
  origins: readonly string[],
): RelatedLink[] {
  const links = new Map<string, RelatedLink>();
  for (const { title, author, language, translation, ...rest } of given) {
    const url = plainAddress(rest.url, origins);
    if (!idHere(url) && (!isWebAddress(url) || url.length > LONGEST_URL)) continue;
    const line = (text: string) => oneLine(stripBidiOverrides(text)).normalize('NFC').slice(0, LIMITS.title);
    const said = { author: line(author), language: languageCode(language) ?? '', translation };
    if (!links.has(url)) links.set(url, { url, title: line(title) || line(url), ...said });
  }
  return [...links.values()].slice(0, MOST_LINKS);
}

/** What the form shows: every link, and room for more. */
export const offered = (links: readonly RelatedLink[]): (RelatedLink | null)[] => [
  ...links,
  ...(links.length < MOST_LINKS ? Array<null>(SPARE).fill(null) : []),
];

function linkFaults(link: RelatedLink, f: Messages['related']['faults']): Record<string, string> {
  if (idHere(link.url)) return {};
  const { url, title, author, language } = link;
  return {
    ...(isWebAddress(url) ? {} : { url: f.url }),
    ...(url.length > LONGEST_URL ? { url: f.long } : {}),
    ...(title === '' ? { title: f.title } : {}),
    ...(title.length > LIMITS.title ? { title: f.long } : {}),
    ...(author.length > LIMITS.title ? { author: f.long } : {}),
    ...(language !== '' && languageCode(language) === null ? { language: f.language } : {}),
  };
}

/** By the names of the form's fields. Whether a work of this archive may be named is for `placeRelated` to find out. */
export function relatedFaults(links: readonly RelatedLink[], w: Messages): FieldFaults {
  const f = w.related.faults;
  const faults: FieldFaults = {};
  for (const [i, link] of links.entries()) {
    for (const [field, said] of Object.entries(linkFaults(link, f))) faults[`related-${i}-${field}`] = said;
    if (links.findIndex(({ url }) => url === link.url) < i) faults[`related-${i}-url`] = f.twice;
  }
  if (links.length > MOST_LINKS) faults[`related-${MOST_LINKS}-url`] = f.many(MOST_LINKS);
  return faults;
}
