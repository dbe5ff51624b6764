import type { App } from '../../core/app.js';
import type { FieldFaults } from '../../core/errors.js';
import { type MemberAsk, page, type Route, redirect, withRight } from '../../core/http/route.js';
import { noteHost } from '../../core/http/seen-host.js';
import type { Messages } from '../../core/messages/index.js';
import { type Settings, writeSettings } from '../../core/settings.js';
import { recordStaffAct } from '../../core/staff-log.js';
import { type FindApp, findState } from '../find/index.js';
import { countAccounts } from '../people/index.js';
import { countWorks } from '../works/index.js';
import { lettersRoutes } from './letters-routes.js';
import { logRoutes } from './log-routes.js';
import { staffPeopleRoutes } from './people-routes.js';
import { setupSettings } from './schema.js';
import { DeskView } from './views.js';

/** What is set and what the browser asked for must be one host, or forms are refused and links fail. */
function addressWarning(app: App, ask: MemberAsk): string | null {
  const configured = app.config.FANLIGHT_URL ?? ask.settings.address;
  if (!configured || new URL(configured).host === ask.request.host) return null;
  return ask.words.home.admin.addressWrong(configured, ask.request.host);
}

const valuesOf = ({
  name,
  address,
  language,
  timeZone,
  joining,
  terms,
  staffSecondProof,
}: Settings): Record<string, string> => ({
  archiveName: name,
  address,
  language,
  timeZone,
  joining,
  terms,
  staffSecondProof: staffSecondProof ? 'yes' : '',
});

const rederivedText = (w: Messages, { done, total }: { done: number; total: number }): string =>
  w.home.admin.rederivedOf(w.number(done), w.number(total));

async function desk(
  app: FindApp,
  ask: MemberAsk,
  values: Record<string, string>,
  faults: FieldFaults = {},
  summary?: string,
) {
  const [works, people, find] = await Promise.all([
    countWorks(app.db),
    countAccounts(app.db),
    findState(app),
    noteHost(app.db, ask.request.host, ask.now),
  ]);
  const a = ask.words.home.admin;
  const counts = [
    [a.works, ask.words.number(works.posted)],
    [a.drafts, ask.words.number(works.drafts)],
    [a.people, ask.words.number(people)],
    [a.searches, a.searchesBy[find.by]],
    ...(find.rederived ? [[a.rederived, rederivedText(ask.words, find.rederived)] as const] : []),
  ] as const;
  return page(
    a.title,
    <DeskView
      values={values}
      faults={faults}
      summary={summary}
      saved={ask.query.has('saved')}
      addressWarning={addressWarning(app, ask)}
      counts={counts}
    />,
    {
      status: summary ? 422 : 200,
    },
  );
}

async function save(app: FindApp, ask: MemberAsk) {
  const values = ask.form.values();
  const read = setupSettings(ask.words).safeParse({ ...values, name: values.archiveName });
  if (!read.success) {
    const faults: FieldFaults = {};
    for (const issue of read.error.issues)
      faults[issue.path[0] === 'name' ? 'archiveName' : String(issue.path[0])] ??= issue.message;
    return desk(app, ask, values, faults, ask.words.home.setup.summary);
  }
  if (read.data.staffSecondProof && !ask.viewer.hasSecondProof) {
    const fault = ask.words.home.admin.staffProofFirst;
    return desk(app, ask, values, { staffSecondProof: fault }, fault);
  }
  await app.db.transaction().execute(async (trx) => {
    await writeSettings(trx, { ...ask.settings, ...read.data }, ask.now);
    await recordStaffAct(trx, ask.viewer, { act: 'settings-changed', thing: 'archive', id: '' }, ask.now);
  });
  app.settings.refresh();
  return redirect('/admin?saved');
}

export const adminRoutes = (app: FindApp): Route[] => [
  withRight('change-settings')('GET', '/admin', (ask) => desk(app, ask, valuesOf(ask.settings))),
  withRight('change-settings')('POST', '/admin', (ask) => save(app, ask)),
  ...staffPeopleRoutes(app),
  ...lettersRoutes(app),
  ...logRoutes(app),
];
