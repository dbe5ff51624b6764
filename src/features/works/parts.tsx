/** Small pieces that the blurb and the page of a work share. */
import { useWords } from '../../core/messages/index.js';
import { Day, Figure, Figures } from '../../core/ui/figures.js';
import type { Display } from '../../core/viewer.js';
import { RATINGS, TAG_TYPES, type TagType, tagPath } from '../tags/index.js';
import { isVeiled, Veil } from './display.js';
import type { BlurbWork, SeriesPart, WorkHeader, WorkTag } from './header.js';
import { languageName } from './languages.js';
import { RelatedRows } from './related/rows.js';
import type { Byline } from './visibility.js';

export function BylineView({ byline }: { byline: Byline }) {
  const w = useWords();
  if (byline.anonymous)
    return <span class="byline">{byline.own ? w.works.anonymousYou : w.works.anonymous}</span>;
  return (
    <span class="byline">
      {byline.creators.map((creator, i) => (
        <>
          {i > 0 ? ', ' : ''}
          <a rel="author" href={`/people/${creator.id}`}>
            <bdi>{creator.name}</bdi>
          </a>
        </>
      ))}
      {byline.elsewhere.map((name, i) => (
        <>
          {i + byline.creators.length > 0 ? ', ' : ''}
          <bdi>{name}</bdi>
        </>
      ))}
      {byline.archivedBy.length > 0 ? (
        <span class="archived"> {w.works.archivedBy(byline.archivedBy.join(', '))}</span>
      ) : null}
    </span>
  );
}

export function GiftLine({ names }: { names: readonly string[] }) {
  const w = useWords();
  if (names.length === 0) return null;
  return (
    <p class="made gift">
      <bdi>{w.gifts.for(names.join(', '))}</bdi>
    </p>
  );
}

/** Everybody who wrote a work, here or elsewhere. */
const namesOf = (byline: Byline): string[] => [
  ...byline.creators.map((creator) => creator.name),
  ...byline.elsewhere,
];

export const bylineText = (byline: Byline, anonymous: string): string =>
  byline.anonymous ? anonymous : namesOf(byline).join(', ');

export const tagsOfType = (tags: readonly WorkTag[], type: TagType): string[] =>
  tags.filter((tag) => tag.type === type).map((tag) => tag.name);

/** A relationship with what its writer said of it: a reader skims for what a work is mainly about. */
export function TagItem({ tag }: { tag: WorkTag }) {
  const w = useWords();
  return (
    <>
      <TagLink name={tag.name} />
      {tag.emphasis ? <span class="emphasis"> ({w.works[tag.emphasis]})</span> : null}
    </>
  );
}

/** The class of a tag in a list. */
export function tagClass(tag: WorkTag, plain?: string): string | undefined {
  const names = [
    plain,
    tag.type === 'warning' && warns(tag.name) ? 'warns' : null,
    tag.emphasis && `is-${tag.emphasis}`,
  ];
  return names.filter(Boolean).join(' ') || undefined;
}

export const TagLink = ({ name }: { name: string }) => (
  <a class="tag" href={tagPath(name)}>
    <bdi>{name}</bdi>
  </a>
);

/** Four signs at a glance: rating, category, warnings, completeness. Each has its words. */
/** `veiled`: the reader does not want to be told the warnings. */
export function Symbols({ work, veiled = false }: { work: BlurbWork; veiled?: boolean }) {
  const w = useWords();
  const rating = tagsOfType(work.tags, 'rating')[0];
  const categories = tagsOfType(work.tags, 'category');
  const warnings = tagsOfType(work.tags, 'warning');
  const signs: [kind: string, sign: string, words: string][] = [
    ['rating', ratingSign(rating), rating ?? w.works.symbol.noRating],
    ['category', categorySign(categories), categories.join(', ') || w.works.symbol.noCategory],
    veiled
      ? ['warning', '?', w.preferences.veil.symbol]
      : ['warning', warningSign(warnings), warnings.join(', ') || w.works.tags.warning],
    ['state', work.complete ? '✓' : '…', work.complete ? w.works.symbol.complete : w.works.symbol.incomplete],
  ];
  return (
    <ul class="symbols">
      {signs.map(([kind, sign, words]) => (
        <li
          key={kind}
          class={`symbol ${kind} ${symbolClass(kind, rating, veiled ? [] : warnings, work.complete)}`}
          title={words}
        >
          <span aria-hidden="true">{sign}</span>
          <span class="visually-hidden">{words}</span>
        </li>
      ))}
    </ul>
  );
}

const ratingSign = (rating: string | undefined): string =>
  ['?', 'G', 'T', 'M', 'E'][RATINGS.indexOf(rating as (typeof RATINGS)[number])] ?? '?';
const categorySign = (categories: readonly string[]): string =>
  categories.length > 1
    ? '+'
    : (categories[0] ?? '–').replace('Multi', '+').replace('Other', '∗').replace('Gen', '○');
/** Not one of the two that say that there is nothing to tell, or that it is not told. */
export const warns = (name: string): boolean =>
  !['No Archive Warnings Apply', 'Choose Not To Use Archive Warnings'].includes(name);
const warningSign = (warnings: readonly string[]): string =>
  warnings.some(warns) ? '!' : warnings.includes('No Archive Warnings Apply') ? '·' : '?';

function symbolClass(
  kind: string,
  rating: string | undefined,
  warnings: readonly string[],
  complete: boolean,
): string {
  if (kind === 'rating') return `is-${(rating ?? 'none').split(' ')[0]!.toLowerCase()}`;
  if (kind === 'warning') return warningSign(warnings) === '!' ? 'is-on' : 'is-off';
  if (kind === 'state') return complete ? 'is-on' : 'is-off';
  return '';
}

export function SeriesLine({ part }: { part: SeriesPart }) {
  const w = useWords();
  return (
    <>
      {w.works.seriesPart(part.position)}{' '}
      <a href={`/series/${part.id}`}>
        <bdi>{part.title}</bdi>
      </a>
    </>
  );
}

export const chaptersText = (work: BlurbWork): string =>
  `${work.chaptersPosted}/${work.chaptersExpected ?? '?'}`;

/** The tags of one type, folded where this reader rather does not see them. */
function TagRow({ type, work, display }: { type: TagType; work: WorkHeader; display: Display }) {
  const w = useWords();
  const tags = work.tags.filter((tag) => tag.type === type);
  if (tags.length === 0) return null;
  const list = (
    <ul class="tags">
      {tags.map((tag) => (
        <li key={tag.name} class={tagClass(tag)}>
          <TagItem tag={tag} />
        </li>
      ))}
    </ul>
  );
  return (
    <div class={`row ${type}`}>
      <dt>{w.works.tags[type]}</dt>
      <dd>{isVeiled(type, display, work.byline.own) ? <Veil type={type}>{list}</Veil> : list}</dd>
    </div>
  );
}

/** Every tag of a work by its type, with its language, series and source. */
export function TagBlock({ work, display }: { work: WorkHeader; display: Display }) {
  const w = useWords();
  return (
    <dl class="tag-block">
      {TAG_TYPES.map((type) => (
        <TagRow key={type} type={type} work={work} display={display} />
      ))}
      <div class="row">
        <dt>{w.works.language}</dt>
        <dd lang={work.language}>{languageName(work.language)}</dd>
      </div>
      {work.series.map((part) => (
        <div key={part.id} class="row">
          <dt>{w.works.series}</dt>
          <dd>
            <SeriesLine part={part} />
            {part.previous || part.next ? (
              <span class="series-way">
                {part.previous ? (
                  <a href={`/works/${part.previous}`} rel="nofollow">
                    ← {w.series.previous}
                  </a>
                ) : null}
                {part.next ? (
                  <a href={`/works/${part.next}`} rel="nofollow">
                    {w.series.next} →
                  </a>
                ) : null}
              </span>
            ) : null}
          </dd>
        </div>
      ))}
      <RelatedRows work={work} />
      {work.sourceUrl && /^https?:\/\//.test(work.sourceUrl) ? (
        <div class="row">
          <dt>{w.works.source}</dt>
          <dd>
            <a href={work.sourceUrl} rel="nofollow noopener noreferrer external">
              {work.sourceUrl.replace(/^https?:\/\/(www\.)?/, '')}
            </a>
          </dd>
        </div>
      ) : null}
    </dl>
  );
}

/** Dates, words and chapters of a work, in one line. */
export function WorkFigures({ work }: { work: WorkHeader }) {
  const w = useWords();
  return (
    <Figures>
      <Figure name={w.works.published}>
        <Day date={work.published} />
      </Figure>
      {work.revised > work.published && work.chaptersPosted > 1 ? (
        <Figure name={work.complete ? w.works.completed : w.works.updated}>
          <Day date={work.revised} />
        </Figure>
      ) : null}
      <Figure name={w.works.words}>{w.number(work.words)}</Figure>
      <Figure name={w.works.chapters}>{chaptersText(work)}</Figure>
    </Figures>
  );
}
