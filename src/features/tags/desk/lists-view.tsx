/** The history, suggested merges, and files. */
import { useWords } from '../../../core/messages/index.js';
import { Field } from '../../../core/ui/form.js';
import { Pager } from '../../../core/ui/pager.js';
import type { Suggestion } from '../suggest/suggest.js';
import type { ImportPlan } from '../transfer/plan-import.js';
import { conflictText, summaryOf } from '../transfer/says.js';
import type { TypedTagType } from '../typed.js';
import type { PastAct } from './history.js';
import { ActButton, DESK, DeskPage, TagLink } from './parts.js';
import { deltaText } from './says.js';
import { TypeForm } from './views.js';

export function ActsList({ acts, names }: { acts: readonly PastAct[]; names: ReadonlyMap<number, string> }) {
  const w = useWords();
  const d = w.wrangling.desk;
  const called: Readonly<Record<string, string>> = { ...d.acts, ...d.otherActs };
  if (acts.length === 0) return <p class="empty">{d.nothingDone}</p>;
  return (
    <ol class="entries">
      {acts.map((act) => (
        <li key={act.id}>
          <p>
            <time datetime={act.at.toISOString()} class="help">
              {act.at.toISOString().slice(0, 16).replace('T', ' ')}
            </time>{' '}
            <bdi>{act.byCommandLine ? d.commandLine : (act.who ?? d.gone)}</bdi>:{' '}
            <strong>{called[act.act] ?? act.act}</strong>
            {act.undone ? ` (${d.wasTakenBack})` : ''}
          </p>
          <ul>
            {act.deltas.map((delta) => (
              <li key={JSON.stringify(delta)} dir="auto">
                {deltaText(delta, names, w)}
              </li>
            ))}
          </ul>
          {act.changes > act.deltas.length ? <p>{d.andMore(act.changes - act.deltas.length)}</p> : null}
          {act.why ? (
            <blockquote class="said" dir="auto">
              {act.why}
            </blockquote>
          ) : null}
          {act.undone ? null : (
            <form method="post" action={`${DESK}/undo`}>
              <input type="hidden" name="id" value={act.id} />
              <button type="submit" class="quiet">
                {d.takeBack}
              </button>
            </form>
          )}
        </li>
      ))}
    </ol>
  );
}

export function HistoryView(props: {
  acts: readonly PastAct[];
  names: ReadonlyMap<number, string>;
  page: number;
  more: boolean;
  notice: string | undefined;
  problem: string | undefined;
}) {
  const d = useWords().wrangling.desk;
  return (
    <DeskPage title={d.history} notice={props.notice} problem={props.problem}>
      <ActsList acts={props.acts} names={props.names} />
      <Pager path={`${DESK}/history`} page={props.page} more={props.more} />
    </DeskPage>
  );
}

export function SuggestionsView({
  type,
  fandom,
  suggestions,
  problem,
}: {
  type: TypedTagType;
  fandom: string;
  suggestions: readonly Suggestion[];
  problem: string | undefined;
}) {
  const d = useWords().wrangling.desk;
  return (
    <DeskPage title={d.suggestions} problem={problem}>
      <TypeForm action={`${DESK}/suggestions`} type={type} fandom={fandom} />
      {suggestions.length === 0 ? <p class="empty">{d.noSuggestions}</p> : null}
      <ul class="entries">
        {suggestions.map(({ tag, into, kind }) => (
          <li key={`${tag.id} ${into.id}`}>
            <p>
              <TagLink name={tag.name} /> ({d.uses(tag.uses)}) → <TagLink name={into.name} /> (
              {d.uses(into.uses)}
              {into.canonical ? `, ${d.states.canonical}` : ''})
            </p>
            <p class="help">{d.kinds[kind]}</p>
            <ActButton act="merge" tag={tag.name} target={into.name} main>
              {d.intoThis(tag.name, into.name)}
            </ActButton>
            <form method="post" action={`${DESK}/dismiss`}>
              <input type="hidden" name="tag" value={tag.name} />
              <input type="hidden" name="into" value={into.name} />
              <input type="hidden" name="type" value={type} />
              <input type="hidden" name="fandom" value={fandom} />
              <button type="submit" class="quiet">
                {d.notOne}
              </button>
            </form>
          </li>
        ))}
      </ul>
    </DeskPage>
  );
}

/** Of what speaks against an import so much is shown. */
const MOST_CONFLICTS = 200;

export function FilesView({
  plan,
  notice,
  problem,
}: {
  plan: ImportPlan | undefined;
  notice: string | undefined;
  problem: string | undefined;
}) {
  const w = useWords();
  const d = w.wrangling.desk;
  return (
    <DeskPage title={d.files} notice={notice} problem={problem}>
      <p>{d.exportLead}</p>
      <ul>
        <li>
          <a href={`${DESK}/tags.json`}>{d.exportJson}</a>
        </li>
        <li>
          <a href={`${DESK}/tags.csv`}>{d.exportCsv}</a>
        </li>
      </ul>
      {plan ? (
        <>
          <h2>{d.previewTitle}</h2>
          <ul>
            {summaryOf(plan, w).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          {plan.conflicts.length > 0 ? (
            <>
              <p>
                <strong>{d.conflicts(plan.conflicts.length)}</strong>
              </p>
              <ul>
                {plan.conflicts.slice(0, MOST_CONFLICTS).map((conflict) => (
                  <li key={JSON.stringify(conflict)} dir="auto">
                    {conflictText(conflict, w)}
                  </li>
                ))}
              </ul>
              {plan.conflicts.length > MOST_CONFLICTS ? (
                <p>{d.andMore(plan.conflicts.length - MOST_CONFLICTS)}</p>
              ) : null}
            </>
          ) : null}
        </>
      ) : null}
      <h2>{d.importTitle}</h2>
      <p>{d.importLead}</p>
      <form method="post" action={`${DESK}/files`} enctype="multipart/form-data" class="form">
        <Field name="file" type="file" label={d.file} accept=".json,.csv" required />
        <p>
          <button type="submit" name="do" value="preview">
            {d.importPreview}
          </button>{' '}
          <button type="submit" name="do" value="import" class="quiet">
            {d.importDo}
          </button>
        </p>
      </form>
    </DeskPage>
  );
}
