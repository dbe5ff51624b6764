/** Markdown as writers of prose use it. */
import MarkdownIt from 'markdown-it';
import footnote from 'markdown-it-footnote';
import { cleanText } from './clean.js';

/**
 * No underlined headings and no code by indentation: in prose `---` under a line is a scene break,
 * and a paragraph that begins with spaces is a paragraph.
 */
const markdown = new MarkdownIt({ html: true, linkify: false, typographer: false, breaks: false })
  .disable(['lheading', 'code'])
  .use(footnote);

const numberOf = (token: { meta: unknown }): number => (token.meta as { id: number }).id + 1;
const isFirst = (token: { meta: unknown }): boolean => ((token.meta as { subId?: number }).subId ?? 0) === 0;

// Notes as every form gives them: a raised number, and a list under a rule with the ways back.
Object.assign(markdown.renderer.rules, {
  footnote_ref: (tokens, i) => {
    const n = numberOf(tokens[i]!);
    return `<sup><a href="#note-${n}"${isFirst(tokens[i]!) ? ` id="note-ref-${n}"` : ''}>${n}</a></sup>`;
  },
  footnote_block_open: () => '<hr>\n<ol>\n',
  footnote_block_close: () => '</ol>\n',
  footnote_open: (tokens, i) => `<li id="note-${numberOf(tokens[i]!)}">`,
  footnote_anchor: (tokens, i) =>
    isFirst(tokens[i]!) ? ` <a href="#note-ref-${numberOf(tokens[i]!)}">↑</a>` : '',
} satisfies typeof markdown.renderer.rules);

/** Markdown as HTML. HTML inside it is passed on, so the result is not safe: sanitise it. */
export const markdownToHtml = (source: string): string => markdown.render(cleanText(source));
