/** The three places, and the only ones, where markup is put into a page as it is. */
import type { HTMLAttributes } from 'preact';
import type { SafeHtml } from '../text/index.js';

/** A string of markup that our own renderer made, such as a cached blurb. */
export type RenderedHtml = string & { readonly __rendered: true };

type Tag = 'div' | 'section' | 'blockquote' | 'p' | 'span' | 'ol' | 'ul' | 'h2' | 'h3';

/** Prose of people: sanitised by core/text, which alone makes SafeHtml. */
export function Prose({
  html,
  as: As = 'div',
  ...rest
}: { html: SafeHtml; as?: Tag } & Omit<HTMLAttributes<HTMLElement>, 'as'>) {
  const Element = As as 'div';
  // biome-ignore lint/security/noDangerouslySetInnerHtml: SafeHtml is made by the sanitiser alone.
  return <Element {...(rest as HTMLAttributes<HTMLDivElement>)} dangerouslySetInnerHTML={{ __html: html }} />;
}

/** Markup that our own renderer made. */
export function Rendered({
  html,
  as: As = 'div',
  ...rest
}: { html: RenderedHtml; as?: Tag } & Omit<HTMLAttributes<HTMLElement>, 'as'>) {
  const Element = As as 'div';
  // biome-ignore lint/security/noDangerouslySetInnerHtml: RenderedHtml is made by our renderer alone.
  return <Element {...(rest as HTMLAttributes<HTMLDivElement>)} dangerouslySetInnerHTML={{ __html: html }} />;
}

/** Structured data: inside a script, quotes must not be escaped and `<` must not stand. */
export function JsonLd({ data }: { data: unknown }) {
  const json = JSON.stringify(data).replaceAll('<', '\\u003c');
  // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON whose every < is escaped.
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />;
}
