/** Blocks as they will read, each with what can be done to it. The same drawing serves the page and the answer to a script. */
import { useWords } from '../../../core/messages/index.js';
import { emphasisToMarks, fromStore, joinBlocks } from '../../../core/text/index.js';
import { Prose } from '../../../core/ui/html.js';
import { type DraftBlock, isDoubtful } from './draft.js';

function Content({ block }: { block: DraftBlock }) {
  const w = useWords();
  const attributes = Object.fromEntries(block.attributes ?? []);
  switch (block.kind) {
    case 'scene_break':
      return <hr />;
    case 'heading':
      return <Prose as="h3" html={fromStore(block.html)} class="content" data-inline />;
    case 'label':
      return (
        <p class="content label" data-inline>
          <s>
            <Prose as="span" html={fromStore(block.html)} />
          </s>{' '}
          <small>{w.imports.review.leftOut}</small>
        </p>
      );
    case 'other':
      return <Prose html={fromStore(block.html)} class="content" />;
    case 'paragraph':
      if (block.attributes)
        return (
          <Prose
            html={joinBlocks([{ kind: 'paragraph', html: block.html, attributes: block.attributes }])}
            class="content"
            data-inline
          />
        );
      return <Prose as="p" html={fromStore(block.html)} class="content" data-inline {...attributes} />;
    case 'note':
      return (
        <div class="note-content">
          {block.label ? (
            <p class="note-label">
              <s>{block.label}</s>
            </p>
          ) : null}
          <Prose html={fromStore(block.html)} class="content" data-inline />
        </div>
      );
  }
}

function reasonOf(block: DraftBlock, w: ReturnType<typeof useWords>): string {
  const out: string[] = [];
  if (block.confidence !== undefined && block.reason) out.push(w.imports.reasons[block.reason] ?? '');
  if (block.doubts?.length) out.push(w.imports.maybeBreak);
  if (block.guessedEmphasis) out.push(w.imports.guessedEmphasis);
  return out.filter(Boolean).join(' ');
}

/** What a textarea without scripts shows of a block. */
const asText = (block: DraftBlock): string => {
  if (block.kind === 'scene_break') return block.html || '* * *';
  return block.kind === 'other' ? block.html : emphasisToMarks(block.html).replace(/<br\s*\/?>\n?/g, '\n');
};

function Change({ action, block, first }: { action: string; block: DraftBlock; first: boolean }) {
  const w = useWords();
  const r = w.imports.review;
  const kinds = (['paragraph', 'heading', 'scene_break', 'note'] as const).filter(
    (kind) => kind !== block.kind,
  );
  const act = (name: string, label: string) => (
    <button type="submit" name="act" value={name}>
      {label}
    </button>
  );
  return (
    <details class="change">
      <summary>{r.change}</summary>
      <form method="post" action={action}>
        <input type="hidden" name="block" value={String(block.id)} />
        <label for={`text-${block.id}`}>{r.text}</label>
        <textarea id={`text-${block.id}`} name="text" rows={4} dir="auto">{`\n${asText(block)}`}</textarea>
        <p class="help">{r.textHelp}</p>
        <p class="buttons">
          {act('text', r.saveText)}
          {first ? null : act('join', r.join)}
          {act('settle', r.settle)}
          {act('chapter-here', r.chapterHere)}
          {act('remove', r.remove)}
        </p>
        <p class="buttons">
          <label>
            {r.turnInto}{' '}
            <select name="kind">
              {kinds.map((kind) => (
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
  heading: 'is-heading',
  scene_break: 'is-scene',
  note: 'is-note',
  label: 'is-label',
  other: 'is-other',
};

export function ReviewBlock({
  action,
  block,
  first,
  lang,
  dir,
}: {
  action: string;
  block: DraftBlock;
  first: boolean;
  lang: string;
  dir: 'ltr' | 'rtl';
}) {
  const w = useWords();
  const doubtful = isDoubtful(block);
  return (
    <li
      class={`review-block ${CLASSES[block.kind]}${doubtful ? ' doubtful' : ''}`}
      id={`block-${block.id}`}
      data-block={block.id}
      data-kind={block.kind}
    >
      <div class="prose" lang={lang} dir={dir}>
        <Content block={block} />
      </div>
      {doubtful ? <p class="reason">{reasonOf(block, w)}</p> : null}
      <Change action={action} block={block} first={first} />
    </li>
  );
}
