import { dayOf } from '../../core/clock.js';
import type { WorkHeader } from './header.js';
import type { Related } from './related/queries.js';

/** A work that anybody may see, as another one's data name it. */
function otherWork(one: Related, origin: string, anonymous: string): unknown {
  const names = one.byline
    ? [...one.byline.creators.map(({ name }) => name), ...one.byline.elsewhere]
    : [one.author].filter(Boolean);
  const author = one.byline?.anonymous ? [anonymous] : names;
  return {
    '@type': 'CreativeWork',
    name: one.title,
    url: one.id === null ? one.url : `${origin}/works/${one.id}`,
    ...(author.length > 0 ? { author: author.map((name) => ({ '@type': 'Person', name })) } : {}),
    ...(one.language === '' ? {} : { inLanguage: one.language }),
  };
}

/** What it was made after: what it translates is told apart by schema.org, but only one. */
function basedOn({ parents }: WorkHeader, origin: string, anonymous: string): object {
  const open = parents.filter((one) => one.public);
  const translated = open.find(({ translation }) => translation);
  const others = open.filter((one) => one !== translated);
  return {
    ...(translated ? { translationOfWork: otherWork(translated, origin, anonymous) } : {}),
    ...(others.length > 0 ? { isBasedOn: others.map((one) => otherWork(one, origin, anonymous)) } : {}),
  };
}

/** schema.org's words for a public work. */
export function workJsonLd(work: WorkHeader, origin: string, anonymous: string): unknown {
  const url = `${origin}/works/${work.id}`;
  const names = (type: string) => work.tags.filter((tag) => tag.type === type).map((tag) => tag.name);
  return {
    '@context': 'https://schema.org',
    '@type': work.words < 40_000 ? 'ShortStory' : 'Book',
    '@id': url,
    url,
    name: work.title,
    author: work.byline.anonymous
      ? { '@type': 'Person', name: anonymous }
      : [
          ...work.byline.creators.map((creator) => ({
            '@type': 'Person',
            name: creator.name,
            url: `${origin}/people/${creator.id}`,
          })),
          ...work.byline.elsewhere.map((name) => ({ '@type': 'Person', name })),
        ],
    inLanguage: work.language,
    wordCount: work.words,
    datePublished: dayOf(work.published),
    dateModified: dayOf(work.revised),
    contentRating: names('rating')[0],
    about: names('fandom'),
    keywords: [...names('relationship'), ...names('character'), ...names('freeform')],
    isPartOf: work.series.map((part) => ({
      '@type': 'CreativeWorkSeries',
      name: part.title,
      url: `${origin}/series/${part.id}`,
    })),
    ...basedOn(work, origin, anonymous),
    isAccessibleForFree: true,
  };
}
