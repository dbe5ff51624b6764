/** The form of one chapter. */
import { useWords } from '../../../core/messages/index.js';
import { direction, type SafeHtml } from '../../../core/text/index.js';
import { Choices, Field, Once, Problem, TextArea } from '../../../core/ui/form.js';
import { Prose } from '../../../core/ui/html.js';
import { TagField } from '../work-form.js';
import { CHAPTER_WARNINGS, type ChapterFields } from './chapter-fields.js';
import type { Comparison } from './compare.js';
import { ComparedPart } from './compare-view.js';
import { Act, Preview, type Returned, TextFields } from './form-parts.js';

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

/** What stands there when somebody else has saved meanwhile, and how the text of this form differs from it. */
export interface Theirs {
  html: SafeHtml;
  comparison: Comparison;
  lang: string;
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
  theirs?: Theirs | undefined;
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
          <Prose html={theirs.html} class="prose" />
          <ComparedPart
            label={d.theirsDiffers}
            comparison={theirs.comparison}
            lang={theirs.lang}
            dir={direction(theirs.lang)}
          />
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
