/** The page to search from: the box, and how searches are written. */
import { useWords } from '../../../core/messages/index.js';
import { useSurroundings } from '../../../core/ui/context.js';
import { EXAMPLES, type ExampleKey } from '../query/examples.js';
import { listAddress } from './address.js';
import { QueryBox } from './box.js';

export function SearchView() {
  const w = useWords();
  const { viewer } = useSurroundings();
  const { help } = w.find;
  return (
    <>
      <h1>{w.find.searchTitle}</h1>
      <QueryBox path="/works" text="" fault={null} label={w.find.searchTitle} />
      {viewer.kind === 'member' ? (
        <p>
          <a href="/my/searches">{w.find.saved.title}</a> · <a href="/account/filters">{w.find.mine.title}</a>
        </p>
      ) : null}
      <h2 id="help">{help.title}</h2>
      <p>{help.lead}</p>
      <dl class="examples">
        {Object.entries(EXAMPLES).map(([key, query]) => (
          <div key={key}>
            <dt>
              <a href={listAddress('/works', query)} rel="nofollow">
                <code>{query}</code>
              </a>
            </dt>
            <dd>{help.examples[key as ExampleKey]}</dd>
          </div>
        ))}
      </dl>
      <ul class="bullets">
        {help.rules.map((rule) => (
          <li key={rule}>{rule}</li>
        ))}
      </ul>
      <h2>{help.fieldsTitle}</h2>
      <p>{help.fieldsText}</p>
    </>
  );
}
