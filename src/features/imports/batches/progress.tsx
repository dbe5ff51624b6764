import { renderToString } from 'preact-render-to-string';
import { type Messages, useWords, WordsProvider } from '../../../core/messages/index.js';
import { type BatchCounts, type BatchRow, secondsLeft } from './queries.js';

/** Whether anything still happens by itself. */
export const isGoing = (batch: BatchRow, counts: BatchCounts): boolean =>
  batch.goingSince !== null && (counts.waiting > 0 || counts.wished > 0);

/** Everything about a batch that changes while it goes on. */
export function Progress({ batch, counts }: { batch: BatchRow; counts: BatchCounts }) {
  const w = useWords().batches;
  const read = counts.files - counts.waiting;
  const left = secondsLeft(counts);
  const going = isGoing(batch, counts);
  const said = !going
    ? batch.goingSince === null && (counts.waiting > 0 || counts.wished > 0)
      ? w.stopped
      : w.allRead
    : counts.waiting > 0
      ? w.reading
      : w.saving(counts.wished);
  const tally = (['waiting', 'review', 'failed', 'here', 'saved'] as const).filter(
    (name) => counts[name] > 0,
  );
  return (
    <>
      <progress aria-label={w.progress} max={Math.max(1, counts.files)} value={read} />
      <p role="status">
        <strong>{w.done(read, counts.files)}</strong>
        {going && left !== null ? <>, {w.left(left)}</> : null}. {said}
      </p>
      <dl class="tally">
        {tally.map((name) => (
          <div key={name}>
            <dt>{w.counts[name]}</dt> <dd>{counts[name].toLocaleString('en')}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** The same as HTML, for the page's script. */
export const progressHtml = (batch: BatchRow, counts: BatchCounts, words: Messages): string =>
  renderToString(
    <WordsProvider value={words}>
      <Progress batch={batch} counts={counts} />
    </WordsProvider>,
  );
