import { createReadStream } from 'node:fs';
import type { App } from '../../core/app.js';
import { notFound } from '../../core/errors.js';
import { FILE_SECURITY_POLICY } from '../../core/http/headers.js';
import { type Answer, type Ask, open, type Route } from '../../core/http/route.js';
import { passGate, workDocument, workHeader } from '../works/index.js';
import { contentDisposition, downloadName } from './file-name.js';
import { keptCopy } from './kept-copies.js';
import { writeDownload } from './write.js';

/** Never a draft and never a hidden name, even for the creator: a file leaves the house. */
async function epub(app: App, ask: Ask): Promise<Answer> {
  const work = await workHeader(app.db, ask.viewer, ask.params.id ?? '');
  if (!work || (work.audience !== 'public' && work.audience !== 'members')) throw notFound();
  const gate = passGate(ask, { adult: work.adult, own: work.byline.own });
  if (gate) return gate;
  const document = await workDocument(app.db, work, { settings: ask.settings, origin: ask.origin });
  const { path, bytes } = await keptCopy(app.config.dataDir, document, 'epub', (to) =>
    writeDownload(app.db, app.config.dataDir, document, 'epub', to),
  );
  return {
    kind: 'bytes',
    type: 'application/epub+zip',
    body: createReadStream(path),
    headers: {
      'content-disposition': contentDisposition(downloadName(work, 'epub')),
      'content-length': String(bytes),
      'content-security-policy': FILE_SECURITY_POLICY,
      'x-robots-tag': 'noindex',
    },
  };
}

export const downloadRoutes = (app: App): Route[] => [
  open('GET', '/works/:id/download.epub', (ask) => epub(app, ask)),
];
