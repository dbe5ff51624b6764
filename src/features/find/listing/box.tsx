/** The box for a whole query, and what is wrong with it, shown at its place. */
import { type Messages, useWords } from '../../../core/messages/index.js';
import type { Fault } from '../query/syntax.js';
import { cleanQuery } from '../query/tokens.js';

export const faultWords = (fault: Fault, w: Messages): string => w.find.faults[fault.key](fault.word);

/** Of a long query what stands around the place. */
const AROUND = 60;

function Place({ text, fault }: { text: string; fault: Fault }) {
  const from = Math.max(0, fault.at - AROUND);
  const end = fault.at + fault.length;
  const here = text.slice(fault.at, end);
  return (
    <p class="query-place">
      <code dir="auto">
        {from > 0 ? '…' : ''}
        {text.slice(from, fault.at)}
        <mark>{here === '' ? '▲' : here.slice(0, AROUND)}</mark>
        {here.length > AROUND ? '…' : text.slice(end, end + AROUND)}
      </code>
    </p>
  );
}

export function QueryBox(props: { path: string; text: string; fault: Fault | null; label: string }) {
  const w = useWords();
  const { path, text, fault, label } = props;
  return (
    <search>
      <form class="query-box" method="get" action={path}>
        <label for="query">{label}</label>
        <div>
          <input
            id="query"
            type="search"
            name="q"
            value={text}
            dir="auto"
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            aria-invalid={fault ? 'true' : undefined}
            aria-describedby={fault ? 'query-fault query-help' : 'query-help'}
            data-fault={fault ? `${fault.at} ${fault.length}` : undefined}
          />
          <button type="submit">{w.find.search}</button>
        </div>
        {fault ? (
          <div class="problem" id="query-fault">
            <p>
              {w.find.faultAt(fault.at + 1)} {faultWords(fault, w)}
            </p>
            <Place text={cleanQuery(text)} fault={fault} />
          </div>
        ) : null}
        <p class="help" id="query-help">
          {w.find.boxHelp} <a href="/search#help">{w.find.helpLink}</a>
        </p>
      </form>
    </search>
  );
}
