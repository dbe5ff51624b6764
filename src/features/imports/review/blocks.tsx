/** Blocks as they will read, each with what can be done to it. The same drawing serves the page and the answer to a script. */
import { type Messages, useWords } from '../../../core/messages/index.js';
import {
  direction,
  emphasisToMarks,
  fromStore,
  highestHeading,
  shiftHeadings,
} from '../../../core/text/index.js';
import { Problem } from '../../../core/ui/form.js';
import { Prose } from '../../../core/ui/html.js';
import { TURNED_KINDS } from './acts.js';
import { innerDoubts } from './doubts.js';
import { type Draft, type DraftBlock, isBlockHtml, isDoubtful, SURE } from './draft.js';
import { blockHtml, chapterHtml, type NotePlace, notePlaces } from './outline.js';
import { Pictures } from './pictures.js';
import { type DoubtfulPlace, nextDoubtful, reviewPath } from './place.js';

/** What just happened to a block, said where it happened. */
export interface Said {
  block: number;
  notice?: string | undefined;
  fault?: string | undefined;
  /** What was typed into a form that could not be carried out. */
  typed?: string | undefined;
}

/** What all blocks of a page share. */
export interface Drawing {
  id: string;
  action: string;
  revision: number;
  chapter: number;
  lang: string;
  dir: 'ltr' | 'rtl';
  /** Levels by which the page of a work will move the headings of the text down. */
  headingsDown: number;
  notes: ReadonlyMap<number, NotePlace>;
  doubts: readonly DoubtfulPlace[];
  said?: Said | undefined;
}

/** Whether the text of a chapter stands under a heading of its own; the only chapter of a work needs none. */
export const isHeaded = (draft: Draft, chapter: number): boolean =>
  draft.chapters.length > 1 || draft.chapters[chapter]!.title !== '';

/** The page of a work puts the highest heading of a chapter right below the heading of what holds it. */
const headingsDown = (draft: Draft, chapter: number): number =>
  (isHeaded(draft, chapter) ? 3 : 2) - (highestHeading(chapterHtml(draft.chapters[chapter]!).body) ?? 1);

export function drawingOf(
  id: string,
  draft: Draft,
  chapter: number,
  more: Pick<Drawing, 'action' | 'revision' | 'doubts'> & { said?: Said | undefined },
): Drawing {
  return {
    id,
    chapter,
    lang: draft.fields.language,
    dir: direction(draft.fields.language, draft.fields.title),
    headingsDown: headingsDown(draft, chapter),
    notes: notePlaces(draft.chapters[chapter]!.blocks),
    ...more,
  };
}

function Content({ drawing, block }: { drawing: Drawing; block: DraftBlock }) {
  const w = useWords();
  if (block.kind === 'scene_break') return <hr />;
  if (block.kind === 'label') {
    return (
      <p class="content label">
        <s>
          <Prose as="span" html={fromStore(block.html)} data-inline />
        </s>{' '}
        <small>{w.imports.review.leftOut}</small>
      </p>
    );
  }
  const inline = block.kind !== 'other' && !isBlockHtml(block.html);
  const prose = (
    <Prose
      html={shiftHeadings(blockHtml(block), drawing.headingsDown)}
      class="content"
      {...(inline ? { 'data-inline': true } : {})}
    />
  );
  if (block.kind !== 'note') return prose;
  return (
    <div class="note-content">
      <p class="note-label">
        <span data-note-place={block.id}>
          {w.imports.review.notePlaces[drawing.notes.get(block.id) ?? 'text']}
        </span>
        {block.label ? (
          <>
            {' '}
            <s>{block.label}</s>
          </>
        ) : null}
      </p>
      {prose}
    </div>
  );
}

/** A reason with how likely it is that it holds. */
const withCertainty = (reason: string, likely: number, w: Messages): string =>
  [reason, likely < 1 ? w.imports.likely(likely) : ''].filter(Boolean).join(' ');

function reasonOf(block: DraftBlock, w: Messages): string {
  const out: string[] = [];
  const { confidence } = block;
  if (confidence !== undefined && confidence < SURE && block.reason)
    out.push(withCertainty(w.imports.reasons[block.reason] ?? '', confidence, w));
  if (block.doubts?.length) out.push(w.imports.maybeBreak);
  if (block.guessedEmphasis) out.push(w.imports.guessedEmphasis);
  return out.filter(Boolean).join(' ');
}

/** What a textarea shows of a block, and how it is read when it comes back. */
function asText(block: DraftBlock): { text: string; as: 'marks' | 'html' } {
  if (block.kind === 'scene_break') return { text: block.html || '* * *', as: 'marks' };
  if (block.kind === 'other' || isBlockHtml(block.html)) return { text: block.html, as: 'html' };
  return { text: emphasisToMarks(block.html).replace(/<br\s*\/?>\n?/g, '\n'), as: 'marks' };
}

const Revision = ({ drawing, block }: { drawing: Drawing; block: DraftBlock }) => (
  <>
    <input type="hidden" name="revision" value={String(drawing.revision)} />
    <input type="hidden" name="block" value={String(block.id)} />
  </>
);

const formAction = (drawing: Drawing, block: DraftBlock): string => `${drawing.action}#block-${block.id}`;

/** Why a block is doubtful, and what can be done about it at once. */
function Reason({ drawing, block, at }: { drawing: Drawing; block: DraftBlock; at: number }) {
  const w = useWords();
  const r = w.imports.review;
  const next = nextDoubtful(drawing.doubts, { chapter: drawing.chapter, at });
  return (
    <div class="reason">
      <p id={`reason-${block.id}`}>{reasonOf(block, w)}</p>
      {innerDoubts(block).map((doubt) => (
        <form key={doubt.at} method="post" action={formAction(drawing, block)}>
          <Revision drawing={drawing} block={block} />
          <input type="hidden" name="at" value={String(doubt.at)} />
          <button aria-describedby={`why-${block.id}-${doubt.at}`} type="submit" name="act" value="split">
            {r.splitBefore(doubt.words)}
          </button>{' '}
          <small id={`why-${block.id}-${doubt.at}`}>
            {withCertainty(w.imports.reasons[doubt.reason] ?? '', doubt.confidence, w)}
          </small>
        </form>
      ))}
      <form method="post" action={formAction(drawing, block)}>
        <Revision drawing={drawing} block={block} />
        <button type="submit" name="act" value="settle">
          {r.settle}
        </button>
      </form>
      {next ? <a href={reviewPath(drawing.id, next)}>{r.nextDoubt}</a> : null}
    </div>
  );
}

function Change({ drawing, block, at }: { drawing: Drawing; block: DraftBlock; at: number }) {
  const w = useWords();
  const r = w.imports.review;
  const said = drawing.said?.block === block.id ? drawing.said : undefined;
  const { text, as } = asText(block);
  const act = (name: string, label: string) => (
    <button type="submit" name="act" value={name}>
      {label}
    </button>
  );
  return (
    <details class="change" open={said?.typed !== undefined}>
      <summary>{r.change}</summary>
      <form method="post" action={formAction(drawing, block)}>
        <Revision drawing={drawing} block={block} />
        <input type="hidden" name="as" value={as} />
        <label for={`text-${block.id}`}>{r.text}</label>
        <textarea
          id={`text-${block.id}`}
          name="text"
          rows={4}
          dir="auto"
          aria-describedby={`help-${block.id}`}
        >{`\n${said?.typed ?? text}`}</textarea>
        <p class="help" id={`help-${block.id}`}>
          {as === 'html' ? r.sourceHelp : r.textHelp}
        </p>
        <p class="buttons">
          {act('text', r.saveText)}
          {at === 0 ? null : act('join', r.join)}
          {act('scene', r.sceneBreak)}
          {at === 0 ? null : act('chapter-here', r.chapterHere)}
          {act('remove', r.remove)}
        </p>
        <p class="buttons">
          <label>
            {r.turnInto}{' '}
            <select name="kind">
              {TURNED_KINDS.filter((kind) => kind !== block.kind).map((kind) => (
                <option key={kind} value={kind}>
                  {r.kinds[kind]}
                </option>
              ))}
            </select>
          </label>{' '}
          {act('kind', r.turn)}
        </p>
      </form>
    </details>
  );
}

const CLASSES: Record<DraftBlock['kind'], string> = {
  paragraph: '',
  heading: ' is-heading',
  scene_break: ' is-scene',
  note: ' is-note',
  label: ' is-label',
  other: ' is-other',
};

/** `at` is the block's index in its chapter. */
export function ReviewBlock({ drawing, block, at }: { drawing: Drawing; block: DraftBlock; at: number }) {
  const w = useWords();
  const doubtful = isDoubtful(block);
  const said = drawing.said?.block === block.id ? drawing.said : undefined;
  const inner = innerDoubts(block);
  return (
    <li
      class={`review-block${CLASSES[block.kind]}${doubtful ? ' doubtful' : ''}`}
      id={`block-${block.id}`}
      data-block={block.id}
      data-kind={w.imports.review.kinds[block.kind]}
      data-doubts={inner.length > 0 ? inner.map((doubt) => doubt.at).join(' ') : undefined}
    >
      {said?.notice ? (
        <p class="notice" role="status">
          {said.notice}
        </p>
      ) : null}
      {said?.fault ? <Problem summary={said.fault} fields={{}} /> : null}
      <div class="prose" id={`prose-${block.id}`} lang={drawing.lang} dir={drawing.dir}>
        <Content drawing={drawing} block={block} />
      </div>
      <Pictures drawing={drawing} block={block} />
      {doubtful ? <Reason drawing={drawing} block={block} at={at} /> : null}
      <Change drawing={drawing} block={block} at={at} />
    </li>
  );
}
