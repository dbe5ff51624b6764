/** The fields of a work's header: for a new work, an import's review, and an edit. */
import type { FieldFaults } from '../../core/errors.js';
import { useWords } from '../../core/messages/index.js';
import { Choices, Field, Select, TextArea } from '../../core/ui/form.js';
import { CATEGORIES, RATINGS, WARNINGS } from '../tags/index.js';
import { COMMON_LANGUAGES, languageName } from './languages.js';
import { type WorkFields, writeSeries } from './schema.js';

const same = (names: readonly string[]) => names.map((name) => [name, name] as const);

function languages(chosen: string): (readonly [string, string])[] {
  const list = COMMON_LANGUAGES.map((code) => [code, languageName(code)] as const);
  return chosen === '' || list.some(([code]) => code === chosen)
    ? list
    : [...list, [chosen, languageName(chosen)] as const];
}

export function WorkFieldsForm({ fields, faults }: { fields: WorkFields; faults: FieldFaults }) {
  const w = useWords();
  const f = w.works.form;
  const tags = (names: readonly string[]) => names.join(', ');
  return (
    <>
      <Field name="title" label={f.title} value={fields.title} fault={faults.title} required />
      <div class="columns">
        <Select
          name="rating"
          label={f.rating}
          help={f.ratingHelp}
          value={fields.rating}
          fault={faults.rating}
          required
          choices={[['', '—'], ...same(RATINGS)]}
        />
        <Select
          name="language"
          label={f.language}
          value={fields.language}
          fault={faults.language}
          required
          choices={[['', '—'], ...languages(fields.language)]}
        />
      </div>
      <Choices
        name="warnings"
        type="checkbox"
        label={f.warnings}
        help={f.warningsHelp}
        chosen={fields.warnings}
        fault={faults.warnings}
        required
        choices={same(WARNINGS)}
      />
      <TextArea
        name="fandoms"
        rows={2}
        label={f.fandoms}
        help={f.tagHelp}
        value={tags(fields.fandoms)}
        fault={faults.fandoms}
        required
      />
      <Choices
        name="categories"
        type="checkbox"
        label={f.categories}
        chosen={fields.categories}
        fault={faults.categories}
        choices={same(CATEGORIES)}
      />
      <TextArea
        name="relationships"
        rows={2}
        label={f.relationships}
        help={f.relationshipHelp}
        value={tags(fields.relationships)}
        fault={faults.relationships}
      />
      <TextArea
        name="characters"
        rows={2}
        label={f.characters}
        help={f.tagHelp}
        value={tags(fields.characters)}
        fault={faults.characters}
      />
      <TextArea
        name="freeforms"
        rows={2}
        label={f.freeforms}
        help={f.tagHelp}
        value={tags(fields.freeforms)}
        fault={faults.freeforms}
      />
      <TextArea
        name="summary"
        rows={4}
        label={f.summary}
        help={f.proseHelp}
        value={fields.summary}
        fault={faults.summary}
      />
      <TextArea
        name="startNotes"
        rows={3}
        label={f.startNotes}
        help={f.proseHelp}
        value={fields.startNotes}
        fault={faults.startNotes}
      />
      <TextArea
        name="endNotes"
        rows={3}
        label={f.endNotes}
        help={f.proseHelp}
        value={fields.endNotes}
        fault={faults.endNotes}
      />
      <div class="columns">
        <Field
          name="chaptersExpected"
          label={f.chaptersExpected}
          help={f.chaptersExpectedHelp}
          value={fields.typed?.chaptersExpected ?? String(fields.chaptersExpected ?? '?')}
          fault={faults.chaptersExpected}
        />
        <Field
          name="publishedOn"
          type="date"
          label={f.publishedAt}
          value={fields.publishedOn}
          fault={faults.publishedOn}
        />
      </div>
      <TextArea
        name="series"
        rows={2}
        label={f.series}
        help={f.seriesHelp}
        value={fields.typed?.series ?? writeSeries(fields.series)}
        fault={faults.series}
      />
      <label class="check">
        <input type="checkbox" name="restricted" checked={fields.restricted} /> {f.restricted}
      </label>
    </>
  );
}
