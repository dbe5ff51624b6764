/** What a page of a work tells link previews and search engines: this much of a public work, and nothing of any other. */
import type { Head } from '../../core/http/route.js';
import type { Messages } from '../../core/messages/index.js';
import { excerpt, toText } from '../../core/text/index.js';
import type { WorkHeader } from './header.js';
import { workJsonLd } from './json-ld.js';
import { bylineText } from './parts.js';

/** The archive as links and previews name it. */
export interface Place {
  /** Scheme and host. */
  origin: string;
  name: string;
}

export function headOf(work: WorkHeader, place: Place, words: Messages, more: Head): Head {
  if (work.audience !== 'public') return { ...more, robots: 'noindex' };
  const by = bylineText(work.byline, words.works.anonymous);
  const description = work.summary ? excerpt(toText(work.summary), 300) : `${work.title}, ${by}`;
  return {
    ...more,
    description,
    openGraph: {
      'og:type': 'article',
      'og:title': work.title,
      'og:description': description,
      'og:url': `${place.origin}/works/${work.id}`,
      'og:site_name': place.name,
      'article:author': by,
    },
    jsonLd: workJsonLd(work, place.origin, words.works.anonymous),
  };
}
