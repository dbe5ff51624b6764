/** The page on which a work gets a picture on its front. */
import type { FastifyRequest } from 'fastify';
import type { App } from '../../../core/app.js';
import { AppError, badInput, notFound } from '../../../core/errors.js';
import { Form } from '../../../core/http/forms.js';
import {
  type Answer,
  type MemberAsk,
  members,
  page,
  type Route,
  redirect,
} from '../../../core/http/route.js';
import type { Messages } from '../../../core/messages/index.js';
import type { WorkHeader } from '../header.js';
import { workHeader } from '../queries.js';
import { COVER_LIMITS, type CoverChange, changeCover, makeCover, readAlt } from './actions.js';
import { CoverView } from './views.js';

async function ownWork(app: App, ask: MemberAsk): Promise<WorkHeader> {
  const work = await workHeader(app.db, ask.viewer, ask.params.id ?? '');
  if (!work?.byline.own) throw notFound();
  return work;
}

async function show(app: App, ask: MemberAsk, again?: { alt: string; error: AppError }): Promise<Answer> {
  const work = await ownWork(app, ask);
  const c = ask.words.covers;
  const notice = ask.query.has('saved') ? c.saved : ask.query.has('removed') ? c.removed : undefined;
  return page(
    c.title,
    <CoverView
      work={work}
      alt={again?.alt ?? work.cover?.alt ?? ''}
      faults={again?.error.fields ?? {}}
      summary={again?.error.safe}
      notice={again ? undefined : notice}
    />,
    { status: again ? 422 : 200, head: { robots: 'noindex' } },
  );
}

/** What is too large is received, or no page could say so, but not kept. */
async function readPicture(file: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of file) {
    if (bytes <= COVER_LIMITS.bytes) parts.push(part);
    bytes += part.length;
  }
  return Buffer.concat(parts);
}

async function readForm(
  request: FastifyRequest,
  words: Messages,
): Promise<{ form: Form; picture: Buffer | null }> {
  if (!request.isMultipart()) throw badInput(words.covers.faults.summary);
  const form = new Form();
  let picture: Buffer | null = null;
  const limits = { files: 1, fields: 10, fieldSize: 16 * 1024 };
  for await (const part of request.parts({ limits })) {
    if (part.type === 'field') form.append(part.fieldname, String(part.value));
    else if (!part.filename) part.file.resume();
    else picture = await readPicture(part.file);
  }
  return { form, picture };
}

/** @throws badInput with its faults by field */
async function readChange(
  { form, picture }: { form: Form; picture: Buffer | null },
  hasCover: boolean,
  words: Messages,
): Promise<CoverChange> {
  if (form.text('act') === 'remove') return 'remove';
  const alt = readAlt(form.text('alt'), words);
  if (picture) return { picture: await makeCover(picture, words), alt };
  const { faults } = words.covers;
  if (!hasCover) throw badInput(faults.summary, { picture: faults.needed });
  return { picture: null, alt };
}

async function save(app: App, ask: MemberAsk): Promise<Answer> {
  const work = await ownWork(app, ask);
  const given = await readForm(ask.request, ask.words);
  try {
    const change = await readChange(given, work.cover !== null, ask.words);
    await changeCover(app.db, app.config.dataDir, ask.viewer, work.id, change, ask.now);
    return redirect(`/works/${work.id}/cover?${change === 'remove' ? 'removed' : 'saved'}`);
  } catch (error) {
    if (!(error instanceof AppError) || error.status !== 422) throw error;
    return show(app, ask, { alt: given.form.text('alt'), error });
  }
}

export const coverRoutes = (app: App): Route[] => [
  members('GET', '/works/:id/cover', (ask) => show(app, ask)),
  members('POST', '/works/:id/cover', (ask) => save(app, ask), { upload: true }),
];
