/** The form that gives a work or a chapter its hour, and the list of drafts. */
import type { FieldFaults } from '../../../core/errors.js';
import { type Messages, useWords } from '../../../core/messages/index.js';
import { Field, Problem, Select } from '../../../core/ui/form.js';
import { timeZones } from '../../../core/zone.js';
import type { Draft, Hours } from './drafts.js';

export interface HourFields {
  day: string;
  time: string;
  zone: string;
  silent: boolean;
}

/** Why something was not posted at its hour, in words. */
export function reasonsText(w: Messages, faults: readonly string[]): string {
  const f = w.works.form.faults;
  const known: Readonly<Record<string, string>> = {
    title: f.title,
    fandoms: f.fandom,
    rating: f.rating,
    warnings: f.warning,
    language: f.language,
    standing: w.schedule.reasons.standing,
    nobody: w.schedule.reasons.nobody,
  };
  return faults.map((fault) => known[fault] ?? w.schedule.reasons.other).join(' ');
}

/** The hour that something waits for, or why it was not posted at its hour; nothing else. */
export function HourNote({ hours }: { hours: Hours }) {
  const w = useWords();
  if (hours.scheduledFor)
    return <span class="flag">{w.schedule.at(w.moment(hours.scheduledFor, hours.zone ?? 'UTC'))}</span>;
  if (hours.faults && hours.faults.length > 0)
    return <span class="fault">{w.schedule.failed(reasonsText(w, hours.faults))}</span>;
  return null;
}

export interface HourForm {
  workId: string;
  /** null is the whole work. */
  chapterId: string | null;
  name: string;
  waits: boolean;
}

export const hourPath = (form: Pick<HourForm, 'workId' | 'chapterId'>): string =>
  form.chapterId === null
    ? `/works/${form.workId}/schedule`
    : `/works/${form.workId}/chapters/${form.chapterId}/schedule`;

export function HourView({
  form,
  hours,
  fields,
  faults,
  summary,
  notices,
}: {
  form: HourForm;
  hours: Hours;
  fields: HourFields;
  faults: FieldFaults;
  summary?: string | undefined;
  notices: readonly string[];
}) {
  const w = useWords();
  const s = w.schedule;
  return (
    <form method="post" action={hourPath(form)} class="form">
      <h1>{s.title}</h1>
      {summary ? <Problem summary={summary} fields={faults} /> : null}
      {notices.length > 0 ? (
        <p class="notice" role="status">
          {notices.join(' ')}
        </p>
      ) : null}
      <p>
        <bdi>{form.chapterId === null ? s.workLead(form.name) : s.chapterLead(form.name)}</bdi>
      </p>
      <p>
        <HourNote hours={hours} />
      </p>
      <div class="columns">
        <Field name="day" type="date" label={s.day} value={fields.day} fault={faults.day} required />
        <Field
          name="time"
          label={s.time}
          help={s.timeHelp}
          value={fields.time}
          fault={faults.time}
          maxLength={5}
          required
        />
      </div>
      <Select
        name="zone"
        label={s.zone}
        help={s.zoneHelp}
        value={fields.zone}
        fault={faults.zone}
        choices={timeZones().map((zone) => [zone, zone.replaceAll('_', ' ')] as const)}
      />
      {form.chapterId === null ? null : (
        <>
          <label class="check">
            <input type="checkbox" name="silent" checked={fields.silent} aria-describedby="help-silent" />{' '}
            {s.silent}
          </label>
          <p class="help" id="help-silent">
            {s.silentHelp}
          </p>
        </>
      )}
      <p class="buttons">
        <button type="submit" name="act" value="set" class="primary">
          {form.waits ? s.change : s.set}
        </button>
        {form.waits ? (
          <button type="submit" name="act" value="cancel" formnovalidate>
            {s.cancel}
          </button>
        ) : null}
        <a
          class="button"
          href={form.chapterId === null ? `/works/${form.workId}/edit` : `/works/${form.workId}/chapters`}
        >
          {form.chapterId === null ? s.mend : w.desk.chapters}
        </a>
      </p>
    </form>
  );
}

const DAY_MS = 24 * 3600_000;

function DraftEntry({ draft, now }: { draft: Draft; now: Date }) {
  const w = useWords();
  const s = w.schedule;
  const work = draft.workTitle || w.works.draft;
  const chapter = draft.chapter && (draft.chapter.title ?? w.works.chapter(draft.chapter.position));
  const name = chapter === null ? work : s.drafts.chapterOf(chapter, work);
  const at = draft.chapter ? `/works/${draft.workId}/chapters/${draft.chapter.id}` : `/works/${draft.workId}`;
  const days = Math.max(0, Math.floor((now.getTime() - draft.begun.getTime()) / DAY_MS));
  const ids = { workId: draft.workId, chapterId: draft.chapter?.id ?? null };
  return (
    <li>
      <p>
        <strong>
          <bdi>{name}</bdi>
        </strong>{' '}
        <span class="help">
          {[w.works.wordCount(draft.words), s.drafts.age(days), s.drafts.saved(w.day(draft.saved))].join(
            ' · ',
          )}
        </span>
      </p>
      <p>
        <HourNote hours={draft} />
      </p>
      <div class="acts">
        <a class="button" href={at} aria-label={`${s.read}: ${name}`}>
          {s.read}
        </a>
        <a
          class="button"
          href={draft.chapter ? `${at}/edit` : `/works/${draft.workId}/chapters`}
          aria-label={`${w.desk.edit}: ${name}`}
        >
          {w.desk.edit}
        </a>
        <a
          class="button"
          href={hourPath(ids)}
          aria-label={`${draft.scheduledFor ? s.change : s.link}: ${name}`}
        >
          {draft.scheduledFor ? s.change : s.link}
        </a>
      </div>
    </li>
  );
}

export const DraftList = ({ drafts, now }: { drafts: readonly Draft[]; now: Date }) => (
  <ul class="entries">
    {drafts.map((draft) => (
      <DraftEntry key={draft.chapter?.id ?? draft.workId} draft={draft} now={now} />
    ))}
  </ul>
);

export function DraftsView({ drafts, now }: { drafts: readonly Draft[]; now: Date }) {
  const d = useWords().schedule.drafts;
  return (
    <>
      <h1>{d.title}</h1>
      <p>{d.lead}</p>
      {drafts.length === 0 ? <p class="empty">{d.none}</p> : <DraftList drafts={drafts} now={now} />}
    </>
  );
}
