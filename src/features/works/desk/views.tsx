import type { ComponentChildren } from 'preact';
import type { FieldFaults } from '../../../core/errors.js';
import { useWords } from '../../../core/messages/index.js';
import type { SafeHtml } from '../../../core/text/index.js';
import { Choices, Field, Once, Problem, Select, TextArea } from '../../../core/ui/form.js';
import { Prose } from '../../../core/ui/html.js';
import { SOURCE_FORMATS } from '../prepare.js';
import type { Hours } from '../schedule/drafts.js';
import { HourNote, hourPath } from '../schedule/views.js';
import type { WorkFields } from '../schema.js';
import { WorkDesk } from '../work-desk.js';
import { TagField, WorkFieldsForm } from '../work-form.js';
import { CHAPTER_WARNINGS, type ChapterFields, OF_NEW_WORK } from './chapter-fields.js';
import type { DeskChapter } from './chapter-queries.js';

/** How a text will read, before anything is saved. */
export interface Previewed {
  title: string;
  lang: string;
  dir: 'ltr' | 'rtl';
  summary: SafeHtml | null;
  startNotes: SafeHtml | null;
  body: SafeHtml;
  endNotes: SafeHtml | null;
}

function Aside({ label, html }: { label: string; html: SafeHtml | null }) {
  return html ? (
    <aside aria-label={label}>
      <h3>{label}</h3>
      <Prose html={html} />
    </aside>
  ) : null;
}

function Preview({ of }: { of: Previewed }) {
  const w = useWords();
  return (
    <section class="desk-preview" aria-labelledby="preview-title">
      <h2 id="preview-title">{w.desk.previewTitle}</h2>
      <p class="help">{w.desk.previewLead}</p>
      <div class="chapter" lang={of.lang} dir={of.dir}>
        <h3>
          <bdi>{of.title}</bdi>
        </h3>
        <Aside label={w.works.summary} html={of.summary} />
        <Aside label={w.works.notes} html={of.startNotes} />
        <Prose html={of.body} class="text" />
        <Aside label={w.works.endNotes} html={of.endNotes} />
      </div>
    </section>
  );
}

/** What a form came back with. */
export interface Returned {
  faults: FieldFaults;
  summary?: string | undefined;
  preview?: Previewed | undefined;
}

const Act = ({ name, label, primary }: { name: string; label: string; primary?: boolean }) => (
  <button type="submit" name="act" value={name} class={primary ? 'primary' : undefined}>
    {label}
  </button>
);

/** The text itself: what is typed, and in what. */
function TextFields({
  names,
  fields,
  faults,
}: {
  names: { text: string; format: string };
  fields: ChapterFields;
  faults: FieldFaults;
}) {
  const d = useWords().desk;
  return (
    <div class="desk-text" data-desk-text data-words={d.wordsSoFar}>
      <Select
        name={names.format}
        label={d.format}
        value={fields.format}
        choices={SOURCE_FORMATS.map((format) => [format, d.formats[format]] as const)}
      />
      <TextArea
        name={names.text}
        rows={24}
        label={d.text}
        help={d.textHelp[fields.format]}
        value={fields.text}
        fault={faults.text}
        required
      />
    </div>
  );
}

export function NewWorkView({
  fields,
  chapter,
  pseuds,
  as,
  once,
  returned,
}: {
  fields: WorkFields;
  chapter: ChapterFields;
  pseuds: readonly { publicId: string; name: string }[];
  /** The pseud under which it is to stand. */
  as: string;
  once: string;
  returned: Returned;
}) {
  const w = useWords();
  const d = w.desk;
  return (
    <form id="desk-form" method="post" action="/works/new" class="form desk">
      <h1>{d.newTitle}</h1>
      {returned.summary ? <Problem summary={returned.summary} fields={returned.faults} /> : null}
      {returned.preview ? <Preview of={returned.preview} /> : null}
      <Once id={once} />
      {pseuds.length > 1 ? (
        <Select
          name="as"
          label={w.creators.as}
          help={w.creators.asHelp}
          value={as}
          choices={pseuds.map((pseud) => [pseud.publicId, pseud.name] as const)}
        />
      ) : null}
      <WorkFieldsForm fields={fields} faults={returned.faults} />
      <h2>{w.works.chapter(1)}</h2>
      <Field
        name={OF_NEW_WORK.title}
        label={d.chapterTitle}
        help={d.chapterTitleHelp}
        value={chapter.title}
        fault={returned.faults[OF_NEW_WORK.title]}
      />
      <TextFields names={OF_NEW_WORK} fields={chapter} faults={returned.faults} />
      <p class="buttons">
        <Act name="post" label={d.post} primary />
        <Act name="draft" label={d.saveDraft} />
        <Act name="preview" label={d.preview} />
      </p>
    </form>
  );
}

export interface ChapterForm {
  workId: string;
  workTitle: string;
  /** null is a new chapter. */
  chapterId: string | null;
  /** Of a posted work: its chapters can be posted by themselves. */
  workPosted: boolean;
  posted: boolean;
  /** The last place there is. */
  last: number;
  /** When it was last saved as the form knows it, ISO. */
  seen: string;
}

export function ChapterView({
  form,
  fields,
  once,
  theirs,
  returned,
}: {
  form: ChapterForm;
  fields: ChapterFields;
  once: string;
  /** What somebody else saved meanwhile. */
  theirs?: { html: SafeHtml } | undefined;
  returned: Returned;
}) {
  const w = useWords();
  const d = w.desk;
  const { faults } = returned;
  const base = `/works/${form.workId}/chapters`;
  const mayPost = form.workPosted && !form.posted;
  return (
    <form
      id="desk-form"
      method="post"
      action={form.chapterId ? `${base}/${form.chapterId}/edit` : `${base}/new`}
      class="form desk"
    >
      <h1>{form.chapterId ? d.editChapter : d.newChapter}</h1>
      <p>
        <a href={base}>
          <bdi>{form.workTitle}</bdi>
        </a>
      </p>
      {returned.summary ? <Problem summary={returned.summary} fields={faults} /> : null}
      {theirs ? (
        <section class="desk-preview">
          <h2>{d.theirs}</h2>
          <Prose html={theirs.html} />
        </section>
      ) : null}
      {returned.preview ? <Preview of={returned.preview} /> : null}
      <Once id={once} />
      <input type="hidden" name="seen" value={form.seen} />
      <Field
        name="title"
        label={d.chapterTitle}
        help={d.chapterTitleHelp}
        value={fields.title}
        fault={faults.title}
      />
      <div class="columns">
        <Field
          name="position"
          type="number"
          label={d.position}
          help={d.positionHelp(form.last)}
          min={1}
          max={form.last}
          value={fields.position}
          fault={faults.position}
        />
        <Field
          name="publishedOn"
          type="date"
          label={d.publishedOn}
          help={d.publishedHelp}
          value={fields.publishedOn}
          fault={faults.publishedOn}
        />
      </div>
      <TextArea
        name="summary"
        rows={3}
        label={w.works.summary}
        value={fields.summary}
        fault={faults.summary}
      />
      <TextArea
        name="startNotes"
        rows={3}
        label={w.works.notes}
        value={fields.startNotes}
        fault={faults.startNotes}
      />
      <TextFields names={{ text: 'text', format: 'format' }} fields={fields} faults={faults} />
      <TextArea
        name="endNotes"
        rows={3}
        label={w.works.endNotes}
        value={fields.endNotes}
        fault={faults.endNotes}
      />
      <Choices
        name="warnings"
        type="checkbox"
        label={d.chapterWarnings}
        help={d.chapterWarningsHelp}
        chosen={fields.warnings}
        fault={faults.warnings}
        choices={CHAPTER_WARNINGS.map((name) => [name, name] as const)}
      />
      <TagField
        name="freeforms"
        type="freeform"
        label={d.chapterTags}
        help={d.chapterTagsHelp}
        names={fields.freeforms}
        fault={faults.freeforms}
      />
      {mayPost ? (
        <label class="check">
          <input type="checkbox" name="silent" checked={fields.silent} /> {w.schedule.silent}
        </label>
      ) : null}
      <p class="buttons">
        {mayPost ? <Act name="post" label={d.saveAndPost} primary /> : null}
        <Act name="save" label={mayPost ? d.saveDraft : d.save} primary={!mayPost} />
        <Act name="preview" label={d.preview} />
        <a class="button" href={base}>
          {w.form.cancel}
        </a>
      </p>
    </form>
  );
}

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
          <a
            class="button"
            href={`${base}/${chapter.id}/schedule`}
            aria-label={`${w.schedule.link}: ${name}`}
          >
            {chapter.hours.scheduledFor ? w.schedule.change : w.schedule.link}
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
