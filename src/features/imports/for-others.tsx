/** The part of the import pages that only archivists see: works of writers who are not here. */
import { badInput, type FieldFaults } from '../../core/errors.js';
import type { Form } from '../../core/http/forms.js';
import { type Messages, useWords } from '../../core/messages/index.js';
import { may } from '../../core/rights.js';
import { useSurroundings } from '../../core/ui/context.js';
import { Field, TextArea } from '../../core/ui/form.js';
import type { Member } from '../../core/viewer.js';
import { type ForOthers, readArchive, readWriters, writeWriters } from '../claims/index.js';
import type { Wishes } from './review/to-draft.js';
import type { SourceWork } from './source-work.js';

/** What was chosen where works are brought in. @throws badInput for whoever is no archivist. */
export function readForOthersWish(form: Form, viewer: Member, words: Messages): Pick<Wishes, 'forOthers'> {
  if (!form.has('forOthers')) return {};
  if (!may(viewer, 'import-for-others')) throw badInput(words.claims.faults.right);
  return { forOthers: { archive: readArchive(form.text('archive')) } };
}

/** The names that stand in the file; an anonymous work names nobody. */
export const writersOf = (work: SourceWork): ForOthers['writers'] =>
  work.anonymous ? [] : readWriters(work.authors.map(({ name }) => name.replace(/[<>]/g, '')).join('\n'));

/** What was typed on the page of details; absent for a work of one's own. */
export const readForOthers = (form: Form, before: ForOthers | undefined): ForOthers | undefined =>
  before && form.has('writers')
    ? { archive: readArchive(form.text('archive')), writers: readWriters(form.text('writers')) }
    : before;

/** The choice where works are brought in; nothing for whoever may not. */
export function ForOthersChoice({ archive, chosen }: { archive: string; chosen: boolean }) {
  const w = useWords();
  const { viewer } = useSurroundings();
  const b = w.claims.bring;
  if (!may(viewer, 'import-for-others')) return null;
  return (
    <details open={chosen}>
      <summary>{b.legend}</summary>
      <label class="check">
        <input type="checkbox" name="forOthers" checked={chosen} /> {b.check}
      </label>
      <p class="help">{b.help}</p>
      <Field name="archive" label={b.archive} help={b.archiveHelp} value={archive} />
    </details>
  );
}

/** Archive and writers of a work that is about to be saved. */
export function ForOthersFields({
  forOthers,
  faults,
}: {
  forOthers: ForOthers | undefined;
  faults: FieldFaults;
}) {
  const w = useWords();
  const b = w.claims.bring;
  if (!forOthers) return null;
  return (
    <>
      <h2>{b.legend}</h2>
      <p>{b.help}</p>
      <TextArea
        name="writers"
        rows={2}
        label={b.writers}
        help={b.writersHelp}
        value={writeWriters(forOthers.writers)}
        fault={faults.writers}
        required
      />
      <Field name="archive" label={b.archive} help={b.archiveHelp} value={forOthers.archive} />
    </>
  );
}
