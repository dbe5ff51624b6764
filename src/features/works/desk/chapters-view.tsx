/** The list of a work's chapters, and the question before one is deleted. */
import type { ComponentChildren } from 'preact';
import { useWords } from '../../../core/messages/index.js';
import { Problem } from '../../../core/ui/form.js';
import type { Hours } from '../schedule/drafts.js';
import { HourNote, hourPath } from '../schedule/views.js';
import { WorkDesk } from '../work-desk.js';
import type { DeskChapter } from './chapter-queries.js';

function Row({
  base,
  chapter,
  isFirst,
  isLast,
  workPosted,
  children,
}: {
  base: string;
  chapter: DeskChapter;
  isFirst: boolean;
  isLast: boolean;
  workPosted: boolean;
  children?: ComponentChildren;
}) {
  const w = useWords();
  const d = w.desk;
  const name = chapter.title ?? w.works.chapter(chapter.position);
  const read = chapter.posted ? w.schedule.readPosted : w.schedule.read;
  const hour = chapter.hours.scheduledFor ? w.schedule.change : w.schedule.link;
  const move = (to: number, label: string) => (
    <button type="submit" name="to" value={String(to)} aria-label={`${label}: ${name}`}>
      {label}
    </button>
  );
  return (
    <li>
      <p>
        <strong>
          {chapter.position}. <bdi>{name}</bdi>
        </strong>{' '}
        <span class="help">
          {chapter.posted || !workPosted ? '' : `${d.draftChapter} · `}
          {w.works.wordCount(chapter.words)} · {w.day(chapter.published)}
        </span>{' '}
        <HourNote hours={chapter.hours} />
      </p>
      <div class="acts">
        <a class="button" href={`${base}/${chapter.id}/edit`} aria-label={`${d.edit}: ${name}`}>
          {d.edit}
        </a>
        <a
          class="button"
          href={`${base}/${chapter.id}/revisions`}
          aria-label={`${w.revisions.title}: ${name}`}
        >
          {w.revisions.title}
        </a>
        <a class="button" href={`${base}/${chapter.id}`} aria-label={`${read}: ${name}`}>
          {read}
        </a>
        {workPosted && !chapter.posted ? (
          <a class="button" href={`${base}/${chapter.id}/schedule`} aria-label={`${hour}: ${name}`}>
            {hour}
          </a>
        ) : null}
        {workPosted && !chapter.posted ? (
          <form method="post" action={`${base}/${chapter.id}/post`}>
            <button type="submit" aria-label={`${d.post}: ${name}`}>
              {d.post}
            </button>
          </form>
        ) : null}
        <form method="post" action={`${base}/${chapter.id}/move`} class="acts">
          {isFirst ? null : move(chapter.position - 1, d.up)}
          {isLast ? null : move(chapter.position + 1, d.down)}
        </form>
        {children}
        <a
          class="button danger"
          href={`${base}/${chapter.id}/delete`}
          aria-label={`${w.works.delete}: ${name}`}
        >
          {w.works.delete}
        </a>
      </div>
    </li>
  );
}

export function ChaptersView({
  work,
  chapters,
  hours,
  notice,
}: {
  work: { id: string; title: string; posted: boolean };
  chapters: readonly DeskChapter[];
  /** Of the whole work, while it is a draft. */
  hours?: Hours | undefined;
  notice?: string | undefined;
}) {
  const w = useWords();
  const base = `/works/${work.id}/chapters`;
  return (
    <>
      <WorkDesk {...work} />
      <h1>{w.desk.chapters}</h1>
      {notice ? (
        <p class="notice" role="status">
          {notice}
        </p>
      ) : null}
      {work.posted ? null : (
        <>
          {hours ? (
            <p>
              <HourNote hours={hours} />
            </p>
          ) : null}
          <p class="acts">
            <a class="button" href={`/works/${work.id}`}>
              {w.schedule.readWork}
            </a>
            <a class="button" href={hourPath({ workId: work.id, chapterId: null })}>
              {hours?.scheduledFor ? w.schedule.change : w.schedule.linkWork}
            </a>
          </p>
        </>
      )}
      <ol class="entries">
        {chapters.map((chapter, i) => (
          <Row
            key={chapter.id}
            base={base}
            chapter={chapter}
            isFirst={i === 0}
            isLast={i === chapters.length - 1}
            workPosted={work.posted}
          />
        ))}
      </ol>
      <p>
        <a class="button primary" href={`${base}/new`}>
          {w.desk.addChapter}
        </a>
      </p>
    </>
  );
}

export function DeleteChapterView({
  workId,
  chapter,
  fault,
}: {
  workId: string;
  chapter: { id: string; position: number; title: string | null };
  fault?: string | undefined;
}) {
  const w = useWords();
  const d = w.desk;
  const base = `/works/${workId}/chapters`;
  return (
    <section class="apart">
      <h1>{d.deleteTitle}</h1>
      {fault ? <Problem summary={fault} fields={{}} /> : null}
      <p>{d.deleteLead(chapter.title ?? w.works.chapter(chapter.position))}</p>
      <form method="post" action={`${base}/${chapter.id}/delete`} class="acts">
        <button type="submit" class="danger">
          {d.deleteYes}
        </button>
        <a class="button" href={base}>
          {d.deleteNo}
        </a>
      </form>
    </section>
  );
}
