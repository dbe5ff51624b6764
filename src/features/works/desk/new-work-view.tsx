/** The form of a work that is typed here. */
import { useWords } from '../../../core/messages/index.js';
import { Field, Once, Problem, Select } from '../../../core/ui/form.js';
import type { WorkFields } from '../schema.js';
import type { SkinChoice } from '../skins/queries.js';
import { WorkFieldsForm } from '../work-form.js';
import { type ChapterFields, OF_NEW_WORK } from './chapter-fields.js';
import { Act, Preview, type Returned, TextFields } from './form-parts.js';

export function NewWorkView({
  fields,
  chapter,
  pseuds,
  as,
  skins,
  once,
  returned,
}: {
  fields: WorkFields;
  chapter: ChapterFields;
  pseuds: readonly { publicId: string; name: string }[];
  /** The pseud under which it is to stand. */
  as: string;
  skins: readonly SkinChoice[];
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
      <WorkFieldsForm fields={fields} faults={returned.faults} skins={skins} />
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
