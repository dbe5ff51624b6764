/** What is to become of the chosen works. Blank keeps. */
import type { FieldFaults } from '../../../core/errors.js';
import { useWords } from '../../../core/messages/index.js';
import { Choices, Field, Problem, Select } from '../../../core/ui/form.js';
import type { Pseud } from '../../people/index.js';
import { CATEGORIES, RATINGS, type TagType, WARNINGS, writeEmphasis } from '../../tags/index.js';
import { COMMON_LANGUAGES, languageName } from '../languages.js';
import { COMMENTERS } from '../schema.js';
import { ARCHIVE_SKINS } from '../skins/house/index.js';
import type { SkinChoice } from '../skins/queries.js';
import { TagField } from '../work-form.js';
import { type BulkChanges, LISTS, type ListName, NO_SKIN } from './changes.js';
import { BULK_PATH } from './choose-view.js';
import type { Bulk } from './queries.js';

const TYPE_OF: Readonly<Record<ListName, TagType>> = {
  fandoms: 'fandom',
  relationships: 'relationship',
  characters: 'character',
  freeforms: 'freeform',
};

function ListFields({
  name,
  changes,
  faults,
}: {
  name: ListName;
  changes: BulkChanges;
  faults: FieldFaults;
}) {
  const w = useWords();
  const b = w.bulk;
  const change = changes[name];
  const said = change.add.length + change.remove.length > 0 || change.only;
  return (
    <details class="bulk-part" open={said || faults[`${name}-add`] !== undefined}>
      <summary>{b.parts[name]}</summary>
      <TagField
        name={`${name}-add`}
        type={TYPE_OF[name]}
        label={`${b.parts[name]}: ${b.form.add}`}
        help={name === 'relationships' ? w.works.form.relationshipHelp : w.works.form.tagHelp}
        names={name === 'relationships' ? writeEmphasis(change.add, changes.emphasis) : change.add}
        fault={faults[`${name}-add`]}
      />
      <TagField
        name={`${name}-remove`}
        type={TYPE_OF[name]}
        label={`${b.parts[name]}: ${b.form.remove}`}
        help={w.works.form.tagHelp}
        names={change.remove}
      />
      <label class="check">
        <input type="checkbox" name={`${name}-only`} value="yes" checked={change.only} /> {b.form.only}
      </label>
    </details>
  );
}

const same = (names: readonly string[]) => names.map((name) => [name, name] as const);

export function BulkForm({
  bulk,
  changes,
  skins,
  pseuds,
  faults,
}: {
  bulk: Bulk;
  changes: BulkChanges;
  skins: readonly SkinChoice[];
  pseuds: readonly Pseud[];
  faults: FieldFaults;
}) {
  const w = useWords();
  const { form: f, parts } = w.bulk;
  const keep = ['', f.keep] as const;
  const yesNo = [keep, ['yes', f.yes], ['no', f.no]] as const;
  const languages = COMMON_LANGUAGES.map((code) => [code, languageName(code)] as const);
  return (
    <form method="post" action={`${BULK_PATH}/${bulk.id}`} class="form">
      <h1>{f.title(bulk.total)}</h1>
      {Object.keys(faults).length > 0 ? <Problem summary={f.faults.problem} fields={faults} /> : null}
      <p id="field-nothing">{f.lead}</p>
      {LISTS.map((name) => (
        <ListFields key={name} name={name} changes={changes} faults={faults} />
      ))}
      <div class="columns">
        <Select
          name="rating"
          label={parts.rating}
          value={changes.rating}
          fault={faults.rating}
          choices={[keep, ...same(RATINGS)]}
        />
        <Select
          name="language"
          label={parts.language}
          value={changes.language}
          fault={faults.language}
          choices={[keep, ...languages]}
        />
      </div>
      <Choices
        name="warnings"
        type="checkbox"
        label={parts.warnings}
        help={f.keepList}
        chosen={changes.warnings}
        fault={faults.warnings}
        choices={same(WARNINGS)}
      />
      <Choices
        name="categories"
        type="checkbox"
        label={parts.categories}
        help={f.keepList}
        chosen={changes.categories}
        fault={faults.categories}
        choices={same(CATEGORIES)}
      />
      <div class="columns">
        <Select name="restricted" label={parts.restricted} value={changes.restricted} choices={yesNo} />
        <Select
          name="comments"
          label={parts.comments}
          value={changes.comments}
          choices={[keep, ...COMMENTERS.map((who) => [who, w.works.form.commenters[who]] as const)]}
        />
        <Select
          name="commentsModerated"
          label={parts.commentsModerated}
          value={changes.commentsModerated}
          choices={yesNo}
        />
        <Select
          name="skin"
          label={parts.skin}
          value={changes.skin}
          choices={[
            keep,
            [NO_SKIN, f.takeOff],
            ...skins.map(({ value, title }) => [value, title] as const),
            ...ARCHIVE_SKINS.map((name) => [name, w.skins.archive[name].name] as const),
          ]}
        />
        {pseuds.length > 1 ? (
          <Select
            name="pseud"
            label={f.pseud}
            value={changes.pseud}
            choices={[keep, ...pseuds.map(({ publicId, name }) => [publicId, name] as const)]}
          />
        ) : null}
      </div>
      <Field
        name="invite"
        label={f.invite}
        help={f.inviteHelp}
        value={changes.invite}
        fault={faults.invite}
      />
      <Field
        name="seriesAdd"
        label={f.seriesAdd}
        help={f.seriesAddHelp}
        value={changes.seriesAdd}
        fault={faults.seriesAdd}
      />
      <Field
        name="seriesRemove"
        label={f.seriesRemove}
        value={changes.seriesRemove}
        fault={faults.seriesRemove}
      />
      <p class="acts">
        <button type="submit" name="act" value="look" class="primary">
          {f.look}
        </button>
        <a class="button" href={BULK_PATH}>
          {w.form.cancel}
        </a>
      </p>
    </form>
  );
}
