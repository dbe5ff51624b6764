/** Who is on a work, who made a chapter, leaving, and what was asked of oneself. */
import type { FieldFaults } from '../../../core/errors.js';
import { useWords } from '../../../core/messages/index.js';
import { Choices, Field, Problem, Select } from '../../../core/ui/form.js';
import type { Pseud } from '../../people/index.js';
import { WorkDesk } from '../work-desk.js';
import type { CreatorRow, Request } from './queries.js';

export const Notice = ({ text }: { text: string | undefined }) =>
  text ? (
    <p class="notice" role="status">
      {text}
    </p>
  ) : null;

export interface Returned {
  name: string;
  /** Several people of that name. */
  choices: readonly { id: string; name: string }[];
  faults: FieldFaults;
  summary?: string | undefined;
}

interface Named {
  id: string;
  title: string;
}

/** One of one's own names on the work, and those that could stand there instead. */
function OwnName({
  work,
  row,
  pseuds,
  fault,
}: {
  work: Named;
  row: CreatorRow;
  pseuds: readonly Pseud[];
  fault?: string | undefined;
}) {
  const c = useWords().creators;
  if (pseuds.length < 2) return null;
  return (
    <form method="post" action={`/works/${work.id}/creators`} class="acts">
      <input type="hidden" name="act" value="as" />
      <input type="hidden" name="from" value={row.id} />
      <Select
        name="as"
        id={`field-as-${row.id}`}
        label={c.as}
        value={row.id}
        fault={fault}
        choices={pseuds.map((pseud) => [pseud.publicId, pseud.name] as const)}
      />
      <button type="submit" aria-label={`${c.change}: ${row.name}`}>
        {c.change}
      </button>
    </form>
  );
}

function Row({
  work,
  row,
  pseuds,
  faults,
}: {
  work: Named;
  row: CreatorRow;
  pseuds: readonly Pseud[];
  faults: FieldFaults;
}) {
  const c = useWords().creators;
  const what = [row.own ? c.you : '', row.accepted ? '' : c.waiting, row.asArchivist ? c.keeps : ''];
  return (
    <li>
      <p>
        <strong>
          <bdi>{row.name}</bdi>
        </strong>{' '}
        <span class="help">{what.filter(Boolean).join(' · ')}</span>
      </p>
      {row.own && row.accepted ? (
        <OwnName work={work} row={row} pseuds={pseuds} fault={faults[`as-${row.id}`]} />
      ) : null}
      {row.accepted ? null : (
        <form method="post" action={`/works/${work.id}/creators`} class="acts">
          <input type="hidden" name="pseud" value={row.id} />
          <button type="submit" name="act" value="withdraw" aria-label={`${c.withdraw}: ${row.name}`}>
            {c.withdraw}
          </button>
        </form>
      )}
    </li>
  );
}

function InviteForm({ work, returned }: { work: Named; returned: Returned }) {
  const c = useWords().creators;
  return (
    <form method="post" action={`/works/${work.id}/creators`} class="form">
      <h2>{c.invite}</h2>
      <input type="hidden" name="act" value="invite" />
      <Field
        name="name"
        label={c.name}
        help={c.nameHelp}
        value={returned.name}
        fault={returned.faults.name}
        required
      />
      {returned.choices.length > 0 ? (
        <Choices
          name="pseud"
          type="radio"
          label={c.which}
          chosen={[]}
          fault={returned.faults.pseud}
          required
          choices={returned.choices.map(({ id, name }) => [id, c.whoIs(name, id)] as const)}
        />
      ) : null}
      <p>
        <button type="submit" class="primary">
          {c.send}
        </button>
      </p>
    </form>
  );
}

export function CreatorsView({
  work,
  rows,
  pseuds,
  chapters,
  notice,
  returned,
}: {
  work: Named;
  rows: readonly CreatorRow[];
  /** One's own. */
  pseuds: readonly Pseud[];
  chapters: readonly { id: string; position: number; title: string | null }[];
  notice: string | undefined;
  returned: Returned;
}) {
  const w = useWords();
  const c = w.creators;
  const several = rows.filter((row) => row.accepted).length > 1;
  const others = rows.some((row) => row.accepted && !row.own);
  return (
    <>
      <WorkDesk {...work} />
      <h1>{c.title}</h1>
      <Notice text={notice} />
      {returned.summary ? <Problem summary={returned.summary} fields={returned.faults} /> : null}
      <p>{c.lead}</p>
      <ol class="entries">
        {rows.map((row) => (
          <Row key={row.id} work={work} row={row} pseuds={pseuds} faults={returned.faults} />
        ))}
      </ol>
      <InviteForm work={work} returned={returned} />
      {several && chapters.length > 1 ? (
        <details>
          <summary>{c.ofChapter}</summary>
          <ol>
            {chapters.map((chapter) => (
              <li key={chapter.id} value={chapter.position}>
                <a href={`/works/${work.id}/chapters/${chapter.id}/creators`}>
                  <bdi>{chapter.title ?? w.works.chapter(chapter.position)}</bdi>
                </a>
              </li>
            ))}
          </ol>
        </details>
      ) : null}
      {others ? (
        <p class="acts">
          <a class="button danger" href={`/works/${work.id}/leave`}>
            {c.leave}
          </a>
        </p>
      ) : null}
    </>
  );
}

export function ChapterCreatorsView({
  work,
  chapter,
  rows,
  chosen,
  fault,
}: {
  work: Named;
  chapter: { id: string; title: string };
  rows: readonly CreatorRow[];
  chosen: readonly string[];
  fault?: string | undefined;
}) {
  const w = useWords();
  const c = w.creators;
  return (
    <>
      <WorkDesk {...work} />
      <form method="post" action={`/works/${work.id}/chapters/${chapter.id}/creators`} class="form">
        <h1>{c.chapterTitle}</h1>
        <p>
          <bdi>{chapter.title}</bdi>
        </p>
        <p>{c.chapterLead}</p>
        {fault ? <Problem summary={fault} fields={{ by: fault }} /> : null}
        <Choices
          name="by"
          type="checkbox"
          label={c.chapterBy}
          chosen={chosen}
          fault={fault}
          choices={rows.filter((row) => row.accepted).map(({ id, name }) => [id, name] as const)}
        />
        <p>
          <button type="submit" class="primary">
            {c.save}
          </button>{' '}
          <a class="button" href={`/works/${work.id}/creators`}>
            {w.form.cancel}
          </a>
        </p>
      </form>
    </>
  );
}

export function LeaveView({ work, fault }: { work: Named; fault?: string | undefined }) {
  const w = useWords();
  const c = w.creators;
  return (
    <section class="apart">
      <h1>{c.leaveTitle}</h1>
      {fault ? <Problem summary={fault} fields={{}} /> : null}
      <p>{c.leaveLead(work.title || w.works.draft)}</p>
      <form method="post" action={`/works/${work.id}/leave`} class="acts">
        <button type="submit" class="danger">
          {c.leaveYes}
        </button>
        <a class="button" href={`/works/${work.id}/creators`}>
          {c.leaveNo}
        </a>
      </form>
    </section>
  );
}

function RequestRow({ request }: { request: Request }) {
  const w = useWords();
  const r = w.creators.requests;
  const title = request.title || w.works.draft;
  return (
    <li>
      <p>
        <strong>
          <bdi>{title}</bdi>
        </strong>{' '}
        <bdi>{r.by(request.by.join(', '))}</bdi>{' '}
        <span class="help">
          {w.works.wordCount(request.words)} · {r.as(request.pseud)}
        </span>
      </p>
      <form method="post" action="/my/invitations" class="acts">
        <input type="hidden" name="work" value={request.workId} />
        <input type="hidden" name="pseud" value={request.pseudId} />
        <button type="submit" name="act" value="accept" class="primary" aria-label={`${r.accept}: ${title}`}>
          {r.accept}
        </button>
        <button type="submit" name="act" value="decline" aria-label={`${r.decline}: ${title}`}>
          {r.decline}
        </button>
      </form>
    </li>
  );
}

export function RequestsView({
  requests,
  notice,
  fault,
}: {
  requests: readonly Request[];
  notice: string | undefined;
  fault?: string | undefined;
}) {
  const r = useWords().creators.requests;
  return (
    <>
      <h1>{r.title}</h1>
      <Notice text={notice} />
      {fault ? <Problem summary={fault} fields={{}} /> : null}
      <p>{r.lead}</p>
      <h2>{r.creations}</h2>
      {requests.length === 0 ? (
        <p class="empty">{r.none}</p>
      ) : (
        <>
          <p>{r.meaning}</p>
          <ol class="entries">
            {requests.map((request) => (
              <RequestRow key={`${request.workId} ${request.pseudId}`} request={request} />
            ))}
          </ol>
        </>
      )}
      <p class="help">{r.allow}</p>
    </>
  );
}
