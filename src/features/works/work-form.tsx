/** The fields of a work's header: for a new work, an import's review, and an edit. */
import type { FieldFaults } from '../../core/errors.js';
import { useWords } from '../../core/messages/index.js';
import { Choices, Field, Select, TextArea } from '../../core/ui/form.js';
import { CATEGORIES, RATINGS, type TagType, WARNINGS, writeEmphasis } from '../tags/index.js';
import { COMMON_LANGUAGES, languageName } from './languages.js';
import { RelatedFields } from './related/fields.js';
import { COMMENTERS, type WorkFields, writeSeries } from './schema.js';
import { ARCHIVE_SKINS } from './skins/house/index.js';
import type { SkinChoice } from './skins/queries.js';

/** What a page with this form wants beside the common script. */
export const WORK_FORM_SCRIPTS = ['tags.js'];

/** Names parted by commas; with scripts, a list of them that completes what is typed. */
export function TagField(props: {
  name: string;
  type: TagType;
  label: string;
  help: string;
  names: readonly string[];
  fault?: string | undefined;
  required?: boolean;
}) {
  const w = useWords();
  const { type, names, ...field } = props;
  return (
    <div data-tags={type} data-words={JSON.stringify(w.works.tagBox)}>
      <TextArea {...field} rows={2} value={names.join(', ')} />
    </div>
  );
}

const same = (names: readonly string[]) => names.map((name) => [name, name] as const);

function languages(chosen: string): (readonly [string, string])[] {
  const list = COMMON_LANGUAGES.map((code) => [code, languageName(code)] as const);
  return chosen === '' || list.some(([code]) => code === chosen)
    ? list
    : [...list, [chosen, languageName(chosen)] as const];
}

/** What a work can wear. Where nothing is offered, what it wears stays. */
function SkinField({ skin, skins }: { skin: string; skins: readonly SkinChoice[] | undefined }) {
  const w = useWords().skins;
  if (!skins) return <input type="hidden" name="skin" value={skin} />;
  return (
    <Select
      name="skin"
      label={w.field}
      help={w.fieldHelp}
      value={skin}
      choices={[
        ['', w.noSkin],
        ...skins.map(({ value, title }) => [value, title] as const),
        ...ARCHIVE_SKINS.map((name) => [name, w.archive[name].name] as const),
      ]}
    />
  );
}

export function WorkFieldsForm({
  fields,
  faults,
  skins,
}: {
  fields: WorkFields;
  faults: FieldFaults;
  /** Skins of the writer's own. */
  skins?: readonly SkinChoice[];
}) {
  const w = useWords();
  const f = w.works.form;
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
      <TagField
        name="fandoms"
        type="fandom"
        label={f.fandoms}
        help={f.tagHelp}
        names={fields.fandoms}
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
      <TagField
        name="relationships"
        type="relationship"
        label={f.relationships}
        help={f.relationshipHelp}
        names={writeEmphasis(fields.relationships, fields.emphasis)}
        fault={faults.relationships}
      />
      <TagField
        name="characters"
        type="character"
        label={f.characters}
        help={f.tagHelp}
        names={fields.characters}
        fault={faults.characters}
      />
      <TagField
        name="freeforms"
        type="freeform"
        label={f.freeforms}
        help={f.tagHelp}
        names={fields.freeforms}
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
        <div>
          <label class="check">
            <input type="checkbox" name="backdated" checked={fields.publishedOn !== ''} /> {f.backdated}
          </label>
          <Field
            name="publishedOn"
            type="date"
            label={f.publishedAt}
            help={f.publishedHelp}
            value={fields.publishedOn || (fields.typed?.publishedOn ?? '')}
            fault={faults.publishedOn}
          />
        </div>
      </div>
      <TextArea
        name="series"
        rows={2}
        label={f.series}
        help={f.seriesHelp}
        value={fields.typed?.series ?? writeSeries(fields.series)}
        fault={faults.series}
      />
      <RelatedFields links={fields.related} faults={faults} />
      <SkinField skin={fields.skin} skins={skins} />
      <label class="check">
        <input type="checkbox" name="restricted" checked={fields.restricted} /> {f.restricted}
      </label>
      <Select
        name="comments"
        label={f.comments}
        help={f.commentsHelp}
        value={fields.comments}
        choices={COMMENTERS.map((who) => [who, f.commenters[who]] as const)}
      />
      <label class="check">
        <input type="checkbox" name="commentsModerated" checked={fields.commentsModerated} />{' '}
        {f.commentsModerated}
      </label>
      <label class="check">
        <input type="checkbox" name="noTextSearch" checked={!fields.textSearchable} /> {f.noTextSearch}
      </label>
    </>
  );
}
