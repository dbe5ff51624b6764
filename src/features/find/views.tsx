import { useWords } from '../../core/messages/index.js';
import { Pager } from '../../core/ui/pager.js';
import { PseudIcon, type PseudProfile } from '../people/index.js';
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
  /** Whose works these are. */
  person?: PseudProfile;
}

const PlainHead = ({ title }: { title: string }) => (
  <h1>
    <bdi>{title}</bdi>
  </h1>
);

function PersonHead({ person }: { person: PseudProfile }) {
  return (
    <div class="pseud">
      <PseudIcon of={person} />
      <div>
        <PlainHead title={person.name} />
        {person.description ? (
          <p class="said" dir="auto">
            {person.description}
          </p>
        ) : null}
        {person.icon?.comment ? (
          <p class="help" dir="auto">
            {person.icon.comment}
          </p>
        ) : null}
      </div>
    </div>
  );
}

export function ListingView({
  title,
  works,
  total,
  page,
  last,
  path,
  pageSize,
  empty,
  person,
}: ListingProps) {
  const w = useWords();
  return (
    <>
      {person ? <PersonHead person={person} /> : <PlainHead title={title} />}
      {total > 0 ? <h2 class="count">{w.works.count(total)}</h2> : <p class="empty">{empty}</p>}
      {works.length > 0 ? <Blurbs works={works} start={(page - 1) * pageSize + 1} /> : null}
      <Pager path={path} page={page} last={last} />
    </>
  );
}
