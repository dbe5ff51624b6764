import type { App } from '../../core/app.js';
import { badInput } from '../../core/errors.js';
import { type Answer, type MemberAsk, members, type Route } from '../../core/http/route.js';
import { readTagList, type TagType } from '../tags/index.js';
import { completeTags } from './complete-tags.js';

/** What people type; the others are chosen from lists. */
const TYPED: readonly TagType[] = ['fandom', 'relationship', 'character', 'freeform'];

async function complete(app: App, ask: MemberAsk): Promise<Answer> {
  const type = TYPED.find((one) => one === ask.query.get('type'));
  if (!type) throw badInput(ask.words.works.tagBox.badType(TYPED.join(', ')));
  await app.limiter.suggest(ask.viewer.accountId);
  const tags = await completeTags(app.db, ask.viewer, {
    type,
    typed: ask.query.get('q') ?? '',
    fandoms: readTagList(ask.query.get('fandoms') ?? ''),
  });
  return {
    kind: 'bytes',
    type: 'application/json; charset=utf-8',
    body: JSON.stringify({ tags }),
    headers: { 'cache-control': 'private, no-store' },
  };
}

export const completionRoutes = (app: App): Route[] => [
  members('GET', '/tags/complete', (ask) => complete(app, ask)),
];
