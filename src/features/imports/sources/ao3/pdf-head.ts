/** The message, the tags and the figures at the head of a PDF of AO3, read line by line, with the links that lie over them. */
import { escapeHtml } from '../../../../core/text/index.js';
import type { PdfContent, PdfLink } from '../pdf/content.js';
import type { Line } from '../pdf/lines.js';

export const POSTED = /\bPosted originally on the\b/;

export const TERM =
  /^(Ratings?|Archive Warnings?|Warnings?|Category|Categories|Fandoms?|Relationships?|Characters?|Additional Tags?|Freeforms?|Language|Series|Collections?|Stats):\s*(.*)$/su;

/** Links by where they lie; their words are not marked in a PDF. */
export class Links {
  readonly #content: PdfContent;

  constructor(content: PdfContent) {
    this.#content = content;
  }

  /** Addresses on these lines in order, each once where it runs over several lines. */
  on(lines: readonly Line[], test: RegExp): string[] {
    const found = lines.flatMap(({ page, x, right, y, size }) =>
      (this.#content.pages[page]?.links ?? [])
        .filter(
          (link: PdfLink) =>
            test.test(link.url) &&
            link.y1 < y + size * 0.5 &&
            link.y2 > y + size * 0.2 &&
            link.x2 > x - 2 &&
            link.x1 < right + 2,
        )
        .toSorted((a, b) => a.x1 - b.x1)
        .map(({ url }) => url),
    );
    return found.filter((url, i) => url !== found[i - 1]);
  }
}

export function message(lines: readonly Line[], links: Links): string {
  const at = lines.findIndex(({ text }) => POSTED.test(text));
  const title = lines
    .slice(0, Math.max(0, at))
    .map(({ text }) => text)
    .join(' ');
  const said = lines.slice(Math.max(0, at), at + 3);
  const url =
    links.on(said, /\/works\/\d+/)[0] ??
    /https?:\/\/\S*?\/works\/\d+/.exec(
      said
        .map(({ text }) => text)
        .join('')
        .replace(/\s+/g, ''),
    )?.[0] ??
    '';
  return `<p class="message"><b>${escapeHtml(title)}</b><br>Posted originally on the archive at <a href="${escapeHtml(url)}">${escapeHtml(url)}</a>.</p>`;
}

/** Label and value may stand on one line or on two; a value may run over several. */
export function terms(lines: readonly Line[], links: Links): string {
  const found: { term: string; value: string; lines: Line[] }[] = [];
  const from = lines.findIndex(({ text }) => TERM.test(text));
  for (const line of from === -1 ? [] : lines.slice(from)) {
    const match = TERM.exec(line.text);
    const last = found.at(-1);
    if (match) found.push({ term: match[1]!, value: match[2]!, lines: [line] });
    else if (last) {
      last.value = `${last.value} ${line.text}`.trim();
      last.lines.push(line);
    }
  }
  const list = found.map(
    ({ term, value, lines: own }) => `<dt>${term}:</dt><dd>${termHtml(term, value, own, links)}</dd>`,
  );
  return `<dl class="tags">${list.join('\n')}</dl>`;
}

function termHtml(term: string, value: string, lines: readonly Line[], links: Links): string {
  if (/^Series$/.test(term)) {
    const urls = links.on(lines, /\/series\/\d+/);
    return value
      .split(/,\s+(?=Part [\d,]+ of )/)
      .map((part, i) => {
        const [, place = '', title = part] = /^(Part [\d,]+ of )(.*)$/su.exec(part) ?? [];
        return `${place}<a${href(urls[i])}>${escapeHtml(title)}</a>`;
      })
      .join(', ');
  }
  if (/^Collections?$/.test(term)) {
    const urls = links.on(lines, /\/collections\//);
    return sharedOut(value.split(/,\s+/), urls.length)
      .map((title, i) => `<a${href(urls[i])}>${escapeHtml(title)}</a>`)
      .join(', ');
  }
  return escapeHtml(value);
}

export const href = (url: string | undefined): string => (url ? ` href="${escapeHtml(url)}"` : '');

/** As many titles as there are links: commas belong to titles while there are more parts than links. */
export function sharedOut(parts: readonly string[], count: number): string[] {
  if (count === 0 || parts.length <= count) return [...parts];
  return [...parts.slice(0, count - 1), parts.slice(count - 1).join(', ')];
}
