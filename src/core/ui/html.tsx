/** The three places, and the only ones, where markup is put into a page as it is. */
import type { HTMLAttributes, VNode } from 'preact';
import { useContext } from 'preact/hooks';
import { renderToString } from 'preact-render-to-string';
import { type Messages, WordsProvider } from '../messages/index.js';
import type { SafeHtml } from '../text/index.js';
import { type DrawnHtml, markOf, Pieces } from './drawn.js';

type Tag = 'div' | 'section' | 'article' | 'blockquote' | 'p' | 'span' | 'ol' | 'ul' | 'h2' | 'h3';

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

/** Draws a piece that is kept; it may use the words, but nothing of the page or of who looks. */
export const draw = (piece: VNode, words: Messages): DrawnHtml =>
  Buffer.from(renderToString(<WordsProvider value={words}>{piece}</WordsProvider>)) as DrawnHtml;

/** Pieces that were drawn before, in a page that is drawn now. */
export function Rendered({
  html,
  as: As = 'div',
  ...rest
}: { html: readonly DrawnHtml[]; as?: Tag } & Omit<HTMLAttributes<HTMLElement>, 'as'>) {
  const pieces = useContext(Pieces);
  const marks = { __html: html.map((piece) => markOf(pieces, piece)).join('') };
  const Element = As as 'div';
  // biome-ignore lint/security/noDangerouslySetInnerHtml: marks of ours, in whose place our renderer's markup goes.
  return <Element {...(rest as HTMLAttributes<HTMLDivElement>)} dangerouslySetInnerHTML={marks} />;
}

/** Structured data: inside a script, quotes must not be escaped and `<` must not stand. */
export function JsonLd({ data }: { data: unknown }) {
  const json = JSON.stringify(data).replaceAll('<', '\\u003c');
  // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON whose every < is escaped.
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />;
}
