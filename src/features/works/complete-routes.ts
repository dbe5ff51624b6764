import type { App } from '../../core/app.js';
import { badInput } from '../../core/errors.js';
import { type Answer, type Ask, open, type Route } from '../../core/http/route.js';
import { readTagList, type TagType } from '../tags/index.js';
import { completeTags } from './complete-tags.js';

/** What people type; the others are chosen from lists. */
const TYPED: readonly TagType[] = ['fandom', 'relationship', 'character', 'freeform'];

async function complete(app: App, ask: Ask): Promise<Answer> {
  const given = ask.query.get('type');
  const types = given === 'any' ? TYPED : TYPED.filter((one) => one === given);
  if (types.length === 0) throw badInput(ask.words.works.tagBox.badType([...TYPED, 'any'].join(', ')));
  if (ask.viewer.kind === 'member') await app.limiter.suggest(ask.viewer.accountId);
  const tags = await completeTags(app.db, ask.viewer, {
    types,
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
  open('GET', '/tags/complete', (ask) => complete(app, ask)),
];
