/** The review page: one chapter as it will read, a part of it at a time when it is long. */
import { useWords } from '../../../core/messages/index.js';
import { direction, fromStore } from '../../../core/text/index.js';
import { Problem } from '../../../core/ui/form.js';
import { Prose } from '../../../core/ui/html.js';
import { ReviewBlock } from './blocks.js';
import { type Draft, isDoubtful } from './draft.js';

/** Blocks on one page: a page of thousands of forms is of no use to anybody. */
export const BLOCKS_PER_PAGE = 300;

export interface ReviewProps {
  id: string;
  name: string;
  draft: Draft;
  chapter: number;
  part: number;
  revision: number;
  canUndo: boolean;
  messages: string[];
  notice?: string | undefined;
  fault?: string | undefined;
  /** What was typed into a form that could not be carried out. */
  typed?: string | undefined;
}

const partPath = (id: string, chapter: number, part: number): string =>
  `/imports/${id}?chapter=${chapter + 1}${part > 0 ? `&part=${part + 1}` : ''}`;

function Chapters({ id, draft, chapter }: { id: string; draft: Draft; chapter: number }) {
  const w = useWords();
  if (draft.chapters.length < 2) return null;
  return (
    <nav aria-label={w.imports.review.chapters} class="review-chapters">
      <ol>
        {draft.chapters.map((c, i) => {
          const doubts = c.blocks.filter(isDoubtful).length;
          return (
            <li key={i}>
              <a href={partPath(id, i, 0)} aria-current={i === chapter ? 'page' : undefined}>
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

function Tools({ id, canUndo, action }: { id: string; canUndo: boolean; action: string }) {
  const w = useWords();
  const r = w.imports.review;
  return (
    <div class="review-tools" role="toolbar" aria-label={r.tools}>
      <form method="post" action={action}>
        <button type="submit" name="act" value="undo" disabled={!canUndo} data-tool="undo">
          {r.undo}
        </button>
      </form>
      <span class="script-tools" hidden>
        <button type="button" data-tool="split">
          {r.split}
        </button>
        <button type="button" data-tool="join">
          {r.join}
        </button>
        <button type="button" data-tool="emphasise">
          {r.emphasise}
        </button>
        <button type="button" data-tool="paragraph">
          {r.kinds.paragraph}
        </button>
        <button type="button" data-tool="heading">
          {r.kinds.heading}
        </button>
        <button type="button" data-tool="scene_break">
          {r.kinds.scene_break}
        </button>
        <button type="button" data-tool="note">
          {r.kinds.note}
        </button>
        <button type="button" data-tool="next">
          {r.nextDoubt}
        </button>
      </span>
      <a class="button primary" href={`/imports/${id}/details`}>
        {r.goOn}
      </a>
    </div>
  );
}

export function ReviewPage(props: ReviewProps) {
  const { id, draft, chapter, part, canUndo } = props;
  const w = useWords();
  const r = w.imports.review;
  const shown = draft.chapters[chapter]!;
  const from = part * BLOCKS_PER_PAGE;
  const blocks = shown.blocks.slice(from, from + BLOCKS_PER_PAGE);
  const parts = Math.ceil(shown.blocks.length / BLOCKS_PER_PAGE);
  const doubts = draft.chapters.reduce((sum, c) => sum + c.blocks.filter(isDoubtful).length, 0);
  const action = `/imports/${id}/edit?chapter=${chapter + 1}&part=${part + 1}`;
  const dir = direction(draft.fields.language, draft.fields.title);
  return (
    <article class="review" data-import={id} data-revision={props.revision} data-action={action}>
      <h1>{r.title(draft.fields.title || props.name)}</h1>
      <p>{doubts > 0 ? r.lead : r.leadSure}</p>
      {doubts > 0 ? (
        <p>
          <strong class="doubt-count">{r.doubtful(doubts)}</strong>
        </p>
      ) : null}
      {props.notice ? (
        <p class="notice" role="status">
          {props.notice}
        </p>
      ) : null}
      {props.fault ? <Problem summary={props.fault} fields={{}} /> : null}
      {props.typed ? (
        <textarea class="typed" rows={6} readOnly aria-label={r.text}>{`\n${props.typed}`}</textarea>
      ) : null}
      {props.messages.length > 0 ? (
        <details open>
          <summary>{r.fromFile}</summary>
          <ul>
            {props.messages.map((message) => (
              <li key={message}>{message}</li>
            ))}
          </ul>
        </details>
      ) : null}
      <Chapters id={id} draft={draft} chapter={chapter} />
      <Tools id={id} canUndo={canUndo} action={action} />
      <p class="script-tools help" hidden>
        {r.help}
      </p>
      <p class="visually-hidden" role="status" aria-live="polite" data-announce></p>
      <form method="post" action={action} class="chapter-title-form">
        <input type="hidden" name="chapter" value={String(chapter)} />
        <label for="chapter-title">{r.chapterTitle}</label>
        <input id="chapter-title" name="title" value={shown.title} maxLength={255} dir="auto" />
        <button type="submit" name="act" value="chapter-title">
          {r.setTitle}
        </button>
        {chapter > 0 ? (
          <button type="submit" name="act" value="chapter-join">
            {r.joinChapter}
          </button>
        ) : null}
      </form>
      {shown.summary ? (
        <aside class="note" aria-label={w.works.summary}>
          <p class="note-label">{w.works.summary}</p>
          <Prose html={fromStore(shown.summary)} class="prose" />
        </aside>
      ) : null}
      {blocks.length === 0 ? <p class="empty">{r.empty}</p> : null}
      <ol class="review-blocks" data-chapter={chapter} data-from={from}>
        {blocks.map((block, i) => (
          <ReviewBlock
            key={block.id}
            action={`${action}#block-${block.id}`}
            block={block}
            first={from + i === 0}
            lang={draft.fields.language}
            dir={dir}
          />
        ))}
      </ol>
      {parts > 1 ? (
        <nav class="pager" aria-label={r.pages}>
          {Array.from({ length: parts }, (_, i) => (
            <a key={i} href={partPath(id, chapter, i)} aria-current={i === part ? 'page' : undefined}>
              {r.part(i + 1)}
            </a>
          ))}
        </nav>
      ) : null}
      <p>
        <a class="button primary" href={`/imports/${id}/details`}>
          {r.goOn}
        </a>
      </p>
    </article>
  );
}
