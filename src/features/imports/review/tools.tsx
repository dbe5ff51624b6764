/** What stands above the text of a review: its chapters, the tools, the chapter's title. */
import { useWords } from '../../../core/messages/index.js';
import { doubtfulPlacesOf } from '../walk/places.js';
import type { Draft } from './draft.js';
import { reviewPath } from './place.js';
import { KeysHelp, Said, UndoButton } from './tool-parts.js';

/** What every form of the page sends along. */
export interface Anchor {
  action: string;
  revision: number;
  chapter: number;
}

const Revision = ({ anchor }: { anchor: Anchor }) => (
  <>
    <input type="hidden" name="revision" value={String(anchor.revision)} />
    <input type="hidden" name="chapter" value={String(anchor.chapter)} />
  </>
);

export function Chapters({ id, draft, chapter }: { id: string; draft: Draft; chapter: number }) {
  const w = useWords();
  if (draft.chapters.length < 2) return null;
  const places = doubtfulPlacesOf(draft);
  return (
    <nav aria-label={w.imports.review.chapters} class="review-chapters">
      <ol>
        {draft.chapters.map((c, i) => {
          const doubts = places.filter((place) => place.chapter === i).length;
          return (
            <li key={i}>
              <a
                href={reviewPath(id, { chapter: i, part: 0 })}
                aria-current={i === chapter ? 'page' : undefined}
              >
                <bdi>{c.title || w.works.chapter(i + 1)}</bdi>
              </a>
              {doubts > 0 ? <small> {w.imports.review.doubtful(doubts)}</small> : null}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

/** The acts of the tools and their keys; the script carries them out on the block that is chosen. */
const TOOLS = [
  ['split', 's'],
  ['join', 'j'],
  ['emphasise', 'e'],
  ['paragraph', 'p'],
  ['heading', 'h'],
  ['scene', 'b'],
  ['note', 'm'],
  ['text', 't'],
] as const;

export function Tools({
  id,
  anchor,
  canUndo,
  firstDoubt,
}: {
  id: string;
  anchor: Anchor;
  canUndo: boolean;
  firstDoubt: string | undefined;
}) {
  const w = useWords();
  const r = w.imports.review;
  return (
    <section class="review-tools" aria-label={r.tools}>
      <form method="post" action={anchor.action}>
        <Revision anchor={anchor} />
        <UndoButton canUndo={canUndo} />
      </form>
      <span class="script-tools" hidden>
        {TOOLS.map(([tool, key]) => (
          <button key={tool} type="button" data-tool={tool} aria-keyshortcuts={key}>
            {r.toolNames[tool]}
          </button>
        ))}
      </span>
      {firstDoubt ? (
        <a class="button" href={firstDoubt} data-next aria-keyshortcuts="n">
          {r.nextDoubt}
        </a>
      ) : null}
      <a class="button primary" href={`/imports/${id}/details`}>
        {r.goOn}
      </a>
      <KeysHelp id="review-keys" label={r.keys} keys={r.keyList} />
      <Said />
    </section>
  );
}

export function ChapterTitle({
  anchor,
  title,
  fault,
}: {
  anchor: Anchor;
  title: string;
  fault?: string | undefined;
}) {
  const w = useWords();
  const r = w.imports.review;
  return (
    <form method="post" action={anchor.action} class="chapter-title-form">
      <Revision anchor={anchor} />
      <label for="chapter-title">{r.chapterTitle}</label>
      <input
        id="chapter-title"
        name="title"
        value={title}
        maxLength={255}
        dir="auto"
        aria-invalid={fault ? 'true' : undefined}
      />
      <button type="submit" name="act" value="chapter-title">
        {r.setTitle}
      </button>
      {anchor.chapter > 0 ? (
        <button type="submit" name="act" value="chapter-join">
          {r.joinChapter}
        </button>
      ) : null}
    </form>
  );
}
