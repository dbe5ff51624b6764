/** One's own works, the form that edits a header, the page before a deletion, a series. */
import type { FieldFaults } from '../../core/errors.js';
import { useWords } from '../../core/messages/index.js';
import { Problem } from '../../core/ui/form.js';
import { Prose } from '../../core/ui/html.js';
import { Pager } from '../../core/ui/pager.js';
import { Blurbs, type DrawnBlurb, type OwnBlurb } from './blurb.js';
import type { WorkHeader } from './header.js';
import { BylineView } from './parts.js';
import type { SeriesPage } from './queries.js';
import type { Draft } from './schedule/drafts.js';
import { DraftList } from './schedule/views.js';
import type { WorkFields } from './schema.js';
import type { SkinChoice } from './skins/queries.js';
import { WorkDesk } from './work-desk.js';
import { WorkFieldsForm } from './work-form.js';

function Part({ title, works, none }: { title: string; works: OwnBlurb[]; none: string }) {
  return (
    <>
      <h2>{title}</h2>
      {works.length === 0 ? <p class="empty">{none}</p> : <Blurbs works={works} />}
    </>
  );
}

/** Drafts fill the first pages, what is posted the last ones; a page shows the part that it holds something of. */
export function MyWorks({
  works,
  waiting,
  now,
  page,
  more,
  notice,
}: {
  works: OwnBlurb[];
  /** What waits for its hour, or was not posted at it. */
  waiting: readonly Draft[];
  now: Date;
  page: number;
  more: boolean;
  notice?: string | undefined;
}) {
  const w = useWords();
  const drafts = works.filter((work) => !work.posted);
  const posted = works.filter((work) => work.posted);
  return (
    <>
      <h1>{w.works.mine.title}</h1>
      {notice ? (
        <p class="notice" role="status">
          {notice}
        </p>
      ) : null}
      <p class="acts">
        <a class="button primary" href="/works/new">
          {w.desk.write}
        </a>
        <a class="button" href="/import">
          {w.works.mine.bring}
        </a>
        <a class="button" href="/imports">
          {w.works.mine.waiting}
        </a>
        <a class="button" href="/my/drafts">
          {w.schedule.drafts.title}
        </a>
        <a class="button" href="/my/series">
          {w.series.mine}
        </a>
        <a class="button" href="/my/works/edit">
          {w.bulk.title}
        </a>
        <a class="button" href="/my/skins">
          {w.skins.title}
        </a>
        <a class="button" href="/my/gifts">
          {w.gifts.mine.title}
        </a>
        <a class="button" href="/my/invitations">
          {w.creators.requests.title}
        </a>
      </p>
      {waiting.length > 0 && page === 1 ? (
        <>
          <h2>{w.schedule.waiting}</h2>
          <DraftList drafts={waiting} now={now} />
        </>
      ) : null}
      {drafts.length > 0 || page === 1 ? (
        <Part title={w.works.mine.drafts} works={drafts} none={w.works.mine.noDrafts} />
      ) : null}
      {posted.length > 0 || !more ? (
        <Part title={w.works.mine.posted} works={posted} none={w.works.mine.noPosted} />
      ) : null}
      <Pager path="/my/works" page={page} more={more} />
    </>
  );
}

export function EditWork({
  work,
  fields,
  faults,
  skins,
  summary,
}: {
  work: WorkHeader;
  fields: WorkFields;
  skins: readonly SkinChoice[];
  faults: FieldFaults;
  summary?: string | undefined;
}) {
  const w = useWords();
  return (
    <form method="post" action={`/works/${work.id}/edit`} class="form">
      <WorkDesk {...work} />
      <h1>{w.works.form.editTitle}</h1>
      {summary ? <Problem summary={summary} fields={faults} /> : null}
      <WorkFieldsForm fields={fields} faults={faults} skins={skins} />
      <p>
        <button type="submit" class="primary">
          {w.works.form.save}
        </button>{' '}
        <a class="button" href={`/works/${work.id}`}>
          {w.form.cancel}
        </a>
      </p>
    </form>
  );
}

export function DeleteWork({ work }: { work: WorkHeader }) {
  const w = useWords();
  return (
    <section class="apart">
      <h1>{w.works.deletePage.title}</h1>
      <p>{w.works.deletePage.lead(work.title || w.works.draft)}</p>
      <p>{w.works.deletePage.copy}</p>
      {work.posted ? (
        <p>
          <a href={`/works/${work.id}/download.epub`}>{w.works.deletePage.keep}</a>
        </p>
      ) : null}
      <form method="post" action={`/works/${work.id}/delete`}>
        <button type="submit" class="danger">
          {w.works.deletePage.yes}
        </button>{' '}
        <a class="button" href={`/works/${work.id}`}>
          {w.works.deletePage.no}
        </a>
      </form>
    </section>
  );
}

export function SeriesView({
  series,
  works,
  page,
  last,
}: {
  series: SeriesPage;
  works: DrawnBlurb[];
  page: number;
  last: number;
}) {
  const w = useWords();
  return (
    <>
      <h1>
        <bdi>{series.title}</bdi>
      </h1>
      {series.creators.length > 0 ? (
        <p class="made">
          {w.works.by}{' '}
          <BylineView
            byline={{
              anonymous: false,
              own: series.own,
              creators: series.creators,
              elsewhere: [],
              archivedBy: [],
            }}
          />
        </p>
      ) : null}
      {series.own ? (
        <p class="acts">
          <a class="button" href={`/series/${series.id}/edit`}>
            {w.series.edit}
          </a>
        </p>
      ) : null}
      {page === 1 ? (
        <>
          {series.description ? <Prose html={series.description} class="prose" /> : null}
          {series.notes ? <Prose html={series.notes} class="prose" /> : null}
        </>
      ) : null}
      <h2 class="count">
        {w.works.count(series.total)} · {w.works.wordCount(series.words)} ·{' '}
        {series.complete ? w.series.isComplete : w.series.isOpen}
      </h2>
      <Blurbs works={works} />
      <Pager path={`/series/${series.id}`} page={page} last={last} />
    </>
  );
}
