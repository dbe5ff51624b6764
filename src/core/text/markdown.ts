/** Markdown as writers of prose use it. */
import MarkdownIt from 'markdown-it';
import { cleanText } from './clean.js';

/**
 * No underlined headings and no code by indentation: in prose `---` under a line is a scene break,
 * and a paragraph that begins with spaces is a paragraph.
 */
const markdown = new MarkdownIt({ html: true, linkify: false, typographer: false, breaks: false }).disable([
  'lheading',
  'code',
]);

/** Markdown as HTML. HTML inside it is passed on, so the result is not safe: sanitise it. */
export const markdownToHtml = (source: string): string => markdown.render(cleanText(source));
