import { useWords } from '../../../core/messages/index.js';
import { Field, Problem } from '../../../core/ui/form.js';
import type { Returned } from '../../people/index.js';
import { listAddress } from '../listing/address.js';
import type { SavedSearch } from './store.js';

const PATH = '/my/searches';

/** Below the filters of a list: keeps what it asks under a name. */
export function KeepSearch({ query }: { query: string }) {
  const w = useWords();
  const { saved } = w.find;
  return (
    <details class="keep-search">
      <summary>{saved.keep}</summary>
      <form method="post" action={PATH} class="form">
        <input type="hidden" name="act" value="save" />
        <input type="hidden" name="query" value={query} />
        <Field name="name" id="field-search-name" label={saved.name} />
        <label class="check">
          <input type="checkbox" name="alerts" value="yes" />
          <span>{saved.alerts}</span>
        </label>
        <button type="submit">{saved.save}</button>
      </form>
      <p>
        <a href={PATH}>{saved.title}</a>
      </p>
    </details>
  );
}

function Search({ one }: { one: SavedSearch }) {
  const w = useWords();
  const { saved } = w.find;
  const name = <span class="visually-hidden">: {one.name}</span>;
  const hidden = (act: string) => (
    <>
      <input type="hidden" name="act" value={act} />
      <input type="hidden" name="id" value={one.id} />
    </>
  );
  return (
    <li>
      <p>
        <a href={listAddress('/works', one.query)}>
          <bdi>{one.name}</bdi>
        </a>
        {one.alerts ? <span class="flag">{saved.alerted}</span> : null}
      </p>
      <p class="quiet">
        <code dir="auto">{one.query || saved.everything}</code>
      </p>
      <div class="acts">
        <form method="post" action={PATH}>
          {hidden(one.alerts ? 'quiet' : 'alert')}
          <button type="submit">
            {one.alerts ? saved.noAlerts : saved.wantAlerts}
            {name}
          </button>
        </form>
        <form method="post" action={PATH}>
          {hidden('drop')}
          <button type="submit">
            {saved.drop}
            {name}
          </button>
        </form>
      </div>
      <details>
        <summary>
          {saved.rename}
          {name}
        </summary>
        <form method="post" action={PATH} class="form">
          {hidden('rename')}
          <Field name="name" id={`field-name-${one.id}`} label={saved.name} value={one.name} />
          <button type="submit">{w.form.save}</button>
        </form>
      </details>
    </li>
  );
}

export function SearchesView({
  searches,
  returned,
}: {
  searches: readonly SavedSearch[];
  returned: Returned;
}) {
  const w = useWords();
  const { saved } = w.find;
  const { values, faults } = returned;
  return (
    <>
      <h1>{saved.title}</h1>
      {returned.notice ? (
        <p class="notice" role="status">
          {returned.notice}
        </p>
      ) : null}
      {returned.summary ? <Problem summary={returned.summary} fields={faults} /> : null}
      {values.act === 'save' && returned.summary ? (
        <form method="post" action={PATH} class="form">
          <input type="hidden" name="act" value="save" />
          <Field name="name" label={saved.name} value={values.name ?? ''} fault={faults.name} />
          <Field name="query" label={saved.query} value={values.query ?? ''} fault={faults.query} />
          {values.alerts ? <input type="hidden" name="alerts" value="yes" /> : null}
          <button type="submit" class="primary">
            {saved.save}
          </button>
        </form>
      ) : null}
      <p>{saved.lead}</p>
      {searches.length === 0 ? <p class="empty">{saved.none}</p> : null}
      <ul class="entries">
        {searches.map((one) => (
          <Search key={one.id} one={one} />
        ))}
      </ul>
    </>
  );
}
