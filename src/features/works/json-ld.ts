import { dayOf } from '../../core/clock.js';
import type { WorkHeader } from './header.js';

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
    isAccessibleForFree: true,
  };
}
