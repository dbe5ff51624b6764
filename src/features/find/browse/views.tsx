/** Lists of fandoms, tags and people, and the tags that a member keeps at hand. */
import { useWords } from '../../../core/messages/index.js';
import { Field, Select } from '../../../core/ui/form.js';
import { Pager } from '../../../core/ui/pager.js';
import { TAG_TYPES, tagPath } from '../../tags/index.js';
import type { FoundCreator } from './people.js';
import { type CountedTag, type Medium, TAG_ORDERS, type TagQuery } from './tags.js';

const TagList = ({ tags, typed }: { tags: readonly CountedTag[]; typed?: boolean }) => {
  const w = useWords();
  return (
    <ul class="tag-list">
      {tags.map((tag) => (
        <li key={tag.name}>
          <a href={tagPath(tag.name)}>
            <bdi>{tag.name}</bdi>
          </a>{' '}
          <span class="n">
            {typed ? `${w.find.fields[tag.type]} · ` : ''}
            {w.works.count(tag.uses)}
          </span>
        </li>
      ))}
    </ul>
  );
};

const mediumPath = (name: string | null): string =>
  name === null ? '/fandoms?other' : `/fandoms?medium=${encodeURIComponent(name)}`;

export function MediaView({ media }: { media: readonly Medium[] }) {
  const w = useWords();
  const { browse } = w.find;
  return (
    <>
      <h1>{browse.fandoms}</h1>
      {media.length === 0 ? <p class="empty">{browse.noFandoms}</p> : null}
      <ul class="tag-list">
        {media.map(({ name, fandoms }) => (
          <li key={name ?? ''}>
            <a href={mediumPath(name)}>
              <bdi>{name ?? browse.other}</bdi>
            </a>{' '}
            <span class="n">{browse.count(fandoms)}</span>
          </li>
        ))}
      </ul>
      <p>
        <a href="/tags">{browse.tags}</a> · <a href="/people">{browse.people}</a>
      </p>
    </>
  );
}

/** The first letter that a name is sorted by; one sign for all that begin with none. */
const initialOf = ({ sortName }: CountedTag): string => {
  const [letter = ''] = sortName.toUpperCase();
  return /\p{L}/u.test(letter) ? letter : '#';
};

export function FandomsView(props: {
  medium: string | null;
  fandoms: readonly CountedTag[];
  page: number;
  more: boolean;
}) {
  const w = useWords();
  const { medium, fandoms, page, more } = props;
  const groups = new Map<string, CountedTag[]>();
  for (const fandom of fandoms) {
    const initial = initialOf(fandom);
    groups.set(initial, [...(groups.get(initial) ?? []), fandom]);
  }
  return (
    <>
      <p>
        <a href="/fandoms">{w.find.browse.fandoms}</a>
      </p>
      <h1>
        <bdi>{medium ?? w.find.browse.other}</bdi>
      </h1>
      {[...groups].map(([initial, tags]) => (
        <section key={initial}>
          <h2>{initial}</h2>
          <TagList tags={tags} />
        </section>
      ))}
      <Pager path={mediumPath(medium)} page={page} more={more} />
    </>
  );
}

export function TagSearchView(props: {
  query: TagQuery;
  path: string;
  tags: readonly CountedTag[];
  total: number;
  page: number;
  last: number;
}) {
  const w = useWords();
  const { browse } = w.find;
  const { query, path, tags, total, page, last } = props;
  return (
    <>
      <h1>{browse.tags}</h1>
      <search>
        <form class="filters" method="get" action="/tags">
          <Field name="q" label={browse.name} value={query.text} />
          <Select
            name="type"
            label={browse.type}
            value={query.type ?? ''}
            choices={[['', browse.anyType], ...TAG_TYPES.map((type) => [type, w.find.fields[type]] as const)]}
          />
          <Select
            name="state"
            label={browse.state}
            value={query.canonical === null ? '' : query.canonical ? 'canonical' : 'free'}
            choices={[
              ['', browse.anyState],
              ['canonical', browse.canonical],
              ['free', browse.free],
            ]}
          />
          <Select
            name="sort"
            label={w.find.sort}
            value={query.order}
            choices={TAG_ORDERS.map((order) => [order, browse.orders[order]] as const)}
          />
          <p>
            <button type="submit">{w.find.search}</button>
          </p>
        </form>
      </search>
      <h2 class="count">{browse.tagCount(total)}</h2>
      <TagList tags={tags} typed />
      <Pager path={path} page={page} last={last} />
    </>
  );
}

export function PeopleSearchView(props: {
  name: string;
  fandom: string;
  path: string;
  people: readonly FoundCreator[];
  total: number;
  page: number;
  last: number;
}) {
  const w = useWords();
  const { browse } = w.find;
  const { name, fandom, path, people, total, page, last } = props;
  return (
    <>
      <h1>{browse.people}</h1>
      <search>
        <form class="filters" method="get" action="/people">
          <Field name="q" label={browse.name} value={name} />
          <Field name="fandom" label={browse.writesIn} value={fandom} />
          <p>
            <button type="submit">{w.find.search}</button>
          </p>
        </form>
      </search>
      <h2 class="count">{browse.peopleCount(total)}</h2>
      <ul class="tag-list">
        {people.map((person) => (
          <li key={person.id}>
            <a href={`/people/${person.id}`}>
              <bdi>{person.name}</bdi>
            </a>{' '}
            <span class="n">{w.works.count(person.works)}</span>
          </li>
        ))}
      </ul>
      <Pager path={path} page={page} last={last} />
    </>
  );
}

/** On the page of a tag. */
export function FavouriteForm({ path, on }: { path: string; on: boolean }) {
  const w = useWords();
  return (
    <form method="post" action={path} class="favourite">
      <input type="hidden" name="act" value={on ? 'drop' : 'keep'} />
      <button type="submit" class="quiet">
        {on ? w.find.favourites.drop : w.find.favourites.keep}
      </button>
    </form>
  );
}

/** On the front page. */
export function Favourites({ names }: { names: readonly string[] }) {
  const w = useWords();
  if (names.length === 0) return null;
  return (
    <nav class="favourites" aria-label={w.find.favourites.title}>
      <h2>{w.find.favourites.title}</h2>
      <ul class="tag-list">
        {names.map((name) => (
          <li key={name}>
            <a href={tagPath(name)}>
              <bdi>{name}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
