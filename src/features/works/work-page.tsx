/** The page of a work: its header, and one chapter or all of them. */
import type { ComponentChildren } from 'preact';
import { useWords } from '../../core/messages/index.js';
import { direction, headingsUnder, scopeAnchors, shiftHeadings } from '../../core/text/index.js';
import type { DrawnHtml } from '../../core/ui/drawn.js';
import { Day } from '../../core/ui/figures.js';
import { Prose, Rendered } from '../../core/ui/html.js';
import type { Display } from '../../core/viewer.js';
import type { ChapterLink, ChapterText } from './chapters.js';
import { WholeCover } from './cover/views.js';
import type { WorkHeader } from './header.js';
import { BylineView, GiftLine, TagBlock, tagsOfType, WorkFigures, warns } from './parts.js';
import { SkinChoiceLine } from './skins/choice.js';
import { SkinFrame } from './skins/frame.js';

export interface WorkPageProps {
  work: WorkHeader;
  links: ChapterLink[];
  texts: ChapterText[];
  /** One chapter of several is shown; its place in `links`. */
  at: number | null;
  display: Display;
}

const chapterName = (
  w: ReturnType<typeof useWords>,
  link: { position: number; title: string | null },
): string =>
  link.title ? `${w.works.chapter(link.position)}: ${link.title}` : w.works.chapter(link.position);

/** Notes and summaries: an aside with its own small label. `of` tells those of a chapter from the work's by name. */
function Aside({
  label,
  html,
  id,
  of,
}: {
  label: string;
  html: WorkHeader['summary'];
  id?: string;
  of?: string | undefined;
}) {
  if (html === null) return null;
  return (
    <aside class="note" id={id} aria-label={of ? `${label}, ${of}` : label}>
      <p class="note-label">{label}</p>
      <Prose html={shiftHeadings(html, 3)} class="prose" />
    </aside>
  );
}

/** Not everybody who is named on the work made this chapter. */
const isOfSome = (work: WorkHeader, text: ChapterText): boolean =>
  text.credit.length > 0 && text.credit.length < work.byline.creators.length;

/** Folded, so that whoever minds what will happen is not told before they ask. Not links: few works hold these by themselves. */
function ChapterTags({ text }: { text: ChapterText }) {
  const w = useWords();
  if (text.tags.length === 0) return null;
  const { tags } = text;
  return (
    <details class="chapter-tags">
      <summary>{w.works.chapterTags(tags.length)}</summary>
      <ul class="tags">
        {tags.map(({ type, name }) => (
          <li key={name} class={type === 'warning' && warns(name) ? 'warning warns' : type}>
            <bdi class="tag">{name}</bdi>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Chapter({ work, text, single }: { work: WorkHeader; text: ChapterText; single: boolean }) {
  const w = useWords();
  const headed = !single || text.title !== null;
  const name = w.works.chapter(text.position);
  return (
    <section
      class="chapter"
      id={`chapter-${text.id}`}
      lang={work.language}
      dir={direction(work.language, text.title ?? work.title)}
    >
      {headed ? <h2 class="chapter-title">{chapterName(w, text)}</h2> : null}
      {isOfSome(work, text) ? (
        <p class="chapter-by">
          <bdi>{w.creators.madeBy(text.credit.map((one) => one.name).join(', '))}</bdi>
        </p>
      ) : null}
      <ChapterTags text={text} />
      <Aside label={w.works.summary} html={text.summary} of={name} />
      <Aside label={w.works.notes} html={text.startNotes} of={name} />
      <Prose
        html={headingsUnder(single ? text.html : scopeAnchors(text.html, text.id), headed ? 2 : 1)}
        class="prose text"
        data-chapter={text.id}
      />
      <Aside label={w.works.endNotes} html={text.endNotes} of={name} />
    </section>
  );
}

function ChapterNav({
  work,
  links,
  at,
  place,
}: {
  work: WorkHeader;
  links: ChapterLink[];
  at: number;
  place: string;
}) {
  const w = useWords();
  const before = links[at - 1];
  const after = links[at + 1];
  return (
    <nav class="chapter-nav" aria-label={`${w.works.chapters}, ${place}`}>
      {before ? (
        <a rel="prev" href={`/works/${work.id}/chapters/${before.id}`}>
          ← {w.works.previous}
        </a>
      ) : (
        <span />
      )}
      {after ? (
        <a rel="next" href={`/works/${work.id}/chapters/${after.id}`}>
          {w.works.next} →
        </a>
      ) : (
        <span />
      )}
    </nav>
  );
}

function Contents({ work, links, at }: { work: WorkHeader; links: ChapterLink[]; at: number | null }) {
  const w = useWords();
  if (links.length < 2) return null;
  return (
    <details class="contents">
      <summary>{w.works.contents}</summary>
      <ol>
        {links.map((link, i) => (
          <li key={link.id} value={link.position}>
            <a href={`/works/${work.id}/chapters/${link.id}`} aria-current={i === at ? 'page' : undefined}>
              <bdi>{link.title ?? w.works.chapter(link.position)}</bdi>
            </a>{' '}
            <Day date={link.published} />
          </li>
        ))}
      </ol>
    </details>
  );
}

/** What the work is. On later chapters it is folded under the work's rating and fandoms: the reader knows it by then. */
function About({ work, folded, display }: { work: WorkHeader; folded: boolean; display: Display }) {
  const about = (
    <>
      <TagBlock work={work} display={display} />
      <WorkFigures work={work} />
    </>
  );
  if (!folded) return about;
  const signs = [...tagsOfType(work.tags, 'rating'), ...tagsOfType(work.tags, 'fandom')];
  return (
    <details class="about">
      <summary>{signs.join(' · ')}</summary>
      {about}
    </details>
  );
}

function Acts({ work, links, at }: { work: WorkHeader; links: ChapterLink[]; at: number | null }) {
  const w = useWords();
  return (
    <ul class="acts">
      {links.length > 1 ? (
        <li>
          {at === null ? (
            <a class="button" href={`/works/${work.id}`}>
              {w.works.byChapter}
            </a>
          ) : (
            <a class="button" href={`/works/${work.id}/entire`}>
              {w.works.entire}
            </a>
          )}
        </li>
      ) : null}
      {work.posted ? (
        <li>
          <a class="button" href={`/works/${work.id}/download.epub`} rel="nofollow">
            {w.works.download}
          </a>
        </li>
      ) : null}
      {work.byline.own ? (
        <>
          {work.posted ? null : (
            <li>
              <form method="post" action={`/works/${work.id}/post`}>
                <button type="submit" class="primary">
                  {w.works.form.postDraft}
                </button>
              </form>
            </li>
          )}
          <li>
            <a class="button" href={`/works/${work.id}/edit`}>
              {w.works.edit}
            </a>
          </li>
          <li>
            <a class="button danger" href={`/works/${work.id}/delete`}>
              {w.works.delete}
            </a>
          </li>
        </>
      ) : null}
    </ul>
  );
}

/** A work around what is told to this viewer alone. The article comes drawn, or as what is to be drawn. */
export function ReadView({
  notice,
  plain,
  article,
  children,
}: {
  notice?: string | undefined;
  /** Whether its skin is left out; null of a work that wears none. */
  plain: boolean | null;
  article?: DrawnHtml;
  children?: ComponentChildren;
}) {
  return (
    <>
      {notice ? (
        <p class="notice" role="status">
          {notice}
        </p>
      ) : null}
      {plain === null ? null : <SkinChoiceLine plain={plain} />}
      {article ? <Rendered html={[article]} /> : children}
    </>
  );
}

export function WorkPage({ work, links, texts, at, display }: WorkPageProps) {
  const w = useWords();
  const first = at === null || at === 0;
  const last = at === null || at === links.length - 1;
  return (
    <article class="work">
      <header class="work-header">
        {first && work.cover ? <WholeCover cover={work.cover} /> : null}
        <h1 lang={work.language} dir={direction(work.language, work.title)}>
          {work.title || w.works.draft}
        </h1>
        <p class="made">
          {w.works.by} <BylineView byline={work.byline} />
          {work.restricted ? <span class="flag">{w.works.restricted}</span> : null}
        </p>
        <GiftLine names={work.gifts} />
        <About work={work} folded={!first} display={display} />
        <Acts work={work} links={links} at={at} />
        <Contents work={work} links={links} at={at} />
      </header>
      {at !== null && links.length > 1 ? <ChapterNav work={work} links={links} at={at} place="1" /> : null}
      <SkinFrame worn={work.skin !== null}>
        {first ? (
          <div lang={work.language}>
            <Aside label={w.works.summary} html={work.summary} />
            <Aside label={w.works.notes} html={work.startNotes} />
          </div>
        ) : null}
        {texts.map((text) => (
          <Chapter key={text.id} work={work} text={text} single={links.length === 1} />
        ))}
        {last ? (
          <div lang={work.language}>
            <Aside label={w.works.endNotes} html={work.endNotes} id="end-notes" />
          </div>
        ) : null}
      </SkinFrame>
      {at !== null && links.length > 1 ? <ChapterNav work={work} links={links} at={at} place="2" /> : null}
    </article>
  );
}

export { chapterName };
