import type { FieldFaults } from '../../../core/errors.js';
import { useWords } from '../../../core/messages/index.js';
import { Field, Problem, Select, TextArea } from '../../../core/ui/form.js';
import { MOST_PLACE } from './actions.js';
import type { PlacedWork, SeriesFields } from './queries.js';

export function MySeriesView({ series }: { series: readonly { id: string; title: string }[] }) {
  const s = useWords().series;
  return (
    <>
      <h1>{s.mine}</h1>
      {series.length === 0 ? <p class="empty">{s.noneYet}</p> : null}
      <ul class="entries">
        {series.map(({ id, title }) => (
          <li key={id}>
            <a href={`/series/${id}/edit`}>
              <bdi>{title}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

function Place({ id, work, first, last }: { id: string; work: PlacedWork; first: boolean; last: boolean }) {
  const w = useWords();
  const s = w.series;
  const title = work.title || w.works.draft;
  const act = (name: string, label: string) => (
    <button type="submit" name="act" value={name} aria-label={`${label}: ${title}`}>
      {label}
    </button>
  );
  return (
    <li>
      <p>
        <strong>
          {w.works.seriesNumber(work.position)} <bdi>{title}</bdi>
        </strong>
      </p>
      <form method="post" action={`/series/${id}/works`} class="acts">
        <input type="hidden" name="work" value={work.id} />
        {first ? null : act('up', s.up)}
        {last ? null : act('down', s.down)}
        {work.own ? act('remove', s.remove) : null}
      </form>
      <form method="post" action={`/series/${id}/works`} class="acts">
        <input type="hidden" name="work" value={work.id} />
        <Field
          name="position"
          id={`field-position-${work.id}`}
          type="number"
          label={s.place}
          min={1}
          max={MOST_PLACE}
          value={String(work.position)}
        />
        {act('place', s.put)}
      </form>
    </li>
  );
}

export function EditSeriesView({
  id,
  fields,
  works,
  toAdd,
  notice,
  faults,
  summary,
}: {
  id: string;
  fields: SeriesFields;
  works: readonly PlacedWork[];
  toAdd: readonly { id: string; title: string }[];
  notice: string | undefined;
  faults: FieldFaults;
  summary?: string | undefined;
}) {
  const w = useWords();
  const s = w.series;
  return (
    <>
      <h1>{s.editTitle}</h1>
      {notice ? (
        <p class="notice" role="status">
          {notice}
        </p>
      ) : null}
      {summary ? <Problem summary={summary} fields={faults} /> : null}
      <form method="post" action={`/series/${id}/edit`} class="form">
        <Field name="title" label={s.name} value={fields.title} fault={faults.title} required />
        <TextArea
          name="description"
          rows={4}
          label={s.description}
          help={w.works.form.proseHelp}
          value={fields.description}
          fault={faults.description}
        />
        <TextArea
          name="notes"
          rows={3}
          label={s.notes}
          help={w.works.form.proseHelp}
          value={fields.notes}
          fault={faults.notes}
        />
        <label class="check">
          <input type="checkbox" name="complete" checked={fields.complete} /> {s.complete}
        </label>
        <p>
          <button type="submit" class="primary">
            {s.save}
          </button>
        </p>
      </form>
      <h2>{s.works}</h2>
      <p class="help">{s.removeHelp}</p>
      <ol class="entries">
        {works.map((work, i) => (
          <Place key={work.id} id={id} work={work} first={i === 0} last={i === works.length - 1} />
        ))}
      </ol>
      {toAdd.length > 0 ? (
        <form method="post" action={`/series/${id}/works`} class="form">
          <h2>{s.add}</h2>
          <Select
            name="work"
            label={s.addWork}
            choices={toAdd.map((work) => [work.id, work.title || w.works.draft] as const)}
          />
          <p>
            <button type="submit" name="act" value="add">
              {s.addPut}
            </button>
          </p>
        </form>
      ) : null}
    </>
  );
}
