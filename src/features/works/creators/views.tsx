/** Who is on a work. */
import type { FieldFaults } from '../../../core/errors.js';
import { useWords } from '../../../core/messages/index.js';
import { Select } from '../../../core/ui/form.js';
import type { Pseud } from '../../people/index.js';
import { EntryAct, type NamedWork, NameEntry, NameForm, NamesPage, type Returned } from '../naming/views.js';
import type { CreatorRow } from './queries.js';

/** One of one's own names on the work, and those that could stand there instead. */
function OwnName({
  work,
  row,
  pseuds,
  fault,
}: {
  work: NamedWork;
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
  work: NamedWork;
  row: CreatorRow;
  pseuds: readonly Pseud[];
  faults: FieldFaults;
}) {
  const c = useWords().creators;
  return (
    <NameEntry
      name={row.name}
      about={[row.own ? c.you : '', row.accepted ? '' : c.waiting, row.asArchivist ? c.keeps : '']}
    >
      {row.own && row.accepted ? (
        <OwnName work={work} row={row} pseuds={pseuds} fault={faults[`as-${row.id}`]} />
      ) : null}
      {row.accepted ? null : (
        <EntryAct
          action={`/works/${work.id}/creators`}
          act="withdraw"
          label={c.withdraw}
          of={row.name}
          hidden={{ pseud: row.id }}
        />
      )}
    </NameEntry>
  );
}

/** Links to the pages that say who made which chapter. */
function ByChapter({ work, chapters }: { work: NamedWork; chapters: readonly DeskChapterLink[] }) {
  const w = useWords();
  return (
    <details>
      <summary>{w.creators.ofChapter}</summary>
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
  );
}

interface DeskChapterLink {
  id: string;
  position: number;
  title: string | null;
}

export function CreatorsView({
  work,
  rows,
  pseuds,
  chapters,
  notice,
  returned,
}: {
  work: NamedWork;
  rows: readonly CreatorRow[];
  /** One's own. */
  pseuds: readonly Pseud[];
  chapters: readonly DeskChapterLink[];
  notice: string | undefined;
  returned: Returned;
}) {
  const c = useWords().creators;
  const several = rows.filter((row) => row.accepted).length > 1;
  const others = rows.some((row) => row.accepted && !row.own);
  return (
    <NamesPage work={work} title={c.title} lead={c.lead} notice={notice} returned={returned}>
      <ol class="entries">
        {rows.map((row) => (
          <Row key={row.id} work={work} row={row} pseuds={pseuds} faults={returned.faults} />
        ))}
      </ol>
      <NameForm
        action={`/works/${work.id}/creators`}
        act="invite"
        words={{ title: c.invite, name: c.name, help: c.nameHelp, which: c.which, send: c.send }}
        returned={returned}
      />
      {several && chapters.length > 1 ? <ByChapter work={work} chapters={chapters} /> : null}
      {others ? (
        <p class="acts">
          <a class="button danger" href={`/works/${work.id}/leave`}>
            {c.leave}
          </a>
        </p>
      ) : null}
    </NamesPage>
  );
}
