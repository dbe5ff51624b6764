import { useWords } from '../../../core/messages/index.js';
import { Field, Select, TextArea } from '../../../core/ui/form.js';
import { AccountFrame, type Returned } from '../../people/index.js';
import { languageName } from '../../works/index.js';
import { LIMITS } from '../limits.js';
import { ADDABLE } from './actions.js';
import type { PersonalFilter } from './queries.js';

function What({ filter, plain }: { filter: PersonalFilter; plain?: boolean }) {
  const w = useWords();
  const { mine } = w.find;
  const { kind, name, words } = filter;
  if (kind === 'anonymous') return <>{mine.kinds.anonymous}</>;
  if (kind === 'shorter' || kind === 'longer') return <>{mine[kind](words ?? 0)}</>;
  const said = name === null ? mine.gone : kind === 'language' ? languageName(name) : name;
  return (
    <>
      {mine.kinds[kind]}:{' '}
      {filter.workId && !plain ? (
        <a href={`/works/${filter.workId}`}>
          <bdi>{said}</bdi>
        </a>
      ) : (
        <bdi>{said}</bdi>
      )}
    </>
  );
}

export function FiltersView({
  filters,
  returned,
}: {
  filters: readonly PersonalFilter[];
  returned: Returned;
}) {
  const w = useWords();
  const { mine } = w.find;
  const { values, faults } = returned;
  return (
    <AccountFrame title={mine.title} returned={returned}>
      <p>{mine.lead}</p>
      <form method="post" action="/account/filters" class="form">
        <input type="hidden" name="act" value="add" />
        <Select
          name="kind"
          label={mine.kind}
          value={values.kind ?? 'tag'}
          fault={faults.kind}
          choices={ADDABLE.map((kind) => [kind, mine.addKinds[kind]] as const)}
        />
        <Field
          name="value"
          label={mine.value}
          help={mine.valueHelp}
          value={values.value ?? ''}
          fault={faults.value}
        />
        <TextArea
          name="reason"
          label={mine.reason}
          help={mine.reasonHelp}
          rows={2}
          value={values.reason ?? ''}
          fault={faults.reason}
        />
        <button type="submit" class="primary">
          {mine.add}
        </button>
      </form>
      <h2>{mine.list(filters.length)}</h2>
      {filters.length === 0 ? <p class="empty">{mine.none}</p> : null}
      <ul class="entries">
        {filters.map((filter) => (
          <li key={filter.id}>
            <p>
              <What filter={filter} />
            </p>
            {filter.reason ? (
              <p class="said" dir="auto">
                {filter.reason}
              </p>
            ) : null}
            <form method="post" action="/account/filters" class="acts">
              <input type="hidden" name="act" value="remove" />
              <input type="hidden" name="id" value={filter.id} />
              <button type="submit">
                {mine.remove}
                <span class="visually-hidden">
                  : <What filter={filter} plain />
                </span>
              </button>
            </form>
          </li>
        ))}
      </ul>
      <p>
        <a href="/account/filters.json" download="filters.json">
          {mine.export}
        </a>{' '}
        · {mine.limit(LIMITS.personalFilters)}
      </p>
    </AccountFrame>
  );
}
