import MarkdownIt from 'markdown-it';

/** What html2text writes, and no more: HTML, code by indentation and loose lists in a story are only its letters. */
const parser = new MarkdownIt({ html: false, breaks: true, linkify: false }).disable([
  'code',
  'lheading',
  'reference',
  'html_block',
  'html_inline',
  'autolink',
  'fence',
]);

/** Blocks of FanFicFare's plain text as HTML; `\n` in a block is a line break. */
export const textHtml = (blocks: readonly string[]): string =>
  blocks.length === 0
    ? ''
    : parser
        .render(blocks.map(asWritten).join('\n\n'))
        .replace(/<br>\n/g, '<br>')
        .trim();

const RULE = /^\s*(?:\* \* \*|\*\*\*|- - -|---|_{3,})\s*$/;

/** Keeps Markdown from reading lists into a story: html2text indents its own by two spaces. */
const asWritten = (block: string): string =>
  block
    .split('\n')
    .map((line) =>
      RULE.test(line) ? line : line.replace(/^(\d+)([.)])(?=\s)/, '$1\\$2').replace(/^([-+*])(?=\s)/, '\\$1'),
    )
    .join('\n');
