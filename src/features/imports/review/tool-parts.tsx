/** What the tools of the review and of the walk have in common; their scripts look for the same marks. */
import { useWords } from '../../../core/messages/index.js';

export function UndoButton({ canUndo }: { canUndo: boolean }) {
  const w = useWords();
  return (
    <button
      type="submit"
      name="act"
      value="undo"
      disabled={!canUndo}
      data-undo
      aria-keyshortcuts="u Control+Z"
    >
      {w.imports.review.undo}
    </button>
  );
}

/** The keys and what they do, behind a line; shown by the script alone, which makes them work. */
export function KeysHelp({
  id,
  label,
  keys,
  shortcut,
}: {
  id: string;
  label: string;
  keys: readonly (readonly [key: string, does: string])[];
  shortcut?: string;
}) {
  return (
    <details class="script-tools help" hidden>
      <summary aria-keyshortcuts={shortcut}>{label}</summary>
      <dl class="keys" id={id}>
        {keys.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>{' '}
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** Where the script says what it did, and what could not be saved. */
export function Said() {
  const w = useWords();
  return (
    <>
      <p class="review-said" role="status" data-announce></p>
      <p class="review-fault fault" role="alert" data-fault hidden>
        <span></span>{' '}
        <button type="button" data-retry>
          {w.imports.review.retry}
        </button>
      </p>
    </>
  );
}
