/** The pages on which works and chapters get their hour, and the list of drafts. */
import type { App } from '../../../core/app.js';
import { AppError, type FieldFaults, notFound } from '../../../core/errors.js';
import {
  type Answer,
  type MemberAsk,
  members,
  page,
  type Route,
  redirect,
} from '../../../core/http/route.js';
import { isTimeZone, type Moment, momentOn, wallTime } from '../../../core/zone.js';
import { ownChapter } from '../desk/chapter-queries.js';
import { workHeader } from '../queries.js';
import { setHour, takeHourBack } from './actions.js';
import { draftsOf, hoursOf, zoneOf } from './drafts.js';
import { DraftsView, type HourFields, type HourForm, HourView, hourPath } from './views.js';

const idsOf = (ask: MemberAsk) => ({
  work: ask.params.id ?? '',
  ...(ask.params.chapter === undefined ? {} : { chapter: ask.params.chapter }),
});

interface Asked {
  form: HourForm;
  hours: NonNullable<Awaited<ReturnType<typeof hoursOf>>>;
  fields: HourFields;
}

/** @throws notFound */
async function asked(app: App, ask: MemberAsk): Promise<Asked> {
  const ids = idsOf(ask);
  const [work, hours, zone] = await Promise.all([
    workHeader(app.db, ask.viewer, ids.work),
    hoursOf(app.db, ask.viewer, ids),
    zoneOf(app.db, ask.viewer),
  ]);
  if (!work || !hours) throw notFound();
  const chapter =
    ids.chapter === undefined ? undefined : await ownChapter(app.db, ask.viewer, ids.work, ids.chapter);
  const own = zone && isTimeZone(zone) ? zone : ask.settings.timeZone;
  const zoneNow = hours.scheduledFor && hours.zone ? hours.zone : own;
  const wall = hours.scheduledFor ? wallTime(zoneNow, hours.scheduledFor) : { day: '', time: '' };
  return {
    form: {
      workId: work.id,
      chapterId: ids.chapter ?? null,
      name: chapter
        ? (chapter.title ?? ask.words.works.chapter(chapter.position))
        : work.title || ask.words.works.draft,
      waits: hours.scheduledFor !== null,
    },
    hours,
    fields: { ...wall, zone: zoneNow, silent: hours.silent },
  };
}

/** What is posted has no hour to wait for; a chapter of a draft is posted with its work. */
const mayWait = ({ form, hours }: Asked): boolean =>
  !hours.posted && (form.chapterId === null || hours.workPosted);

interface Given {
  fields: HourFields;
  faults: FieldFaults;
  summary?: string;
}

function hourPage(ask: MemberAsk, { form, hours }: Asked, { fields, faults, summary }: Given): Answer {
  const s = ask.words.schedule;
  const notices = [
    ...(ask.query.has('set') && hours.scheduledFor
      ? [s.done(ask.words.moment(hours.scheduledFor, hours.zone ?? 'UTC'))]
      : []),
    ...(ask.query.get('set') === 'skipped' ? [s.skipped] : []),
    ...(ask.query.get('set') === 'twice' ? [s.twice] : []),
    ...(ask.query.has('cancelled') ? [s.cancelled] : []),
  ];
  return page(
    s.title,
    <HourView
      form={form}
      hours={hours}
      fields={fields}
      faults={faults}
      summary={summary}
      notices={notices}
    />,
    { status: summary ? 422 : 200, head: { robots: 'noindex' } },
  );
}

async function show(app: App, ask: MemberAsk): Promise<Answer> {
  const on = await asked(app, ask);
  if (!mayWait(on)) return redirect(`/works/${on.form.workId}/chapters`);
  return hourPage(ask, on, { fields: on.fields, faults: {} });
}

const readFields = (ask: MemberAsk): HourFields => ({
  day: ask.form.text('day').trim(),
  // A browser may send seconds too.
  time: ask.form
    .text('time')
    .trim()
    .replace(/^(\d{2}:\d{2}):\d{2}$/, '$1')
    .padStart(5, '0'),
  zone: ask.form.text('zone').trim(),
  silent: ask.form.has('silent'),
});

function momentFaults(ask: MemberAsk, fields: HourFields): { moment: Moment } | { faults: FieldFaults } {
  const f = ask.words.schedule.faults;
  if (!isTimeZone(fields.zone)) return { faults: { zone: f.zone } };
  const moment = momentOn(fields.zone, fields);
  return moment ? { moment } : { faults: { day: f.moment } };
}

async function save(app: App, ask: MemberAsk): Promise<Answer> {
  const on = await asked(app, ask);
  const path = hourPath(on.form);
  if (ask.form.text('act') === 'cancel') {
    await takeHourBack(app.db, ask.viewer, idsOf(ask), ask.words);
    return redirect(`${path}?cancelled`);
  }
  const fields = readFields(ask);
  const read = momentFaults(ask, fields);
  if ('faults' in read)
    return hourPage(ask, on, { fields, faults: read.faults, summary: ask.words.works.form.problem });
  const hour = { at: read.moment.at, zone: fields.zone };
  try {
    const given = { hour, silent: fields.silent };
    await setHour(app.db, ask.viewer, idsOf(ask), given, ask.words, ask.now);
  } catch (error) {
    if (!(error instanceof AppError) || error.status !== 422) throw error;
    return hourPage(ask, on, { fields, faults: error.fields, summary: error.safe });
  }
  return redirect(`${path}?set=${read.moment.was}`);
}

async function drafts(app: App, ask: MemberAsk): Promise<Answer> {
  const found = await draftsOf(app.db, ask.viewer);
  return page(ask.words.schedule.drafts.title, <DraftsView drafts={found} now={ask.now} />);
}

const OF_WORK = '/works/:id/schedule';
const OF_CHAPTER = '/works/:id/chapters/:chapter/schedule';

export const scheduleRoutes = (app: App): Route[] => [
  members('GET', OF_WORK, (ask) => show(app, ask)),
  members('POST', OF_WORK, (ask) => save(app, ask)),
  members('GET', OF_CHAPTER, (ask) => show(app, ask)),
  members('POST', OF_CHAPTER, (ask) => save(app, ask)),
  members('GET', '/my/drafts', (ask) => drafts(app, ask)),
];
