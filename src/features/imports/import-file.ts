/** A file from a person with the data folder at hand: taken in, read and saved in one go, by the same steps as on the page. */
import type { Readable } from 'node:stream';
import type { App } from '../../core/app.js';
import { AppError } from '../../core/errors.js';
import type { Messages } from '../../core/messages/index.js';
import type { Member } from '../../core/viewer.js';
import { fieldFaults } from '../works/index.js';
import { takeIn } from './actions.js';
import { existingWork } from './existing.js';
import { draftOf, importById } from './queries.js';
import { readImport } from './read-import.js';
import type { Wishes } from './review/to-draft.js';
import { decideOne, saveImport, updateWithImport } from './save.js';
import { keepStream } from './upload.js';

export interface FileDone {
  /** `here`: the person has this work already, and it was left as it is. `review`: it could not be saved as wished and waits for its person. `failed`: it could not be read; the file is kept. */
  state: 'posted' | 'draft' | 'updated' | 'here' | 'review' | 'failed';
  /** Of the work when it was saved, else of the import. */
  id: string;
  /** What is missing or wrong, in plain words. */
  message: string | null;
}

export async function importFile(
  app: Pick<App, 'db' | 'sanitiser' | 'config' | 'clock' | 'settings'>,
  person: { viewer: Member; pseudId: number; words: Messages },
  file: { name: string; stream: Readable },
  wishes: Wishes,
  wish: 'draft' | 'posted',
  existing: 'skip' | 'update' | 'new',
): Promise<FileDone> {
  const { db, sanitiser, clock } = app;
  const { viewer, words } = person;
  const { dataDir } = app.config;
  const arrival = await keepStream(dataDir, file.name, file.stream);
  const [id = ''] = await takeIn(db, viewer.accountId, [arrival], wishes, clock.now(), { withJob: false });
  const settings = await app.settings.get();
  const language = settings?.language ?? 'en';
  const origins = [app.config.FANLIGHT_URL ?? '', settings?.address ?? ''].filter(Boolean);
  await readImport({ db, sanitiser, dataDir, language, origins, now: () => clock.now() }, id);
  const row = await importById(db, viewer, id);
  if (row?.state !== 'review') return { state: 'failed', id, message: row?.error ?? null };
  const known = existing === 'new' ? undefined : await existingWork(db, viewer.accountId, row);
  if (known && existing === 'skip') {
    await decideOne(db, viewer, id, 'skip', clock.now());
    return { state: 'here', id: known.id, message: words.batches.hereAs(known.title) };
  }
  if (known) {
    const to = { workId: known.id, replaceMine: false };
    const workId = await updateWithImport({ db, sanitiser, words }, viewer, id, to, clock.now());
    return { state: 'updated', id: workId, message: null };
  }
  const draft = await draftOf(db, viewer, row.key);
  const missing = draft ? Object.values(fieldFaults(draft.fields, 'posted', words, clock.now())) : [];
  try {
    const workId = await saveImport({ db, sanitiser, words }, viewer, id, wish, clock.now(), person.pseudId);
    return {
      state: wish,
      id: workId,
      message: wish === 'draft' && missing.length > 0 ? missing.join(' ') : null,
    };
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    return {
      state: 'review',
      id,
      message: [...new Set([error.safe, ...Object.values(error.fields)])].join(' '),
    };
  }
}
