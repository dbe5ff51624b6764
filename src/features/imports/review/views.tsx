/** The review page: one chapter as it will read, a part of it at a time when it is long. */
import { useWords } from '../../../core/messages/index.js';
import { fromStore } from '../../../core/text/index.js';
import { Problem } from '../../../core/ui/form.js';
import { Prose } from '../../../core/ui/html.js';
import { doubtfulPlacesOf } from '../walk/places.js';
import { walkPath } from '../walk/window.js';
import { drawingOf, isHeaded, ReviewBlock, type Said } from './blocks.js';
import type { Draft } from './draft.js';
import { PictureCount } from './pictures.js';
import { BLOCKS_PER_PAGE, type DoubtfulPlace, doubtfulPlaces, reviewPath } from './place.js';
import { Chapters, ChapterTitle, Tools } from './tools.js';

export interface ReviewProps {
  id: string;
  name: string;
  draft: Draft;
  chapter: number;
  part: number;
  revision: number;
  canUndo: boolean;
  messages: string[];
  /** What just happened; at a block where it names one that is on the page, else at the top. */
  said?: Partial<Said> | undefined;
  /** A chapter's title that could not be set. */
  typedTitle?: string | undefined;
}

function FromFile({ messages }: { messages: string[] }) {
  const w = useWords();
  const others = messages.filter((message) => message !== w.imports.onlySure);
  if (others.length === 0) return null;
  return (
    <details open>
      <summary>{w.imports.review.fromFile}</summary>
      <ul>
        {others.map((message) => (
          <li key={message}>{message}</li>
        ))}
      </ul>
    </details>
  );
}

/** What the review is about; that much is left to do by hand goes before all else. */
function Lead({ doubtful, messages }: { doubtful: boolean; messages: string[] }) {
  const w = useWords();
  if (messages.includes(w.imports.onlySure))
    return (
      <p class="notice only-sure">
        <strong>{w.imports.onlySure}</strong>
      </p>
    );
  return <p>{doubtful ? w.imports.review.lead : w.imports.review.leadSure}</p>;
}

function SaidAtTop({ said }: { said: Partial<Said> }) {
  const w = useWords();
  return (
    <>
      {said.notice ? (
        <p class="notice" role="status">
          {said.notice}
        </p>
      ) : null}
      {said.fault ? <Problem summary={said.fault} fields={{}} /> : null}
      {said.typed ? (
        <textarea
          class="typed"
          rows={6}
          readOnly
          aria-label={w.imports.review.text}
        >{`\n${said.typed}`}</textarea>
      ) : null}
    </>
  );
}

/** The first doubtful block that this page does not show, after it in reading order. */
function beyond(doubts: readonly DoubtfulPlace[], chapter: number, part: number): DoubtfulPlace | undefined {
  const others = doubts.filter((p) => p.chapter !== chapter || p.part !== part);
  return others.find((p) => p.chapter > chapter || (p.chapter === chapter && p.part > part)) ?? others[0];
}

function Parts({ id, chapter, part, parts }: { id: string; chapter: number; part: number; parts: number }) {
  const w = useWords();
  if (parts < 2) return null;
  return (
    <nav class="pager" aria-label={w.imports.review.pages}>
      {Array.from({ length: parts }, (_, i) => (
        <a key={i} href={reviewPath(id, { chapter, part: i })} aria-current={i === part ? 'page' : undefined}>
          {w.imports.review.part(i + 1)}
        </a>
      ))}
    </nav>
  );
}

export function ReviewPage(props: ReviewProps) {
  const { id, draft, chapter, part, revision, said } = props;
  const w = useWords();
  const r = w.imports.review;
  const shown = draft.chapters[chapter]!;
  const from = part * BLOCKS_PER_PAGE;
  const blocks = shown.blocks.slice(from, from + BLOCKS_PER_PAGE);
  const doubts = doubtfulPlaces(draft);
  const open = doubtfulPlacesOf(draft).length;
  const action = `/imports/${id}/edit?chapter=${chapter + 1}&part=${part + 1}`;
  const here = blocks.some((block) => block.id === said?.block) ? (said as Said) : undefined;
  const drawing = drawingOf(id, draft, chapter, { action, revision, doubts, said: here });
  const elsewhere = beyond(doubts, chapter, part);
  const first = doubts.find((p) => p.chapter === chapter && p.part === part) ?? elsewhere;
  const anchor = { action, revision, chapter };
  return (
    <article
      class="review"
      data-revision={revision}
      data-action={action}
      data-beyond={elsewhere ? reviewPath(id, elsewhere) : undefined}
      data-words={JSON.stringify(w.imports.script)}
    >
      <h1>{r.title(draft.fields.title || props.name)}</h1>
      <Lead doubtful={open > 0} messages={props.messages} />
      <p class="doubt-count" hidden={doubts.length === 0}>
        <strong data-doubt-count>{r.doubtful(open)}</strong>{' '}
        <a class="button" href={walkPath(id, {})}>
          {w.walk.through}
        </a>
      </p>
      <PictureCount id={id} draft={draft} />
      {said && !here ? <SaidAtTop said={said} /> : null}
      <FromFile messages={props.messages} />
      <Chapters id={id} draft={draft} chapter={chapter} />
      <Tools
        id={id}
        anchor={anchor}
        canUndo={props.canUndo}
        firstDoubt={first ? reviewPath(id, first) : undefined}
      />
      <ChapterTitle
        anchor={anchor}
        title={props.typedTitle ?? shown.title}
        fault={props.typedTitle === undefined ? undefined : said?.fault}
      />
      <h2 class={isHeaded(draft, chapter) ? 'chapter-title' : 'visually-hidden'}>
        <bdi>{shown.title || w.works.chapter(chapter + 1)}</bdi>
      </h2>
      {shown.summary ? (
        <aside class="note" aria-label={w.works.summary}>
          <p class="note-label">{w.works.summary}</p>
          <Prose html={fromStore(shown.summary)} class="prose" />
        </aside>
      ) : null}
      {blocks.length === 0 ? <p class="empty">{r.empty}</p> : null}
      <div data-text>
        <ol class="review-blocks" data-chapter={chapter} data-from={from}>
          {blocks.map((block, i) => (
            <ReviewBlock key={block.id} drawing={drawing} block={block} at={from + i} />
          ))}
        </ol>
      </div>
      <Parts id={id} chapter={chapter} part={part} parts={Math.ceil(shown.blocks.length / BLOCKS_PER_PAGE)} />
      <p>
        <a class="button primary" href={`/imports/${id}/details`}>
          {r.goOn}
        </a>
      </p>
    </article>
  );
}
