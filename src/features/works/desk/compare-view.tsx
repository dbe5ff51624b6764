/** Two states of a text, set against each other. */
import type { ComponentChildren } from 'preact';
import { useWords } from '../../../core/messages/index.js';
import type { ComparedBlock, Comparison, Run } from './compare.js';

/** How words are set that both states have set alike; what is not here is shown as plain words. */
function Marked({ marks, children }: { marks: readonly string[]; children: ComponentChildren }) {
  const [mark, ...rest] = marks;
  if (mark === undefined) return <>{children}</>;
  const inner = <Marked marks={rest}>{children}</Marked>;
  if (mark === 'em' || mark === 'i') return <em>{inner}</em>;
  if (mark === 'strong' || mark === 'b') return <strong>{inner}</strong>;
  if (mark === 'code') return <code>{inner}</code>;
  if (mark === 'sup') return <sup>{inner}</sup>;
  if (mark === 'sub') return <sub>{inner}</sub>;
  return inner;
}

function Words({ run }: { run: Run }) {
  const lines = run.text.split('\n');
  const shown = (
    <Marked marks={run.marks}>
      {lines.map((line, i) => (
        <>
          {i > 0 ? <br /> : null}
          {line}
        </>
      ))}
    </Marked>
  );
  if (run.change === 'added') return <ins>{shown}</ins>;
  if (run.change === 'removed') return <del>{shown}</del>;
  return shown;
}

function Block({ block }: { block: ComparedBlock }) {
  const w = useWords().revisions;
  const runs =
    block.runs.length > 0
      ? block.runs
      : [{ change: block.change, marks: [], text: block.tag === 'hr' ? w.sceneBreak : '¶' }];
  const words = runs.map((run) => <Words run={run} />);
  if (/^h[1-6]$/.test(block.tag))
    return (
      <p>
        <strong>{words}</strong>
      </p>
    );
  if (block.tag === 'blockquote')
    return (
      <blockquote>
        <p>{words}</p>
      </blockquote>
    );
  if (block.tag === 'pre') return <pre>{words}</pre>;
  return <p class={block.tag === 'li' ? 'compared-item' : undefined}>{words}</p>;
}

const isSame = (block: ComparedBlock): boolean =>
  block.change === 'same' && block.runs.every((run) => run.change === 'same');

/** Stretches that are as before, and those that are not. */
function stretches(blocks: readonly ComparedBlock[]): { same: boolean; blocks: ComparedBlock[] }[] {
  const found: { same: boolean; blocks: ComparedBlock[] }[] = [];
  for (const block of blocks) {
    const same = isSame(block);
    const last = found.at(-1);
    if (last && last.same === same) last.blocks.push(block);
    else found.push({ same, blocks: [block] });
  }
  return found;
}

/** As many paragraphs as stay in sight on each side of what changed. */
const NEAR = 1;

function Unchanged({ blocks, first, last }: { blocks: ComparedBlock[]; first: boolean; last: boolean }) {
  const w = useWords().revisions;
  const head = first ? [] : blocks.slice(0, NEAR);
  const tail = last ? [] : blocks.slice(Math.max(head.length, blocks.length - NEAR));
  const hidden = blocks.slice(head.length, blocks.length - tail.length);
  const all = (some: ComparedBlock[]) => some.map((block) => <Block block={block} />);
  return (
    <>
      {all(head)}
      {hidden.length > 0 ? (
        <details>
          <summary>{w.same(hidden.length)}</summary>
          {all(hidden)}
        </details>
      ) : null}
      {all(tail)}
    </>
  );
}

/** A title or a note that has changed, or a text; nothing where both are the same. */
export function ComparedPart({
  label,
  comparison,
  lang,
  dir,
}: {
  label: string;
  comparison: Comparison;
  lang: string;
  dir: 'ltr' | 'rtl';
}) {
  const w = useWords().revisions;
  const parts = stretches(comparison.blocks);
  if (parts.every(({ same }) => same)) return null;
  return (
    <section>
      <h2>{label}</h2>
      <p class="help">
        {w.sums(comparison.added, comparison.removed)} {comparison.rough ? w.rough : ''}
      </p>
      <div class="prose compared" lang={lang} dir={dir}>
        {parts.map(({ same, blocks }, i) =>
          same ? (
            <Unchanged blocks={blocks} first={i === 0} last={i === parts.length - 1} />
          ) : (
            blocks.map((block) => <Block block={block} />)
          ),
        )}
      </div>
    </section>
  );
}

/** Whether anything in it differs. */
export const differs = (comparison: Comparison): boolean => !comparison.blocks.every(isSame);
