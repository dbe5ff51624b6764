/** The filters of a list: a form that works as it is, beside the works where there is room. */
import { useWords } from '../../../core/messages/index.js';
import { useSurroundings } from '../../../core/ui/context.js';
import { Field, Select, TextArea } from '../../../core/ui/form.js';
import type { TagType } from '../../tags/index.js';
import type { FormField, SentForm } from '../query/compose.js';
import { SORTS } from '../query/condition.js';
import { FORM_FLAGS, type FormFlag } from '../query/form.js';
import { markOf } from '../query/syntax.js';
import type { FacetGroup, FacetRow, Sidebar } from './sidebar-model.js';

export type FormFaults = Partial<Record<FormField, string>>;

const Count = ({ n }: { n: number | null }) => {
  const w = useWords();
  return n === null ? null : <span class="n"> ({w.find.count(n)})</span>;
};

function Row({ type, row }: { type: TagType; row: FacetRow }) {
  const w = useWords();
  const value = `${type}:${row.name}`;
  return (
    <li>
      <label class="check">
        <input type="checkbox" name="in" value={value} checked={row.included} />
        <span>
          <bdi>{row.name}</bdi>
          <Count n={row.count} />
        </span>
      </label>
      <label class="check drop">
        <input
          type="checkbox"
          name="out"
          value={value}
          checked={row.excluded}
          aria-label={w.find.exclude(row.name)}
        />
        <span aria-hidden="true">{w.find.not}</span>
      </label>
    </li>
  );
}

/** Types of which people know so many names that a list of ten is never enough. */
const TYPED: readonly TagType[] = ['fandom', 'relationship', 'character', 'freeform'];
const OPEN: readonly TagType[] = ['rating', 'fandom', 'relationship'];

function Group({ group }: { group: FacetGroup }) {
  const w = useWords();
  const { type, rows, how } = group;
  const name = w.works.tags[type];
  const isOpen = OPEN.includes(type) || rows.some((row) => row.included || row.excluded);
  const others = <TextArea name={type} label={w.find.others(name)} help={w.find.othersHelp} rows={2} />;
  return (
    <details class="facet" open={isOpen} data-facet={type}>
      <summary>{name}</summary>
      <fieldset aria-label={name}>
        {rows.length > 0 ? (
          <ul class="facet-rows">
            {rows.map((row) => (
              <Row key={row.name} type={type} row={row} />
            ))}
          </ul>
        ) : null}
        {TYPED.includes(type) ? (
          <div data-tags={type} data-words={JSON.stringify(w.works.tagBox)}>
            {others}
          </div>
        ) : null}
        {rows.length > 1 ? (
          <Select
            name={`how.${type}`}
            label={w.find.how(name)}
            value={how}
            choices={[
              ['all', w.find.hows.all],
              ['any', w.find.hows.any],
            ]}
          />
        ) : null}
      </fieldset>
    </details>
  );
}

function Languages({ languages }: { languages: Sidebar['languages'] }) {
  const w = useWords();
  if (languages.length === 0) return null;
  return (
    <details class="facet" data-facet="language" open={languages.some(({ chosen }) => chosen)}>
      <summary>{w.find.languages}</summary>
      <ul class="facet-rows">
        {languages.map(({ code, name, count, chosen }) => (
          <li key={code}>
            <label class="check">
              <input type="checkbox" name="language" value={code} checked={chosen} />
              <span>
                <bdi lang={code}>{name}</bdi>
                <Count n={count} />
              </span>
            </label>
          </li>
        ))}
      </ul>
    </details>
  );
}

function FlagChoice({ flag, form, sidebar }: { flag: FormFlag; form: SentForm; sidebar: Sidebar }) {
  const w = useWords();
  const { viewer } = useSurroundings();
  const is = form.flags[flag];
  // What others are asked to log in for stays in the form where it was asked for.
  if (markOf(flag) && viewer.kind === 'guest' && is === null) return null;
  const count = sidebar.flags[flag];
  const { any, yes, no } = w.find.flagChoices[flag];
  return (
    <Select
      name={flag}
      label={w.find.flags[flag]}
      value={is === null ? '' : is ? 'yes' : 'no'}
      choices={[
        ['', any],
        ['yes', count === null ? yes : `${yes} (${w.find.count(count)})`],
        ['no', no],
      ]}
    />
  );
}

function SortChoice({ form }: { form: SentForm }) {
  const w = useWords();
  return (
    <>
      <Select
        name="sort"
        label={w.find.sort}
        value={form.sort}
        choices={[['', w.find.sortSelf], ...SORTS.map((sort) => [sort, w.find.sorts[sort]] as const)]}
      />
      <Select
        name="direction"
        label={w.find.direction}
        value={form.direction}
        choices={[
          ['', w.find.directions.self],
          ['up', w.find.directions.up],
          ['down', w.find.directions.down],
        ]}
      />
    </>
  );
}

/** The form. What it can't hold stands in its last field, so that sending it loses nothing. */
export function FilterForm(props: { path: string; form: SentForm; faults: FormFaults; sidebar: Sidebar }) {
  const w = useWords();
  const { path, form, faults, sidebar } = props;
  return (
    <form class="filter-form" method="get" action={path} aria-label={w.find.filters}>
      <SortChoice form={form} />
      <p>
        <button type="submit">{w.find.show}</button>
      </p>
      {sidebar.groups.map((group) => (
        <Group key={group.type} group={group} />
      ))}
      <Languages languages={sidebar.languages} />
      <div class="pair">
        <Field name="words_from" label={w.find.wordsFrom} value={form.wordsFrom} fault={faults.words_from} />
        <Field name="words_to" label={w.find.wordsTo} value={form.wordsTo} fault={faults.words_to} />
      </div>
      <Field
        name="updated"
        label={w.find.updated}
        value={form.updated}
        help={w.find.updatedHelp}
        fault={faults.updated}
      />
      <label class="check">
        <input type="checkbox" name="one_chapter" value="yes" checked={form.oneChapter} />
        <span>{w.find.oneChapter}</span>
      </label>
      {FORM_FLAGS.map((flag) => (
        <FlagChoice key={flag} flag={flag} form={form} sidebar={sidebar} />
      ))}
      <div data-tags="any" data-words={JSON.stringify(w.works.tagBox)}>
        <TextArea
          name="without"
          label={w.find.without}
          help={w.find.withoutHelp}
          rows={2}
          value={form.without.join(', ')}
        />
      </div>
      <TextArea
        name="q"
        id="field-rest"
        label={w.find.rest}
        help={w.find.restHelp}
        fault={faults.q}
        rows={2}
        value={form.box}
      />
      <p class="buttons">
        <button type="submit" class="primary">
          {w.find.show}
        </button>
        <a class="button" href={path}>
          {w.find.dropAll}
        </a>
      </p>
    </form>
  );
}
