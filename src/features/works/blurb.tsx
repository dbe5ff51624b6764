/**
 * A work in a list. The drawing is kept by a hash of the very row, so a
 * renamed pseud or tag, a hidden creator or a new count can never be shown as it was.
 */
import type { Kysely } from 'kysely';
import type { ComponentChildren } from 'preact';
import type { DB } from '../../core/db/tables.js';
import { type Messages, useWords } from '../../core/messages/index.js';
import { direction } from '../../core/text/index.js';
import { type DrawnHtml, Kept } from '../../core/ui/drawn.js';
import { Day, Figure, Figures } from '../../core/ui/figures.js';
import { draw, Prose, Rendered } from '../../core/ui/html.js';
import type { Display, Member, Viewer } from '../../core/viewer.js';
import { TAG_TYPES, type TagType } from '../tags/index.js';
import { SmallCover } from './cover/views.js';
import { displayKey, displayOf, isVeiled, Veil } from './display.js';
import { type BlurbWork, readBlurb, type TextRow } from './header.js';
import { languageName } from './languages.js';
import {
  BylineView,
  chaptersText,
  GiftLine,
  SeriesLine,
  Symbols,
  TagItem,
  TagLink,
  tagClass,
  tagsOfType,
} from './parts.js';
import { blurbHashes, blurbRows, ownBlurbRows } from './queries.js';

const LISTED_TAGS = TAG_TYPES.filter((type) => type !== 'rating' && type !== 'category' && type !== 'fandom');

function TagsOf({ type, work, display }: { type: TagType; work: BlurbWork; display: Display }) {
  const items = work.tags
    .filter((tag) => tag.type === type)
    .map((tag) => (
      <li key={tag.name} class={tagClass(tag, type)}>
        <TagItem tag={tag} />
      </li>
    ));
  if (items.length === 0 || !isVeiled(type, display, work.byline.own)) return <>{items}</>;
  return (
    <li class="veiled">
      <Veil type={type}>
        <ul class="tags">{items}</ul>
      </Veil>
    </li>
  );
}

function Blurb({ work, display }: { work: BlurbWork; display: Display }) {
  const w = useWords();
  return (
    <>
      {display.showsCovers && work.cover ? <SmallCover cover={work.cover} /> : null}
      <header>
        <h3 lang={work.language}>
          <a href={`/works/${work.id}`} dir={direction(work.language, work.title)}>
            {work.title || w.works.draft}
          </a>
        </h3>
        <p class="made">
          {w.works.by} <BylineView byline={work.byline} />
          {work.restricted ? <span class="flag">{w.works.restricted}</span> : null}
          {work.posted ? null : <span class="flag">{w.works.draft}</span>}
        </p>
        <GiftLine names={work.gifts} />
        <p class="fandoms">
          {tagsOfType(work.tags, 'fandom').map((name, i) => (
            <>
              {i > 0 ? ' · ' : ''}
              <TagLink name={name} />
            </>
          ))}
        </p>
        <Symbols work={work} veiled={isVeiled('warning', display, work.byline.own)} />
      </header>
      <ul class="tags">
        {LISTED_TAGS.map((type) => (
          <TagsOf key={type} type={type} work={work} display={display} />
        ))}
      </ul>
      {work.summary ? (
        <Prose
          html={work.summary}
          as="blockquote"
          class="summary prose"
          lang={work.language}
          dir={direction(work.language, '')}
        />
      ) : null}
      {work.series.map((part) => (
        <p key={part.id} class="series">
          <SeriesLine part={part} />
        </p>
      ))}
      <Figures>
        <Figure name={w.works.language}>
          <span lang={work.language}>{languageName(work.language)}</span>
        </Figure>
        <Figure name={w.works.words}>{w.number(work.words)}</Figure>
        <Figure name={w.works.chapters}>{chaptersText(work)}</Figure>
        {work.kudos > 0 ? <Figure name={w.works.kudos}>{w.number(work.kudos)}</Figure> : null}
        {work.hits > 0 ? <Figure name={w.works.hits}>{w.number(work.hits)}</Figure> : null}
        <Figure name={work.complete ? w.works.completed : w.works.updated}>
          <Day date={work.revised} />
        </Figure>
      </Figures>
    </>
  );
}

export interface DrawnBlurb {
  key: number;
  /** Of everything that the blurb shows. */
  hash: string;
  html: DrawnHtml;
}

const kept = new Kept<DrawnHtml>(16 * 1024 * 1024, (html) => html.length);

const keyOf = (words: Messages, display: Display, hash: string): string =>
  `${words.locale} ${displayKey(display)} ${hash}`;

const drawRow = ({ row }: TextRow, words: Messages, display: Display): DrawnHtml =>
  draw(<Blurb work={readBlurb(row)} display={display} />, words);

function drawnRow(row: TextRow, words: Messages, display: Display): DrawnHtml {
  const key = keyOf(words, display, row.hash);
  return kept.find(key) ?? kept.keep(key, drawRow(row, words, display));
}

/** Works by key as a list shows them, in that order; those that the viewer may not see in lists are left out. */
export async function blurbs(
  db: Kysely<DB>,
  viewer: Viewer,
  keys: readonly number[],
  words: Messages,
): Promise<DrawnBlurb[]> {
  if (keys.length === 0) return [];
  const display = displayOf(viewer);
  const drawn = new Map<number, DrawnBlurb>();
  const missing: number[] = [];
  for (const { key, hash } of await blurbHashes(db, viewer, { keys })) {
    const html = kept.find(keyOf(words, display, hash));
    if (html) drawn.set(key, { key, hash, html });
    else missing.push(key);
  }
  if (missing.length > 0)
    for (const row of await blurbRows(db, viewer, { keys: missing }))
      drawn.set(row.key, { key: row.key, hash: row.hash, html: drawnRow(row, words, display) });
  return keys.flatMap((key) => drawn.get(key) ?? []);
}

export interface OwnBlurb extends DrawnBlurb {
  posted: boolean;
}

/** One's own works, hidden ones too: drafts before what is posted, in each the newest change first. */
export async function ownBlurbs(
  db: Kysely<DB>,
  viewer: Member,
  page: { offset: number; limit: number },
  words: Messages,
): Promise<OwnBlurb[]> {
  const rows = await ownBlurbRows(db, viewer, page);
  return rows.map((row) => ({
    key: row.key,
    hash: row.hash,
    html: drawnRow(row, words, displayOf(viewer)),
    posted: readBlurb(row.row).posted,
  }));
}

/** A list of works; `after` is what of the viewer's own stands below each, outside of what is kept. */
export const Blurbs = (props: {
  works: readonly DrawnBlurb[];
  start?: number;
  after?: (key: number) => ComponentChildren;
}) => (
  <ol class="blurbs" {...(props.start ? { start: props.start } : {})}>
    {props.works.map(({ key, html }) => (
      <li key={key}>
        <Rendered as="article" class="blurb" html={[html]} />
        {props.after?.(key)}
      </li>
    ))}
  </ol>
);
