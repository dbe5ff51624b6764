/** Links to the pages of a list. */
import { useWords } from '../messages/index.js';

const numbered = (path: string, page: number): string =>
  page === 1 ? path : `${path}${path.includes('?') ? '&' : '?'}page=${page}`;

export function Pager({
  path,
  page,
  last,
  more,
}: {
  path: string;
  page: number /** When the total is known. */;
  last?: number;
  more?: boolean;
}) {
  const w = useWords();
  const next = last === undefined ? more : page < last;
  if (page === 1 && !next) return null;
  return (
    <nav class="pager" aria-label={w.pager.label}>
      {page > 1 ? (
        <a rel="prev" href={numbered(path, page - 1)}>
          ← {w.pager.previous}
        </a>
      ) : (
        <span />
      )}
      <span>{last === undefined ? w.pager.page(page) : w.pager.of(page, last)}</span>
      {next ? (
        <a rel="next" href={numbered(path, page + 1)}>
          {w.pager.next} →
        </a>
      ) : (
        <span />
      )}
    </nav>
  );
}

/** No list has as many pages; what is beyond is not found. */
const BEYOND = 1_000_000;

/** 1 and up; whatever is no page number is 1. */
export function pageNumber(query: URLSearchParams): number {
  const given = query.get('page') ?? '';
  if (!/^\d+$/.test(given)) return 1;
  return Math.min(Math.max(1, Number(given)), BEYOND);
}
