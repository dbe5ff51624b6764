/**
 * A work in a list. The drawing is kept by the very row that came, as Postgres wrote it, so a
 * renamed pseud or tag, a hidden creator or a new count can never be shown as it was.
 */
import { type Messages, useWords } from '../../core/messages/index.js';
import { direction } from '../../core/text/index.js';
import { type DrawnHtml, Kept } from '../../core/ui/drawn.js';
import { Day, Figure, Figures } from '../../core/ui/figures.js';
import { draw, Prose, Rendered } from '../../core/ui/html.js';
import { TAG_TYPES } from '../tags/index.js';
import { type BlurbRow, type BlurbWork, readBlurb } from './header.js';
import { languageName } from './languages.js';
import { BylineView, chaptersText, SeriesLine, Symbols, TagLink, tagsOfType, warns } from './parts.js';

const LISTED_TAGS = TAG_TYPES.filter((type) => type !== 'rating' && type !== 'category' && type !== 'fandom');

function Blurb({ work }: { work: BlurbWork }) {
  const w = useWords();
  return (
    <>
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
        <p class="fandoms">
          {tagsOfType(work.tags, 'fandom').map((name, i) => (
            <>
              {i > 0 ? ' · ' : ''}
              <TagLink name={name} />
            </>
          ))}
        </p>
        <Symbols work={work} />
      </header>
      <ul class="tags">
        {LISTED_TAGS.flatMap((type) =>
          tagsOfType(work.tags, type).map((name) => (
            <li key={name} class={type === 'warning' && warns(name) ? 'warning warns' : type}>
              <TagLink name={name} />
            </li>
          )),
        )}
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

const kept = new Kept<DrawnHtml>(16 * 1024 * 1024, (html) => html.length);

const drawn = (row: BlurbRow, words: Messages): DrawnHtml =>
  kept.get(`${words.locale}\n${row.row}`, () => draw(<Blurb work={readBlurb(row)} />, words));

export function Blurbs({ works, start }: { works: readonly BlurbRow[]; start?: number }) {
  const words = useWords();
  return (
    <ol class="blurbs" start={start}>
      {works.map((work) => (
        <li key={work.key}>
          <article class="blurb">
            <Rendered html={drawn(work, words)} />
          </article>
        </li>
      ))}
    </ol>
  );
}
