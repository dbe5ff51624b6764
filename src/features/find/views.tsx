import { useWords } from '../../core/messages/index.js';
import { Pager } from '../../core/ui/pager.js';
import { Blurbs, type DrawnBlurb } from '../works/index.js';

export interface ListingProps {
  title: string;
  works: DrawnBlurb[];
  total: number;
  page: number;
  last: number;
  path: string;
  pageSize: number;
  empty: string;
}

export function ListingView({ title, works, total, page, last, path, pageSize, empty }: ListingProps) {
  const w = useWords();
  return (
    <>
      <h1>
        <bdi>{title}</bdi>
      </h1>
      {total > 0 ? <h2 class="count">{w.works.count(total)}</h2> : <p class="empty">{empty}</p>}
      {works.length > 0 ? <Blurbs works={works} start={(page - 1) * pageSize + 1} /> : null}
      <Pager path={path} page={page} last={last} />
    </>
  );
}
