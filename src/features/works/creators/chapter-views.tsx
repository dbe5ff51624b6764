/** Who made a chapter, and leaving a work. */
import { useWords } from '../../../core/messages/index.js';
import { Choices, Problem } from '../../../core/ui/form.js';
import type { NamedWork } from '../naming/views.js';
import { WorkDesk } from '../work-desk.js';
import type { CreatorRow } from './queries.js';

export function ChapterCreatorsView({
  work,
  chapter,
  rows,
  chosen,
  fault,
}: {
  work: NamedWork;
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

export function LeaveView({ work, fault }: { work: NamedWork; fault?: string | undefined }) {
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
