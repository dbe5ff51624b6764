/** The pages on which members keep their pen names. Deleting one moves works, so the room of works does it. */
import type { App } from '../../../core/app.js';
import { notFound } from '../../../core/errors.js';
import {
  type Answer,
  type MemberAsk,
  members,
  page,
  type Route,
  redirect,
} from '../../../core/http/route.js';
import type { Returned } from '../account/views.js';
import { pseudFields, savePseud } from './actions.js';
import { isFault, makeIcon, readPseudForm } from './icon.js';
import { type PseudProfile, profileByAddress, profilesOf } from './queries.js';
import { PseudForm, PseudsView } from './views.js';

const PATH = '/account/pseuds';
const nothing: Returned = { values: {}, faults: {} };

async function list(app: App, ask: MemberAsk): Promise<Answer> {
  const p = ask.words.pseuds;
  const said = (['added', 'saved', 'removed'] as const).find((name) => ask.query.has(name));
  const pseuds = await profilesOf(app.db, ask.viewer.accountId);
  const returned = { ...nothing, notice: said && p[said] };
  return page(p.title, <PseudsView pseuds={pseuds} returned={returned} />);
}

/** One of the asker's own. @throws notFound */
async function own(app: App, ask: MemberAsk): Promise<PseudProfile> {
  const pseud = await profileByAddress(app.db, ask.params.id ?? '');
  if (!pseud || pseud.accountId !== ask.viewer.accountId) throw notFound();
  return pseud;
}

function form(ask: MemberAsk, pseud: PseudProfile | undefined, returned = nothing): Answer {
  const p = ask.words.pseuds;
  return page(pseud ? p.editTitle(pseud.name) : p.addTitle, <PseudForm pseud={pseud} returned={returned} />, {
    status: returned.summary ? 422 : 200,
  });
}

async function save(app: App, ask: MemberAsk, pseud: PseudProfile | undefined): Promise<Answer> {
  const read = await readPseudForm(ask.request, ask.words);
  try {
    const fields = pseudFields(read.form, ask.words);
    const icon = read.picture ? await makeIcon(read.picture, ask.words) : null;
    const { accountId } = ask.viewer;
    await savePseud(app.db, accountId, pseud?.publicId ?? null, fields, icon, ask.words, ask.now);
  } catch (error) {
    if (!isFault(error)) throw error;
    return form(ask, pseud, { values: read.form.values(), faults: error.fields, summary: error.safe });
  }
  return redirect(`${PATH}?${pseud ? 'saved' : 'added'}`);
}

export const pseudRoutes = (app: App): Route[] => [
  members('GET', PATH, (ask) => list(app, ask)),
  members('GET', `${PATH}/new`, (ask) => form(ask, undefined)),
  members('POST', `${PATH}/new`, (ask) => save(app, ask, undefined), { upload: true }),
  members('GET', `${PATH}/:id`, async (ask) => form(ask, await own(app, ask))),
  members('POST', `${PATH}/:id`, async (ask) => save(app, ask, await own(app, ask)), { upload: true }),
];
