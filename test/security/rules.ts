/**
 * What every route shows to whom. The crawl takes its routes from the server itself and fails on one that has
 * no rule here: whoever adds a route says here who may see what.
 */

import type { Right } from '../../src/core/rights.js';
import type { Thing } from './things.js';
import type { ViewerName } from './viewers.js';

export interface Rule {
  /** What stands in the path; without it the path has no parameters. */
  of?: Thing['kind'];
  /** Whether this viewer may have it of this thing. Left out: whoever passes `who`. */
  may?: (thing: Thing, viewer: ViewerName) => boolean;
  /** Who is let in at all: others are led to log in (members) or find nothing (whoever lacks a right). */
  who: 'anyone' | 'members' | 'nobody' | Right;
  /** Queries that make the page another one. */
  queries?: readonly string[];
  /** Of a form: what is sent. Its effect is not wanted here, only its refusals. */
  form?: Readonly<Record<string, string>>;
  /** Answers are the same for everybody and hold nothing of the archive: not crawled with every viewer. */
  fixed?: boolean;
}

const reads = (thing: Thing, viewer: ViewerName): boolean => thing.readers.includes(viewer);
const makes = (thing: Thing, viewer: ViewerName): boolean => thing.makers.includes(viewer);
const takes = (thing: Thing, viewer: ViewerName): boolean => thing.listed === true && reads(thing, viewer);

const workPage = { of: 'work', may: reads, who: 'anyone' } as const;
const makersPage = { of: 'work', may: makes, who: 'members' } as const;
const batchPage = { of: 'batch', may: makes, who: 'members' } as const;
const makersChapter = { of: 'chapter', may: makes, who: 'members' } as const;
const makersRevision = { of: 'revision', may: makes, who: 'members' } as const;
const importPage = { of: 'import', may: makes, who: 'members' } as const;

const LISTS = ['', '?page=2', '?page=3', '?page=0', '?page=abc', '?page=2&page=1'];

export const RULES: Readonly<Record<string, Rule>> = {
  'GET /': { who: 'anyone' },
  'GET /works': { who: 'anyone', queries: LISTS },
  'GET /works/:id': { ...workPage, queries: ['', '?posted', '?saved'] },
  'GET /works/:id/entire': workPage,
  'GET /works/:id/chapters/:chapter': { of: 'chapter', may: reads, who: 'anyone' },
  'GET /works/:id/download.epub': { of: 'work', may: takes, who: 'anyone' },
  'GET /works/new': { who: 'members' },
  'POST /works/new': { who: 'members', form: {} },
  'POST /desk/autosave': { who: 'members', form: {} },
  'POST /desk/autosave/drop': { who: 'members', form: { form: '/works/new' } },
  'POST /desk/convert': { who: 'members', form: { text: 'a', from: 'html', to: 'text' } },
  'GET /works/:id/chapters': { ...makersPage, queries: ['', '?saved'] },
  'GET /works/:id/chapters/new': makersPage,
  'POST /works/:id/chapters/new': makersPage,
  'GET /works/:id/chapters/:chapter/edit': makersChapter,
  'POST /works/:id/chapters/:chapter/edit': makersChapter,
  'POST /works/:id/chapters/:chapter/move': { ...makersChapter, form: { to: '1' } },
  'POST /works/:id/chapters/:chapter/post': makersChapter,
  'GET /works/:id/chapters/:chapter/delete': makersChapter,
  'POST /works/:id/chapters/:chapter/delete': makersChapter,
  'GET /works/:id/creators': { ...makersPage, queries: ['', '?invited', '?saved'] },
  'POST /works/:id/creators': { ...makersPage, form: { act: 'invite', name: 'Nobody of That Name' } },
  'GET /works/:id/chapters/:chapter/creators': makersChapter,
  'POST /works/:id/chapters/:chapter/creators': makersChapter,
  'GET /works/:id/leave': makersPage,
  'POST /works/:id/leave': makersPage,
  'GET /my/invitations': { who: 'members', queries: ['', '?accepted', '?declined'] },
  'POST /my/invitations': { who: 'members', form: { act: 'none' } },
  'GET /works/:id/chapters/:chapter/revisions': {
    ...makersChapter,
    queries: ['', '?restored', '?forgotten'],
  },
  'GET /works/:id/chapters/:chapter/revisions/compare': {
    ...makersChapter,
    queries: ['', '?older=now&newer=now'],
  },
  'GET /works/:id/chapters/:chapter/revisions/:revision': makersRevision,
  'POST /works/:id/chapters/:chapter/revisions/:revision': { ...makersRevision, form: { act: 'none' } },
  'GET /works/:id/chapters/:chapter/schedule': {
    ...makersChapter,
    queries: ['', '?set=twice', '?cancelled'],
  },
  'POST /works/:id/chapters/:chapter/schedule': { ...makersChapter, form: { day: '2000-01-01' } },
  'GET /works/:id/schedule': { ...makersPage, queries: ['', '?set=twice', '?cancelled'] },
  'POST /works/:id/schedule': { ...makersPage, form: { day: '2000-01-01' } },
  'GET /my/drafts': { who: 'members' },
  'GET /works/:id/edit': makersPage,
  'POST /works/:id/edit': { ...makersPage, form: { title: 'Taken' } },
  'POST /works/:id/post': makersPage,
  'GET /works/:id/delete': makersPage,
  'POST /works/:id/delete': makersPage,
  'GET /tags/complete': {
    who: 'members',
    queries: [
      '',
      ...['fandom', 'relationship', 'character', 'freeform', 'warning', 'x'].flatMap((type) =>
        ['c', 'canary', 's', '%25'].map((q) => `?type=${type}&q=${q}&fandoms=Shared`),
      ),
    ],
  },
  'GET /tags/:name/works': { of: 'tag', may: reads, who: 'anyone', queries: ['', '?page=2', '?page=3'] },
  'GET /people/:id': { of: 'person', may: reads, who: 'anyone', queries: ['', '?page=2'] },
  'GET /series/:id': { of: 'series', may: reads, who: 'anyone', queries: ['', '?page=2'] },
  'GET /series/:id/edit': { of: 'series', may: makes, who: 'members', queries: ['', '?saved'] },
  'POST /series/:id/edit': { of: 'series', may: makes, who: 'members', form: { title: 'Taken' } },
  'POST /series/:id/works': { of: 'series', may: makes, who: 'members', form: { act: 'none' } },
  'GET /works/:id/gifts': { ...makersPage, queries: ['', '?given', '?back'] },
  'POST /works/:id/gifts': { ...makersPage, form: { act: 'give', name: 'Nobody' } },
  'GET /my/gifts': { who: 'members', queries: ['', '?done'] },
  'POST /my/gifts': { who: 'members', form: { act: 'none' } },
  'GET /my/series': { who: 'members' },
  'GET /media/:id': { of: 'media', may: reads, who: 'anyone' },
  'GET /my/works': { who: 'members', queries: ['', '?page=2', '?deleted'] },
  'GET /import': { who: 'members' },
  'POST /import': { who: 'members', form: {} },
  'GET /imports': { who: 'members', queries: ['', '?page=2', '?discarded'] },
  'GET /imports/:id': { ...importPage, queries: ['', '?did=undone', '?did=constructor', '?chapter=9'] },
  'GET /imports/:id/details': importPage,
  'POST /imports/:id/details': { ...importPage, form: { title: 'Taken', save: 'draft' } },
  'GET /imports/:id/discard': importPage,
  'POST /imports/:id/discard': importPage,
  'POST /imports/:id/again': importPage,
  'GET /imports/:id/existing': importPage,
  'POST /imports/:id/existing': { ...importPage, form: { choice: 'none' } },
  'GET /imports/:id/apart': importPage,
  'POST /imports/:id/apart': importPage,
  'GET /batches/:id': {
    ...batchPage,
    queries: ['', '?show=failed', '?show=constructor', '?did=stop', '?page=2'],
  },
  'POST /batches/:id': { ...batchPage, form: { act: 'none' } },
  'GET /batches/:id/progress': batchPage,
  'GET /batches/:id/sure': { ...batchPage, queries: ['?act=remove', '?act=failed', '?act=posted'] },
  'GET /batches/:id/report.csv': batchPage,
  'GET /batches/:id/report.json': batchPage,
  'GET /imports/:id/edit': importPage,
  'POST /imports/:id/edit': { ...importPage, form: { act: 'undo' } },
  'GET /imports/:id/doubts': {
    ...importPage,
    queries: ['', '?from=20&all=30', '?did=undone', '?did=constructor'],
  },
  'POST /imports/:id/doubts': { ...importPage, form: { act: 'all' } },
  'GET /admin': { who: 'change-settings', queries: ['', '?saved'] },
  'POST /admin': { who: 'change-settings', form: {} },
  'GET /admin/people': {
    who: 'find-people',
    queries: ['', '?page=2', '?q=canary', '?q=%25', '?role=host', '?standing=banned', '?role=x&standing=y'],
  },
  'GET /admin/people/:id': { of: 'account', may: reads, who: 'find-people', queries: ['', '?done'] },
  'POST /admin/people/:id/role': { of: 'account', may: reads, who: 'give-roles' },
  'POST /admin/people/:id/note': { of: 'account', may: reads, who: 'write-notes' },
  'POST /admin/people/:id/warn': { of: 'account', may: reads, who: 'warn-people' },
  'POST /admin/people/:id/suspend': { of: 'account', may: reads, who: 'suspend-people' },
  'POST /admin/people/:id/unsuspend': { of: 'account', may: reads, who: 'suspend-people' },
  'POST /admin/people/:id/ban': { of: 'account', may: reads, who: 'ban-people' },
  'POST /admin/people/:id/unban': { of: 'account', may: reads, who: 'ban-people' },
  'GET /admin/letters': { who: 'read-letters', queries: ['', '?removed', '?again'] },
  'GET /admin/letters/:file': { of: 'link', who: 'read-letters' },
  'POST /admin/letters': { who: 'read-letters', form: { act: 'again', letter: 'none' } },
  'GET /admin/log': {
    who: 'read-staff-log',
    queries: ['', '?page=2', '?who=nobody', '?act=banned', '?thing=account&id=x'],
  },
  'GET /archivist': { who: 'import-for-others', queries: ['', '?page=2', '?q=canary', '?state=waiting'] },
  'GET /archivist/:id': { of: 'writer', may: makes, who: 'import-for-others', queries: ['', '?kept'] },
  'POST /archivist/:id/link': { of: 'writer', may: makes, who: 'import-for-others' },
  'POST /archivist/:id/send': { of: 'writer', may: makes, who: 'import-for-others' },
  'POST /archivist/:id/revoke': { of: 'writer', may: makes, who: 'import-for-others' },
  'POST /archivist/:id/email': { of: 'writer', may: makes, who: 'import-for-others' },
  'GET /admin/writers': { who: 'see-external-writers', queries: ['', '?page=2', '?q=canary'] },
  'GET /admin/writers/:id': { of: 'writer', may: reads, who: 'see-external-writers' },
  'POST /admin/writers/:id/revoke': { of: 'writer', may: reads, who: 'see-external-writers' },
  // Wrong ones are counted, so they have a test of their own: claims.test.ts.
  'GET /claim/:token': { of: 'claim', who: 'anyone' },
  'POST /claim/:token': { of: 'claim', who: 'anyone' },
  'GET /my/notices': { who: 'members' },
  'POST /my/notices': { who: 'members' },
  'GET /setup': { who: 'nobody', queries: ['', '?token=wrong'] },
  'POST /setup': { who: 'nobody', form: { token: 'wrong' } },
  'GET /login': { who: 'anyone', queries: ['', '?to=/works', '?to=//evil.example'] },
  'POST /login': { who: 'anyone', form: { name: 'nobody_of_that_name', password: 'wrong' } },
  'GET /join': { who: 'anyone', queries: ['', '?invitation=wrong'] },
  'POST /join': { who: 'anyone', form: {} },
  'POST /join/queue': { who: 'nobody', form: { email: 'waits@example.org' } },
  'GET /join/place/:token': { of: 'link', who: 'anyone' },
  'POST /join/place/:token': { of: 'link', who: 'anyone', form: {} },
  'GET /confirm/:token': { of: 'link', who: 'anyone' },
  'POST /confirm/:token': { of: 'link', who: 'anyone', form: {} },
  'GET /reset': { who: 'anyone' },
  'POST /reset': { who: 'anyone', form: { name: 'nobody_of_that_name' } },
  'GET /reset/:token': { of: 'link', who: 'anyone' },
  'POST /reset/:token': { of: 'link', who: 'anyone', form: {} },
  'GET /terms': { who: 'anyone' },
  'GET /account': { who: 'members' },
  'GET /account/sessions': { who: 'members', queries: ['', '?done'] },
  'POST /account/sessions': { who: 'members', form: {} },
  'GET /account/password': { who: 'members', queries: ['', '?done'] },
  'POST /account/password': { who: 'members', form: { current: 'wrong' } },
  'GET /login/second': { who: 'anyone', queries: ['', '?to=//evil.example'] },
  'POST /login/second': { who: 'anyone', form: { code: '000000' } },
  'POST /login/passkey/options': { who: 'anyone', form: {} },
  'POST /login/passkey': { who: 'anyone', form: { response: '{}' } },
  'GET /account/second-factor': { who: 'members', queries: ['', '?added', '?removed'] },
  'POST /account/second-factor/app': { who: 'members', form: { current: 'wrong' } },
  'GET /account/second-factor/app': { who: 'members' },
  'POST /account/second-factor/app/confirm': { who: 'members', form: { code: '000000' } },
  'POST /account/second-factor/app/remove': { who: 'members', form: { current: 'wrong' } },
  'POST /account/second-factor/codes': { who: 'members', form: { current: 'wrong' } },
  'POST /account/second-factor/passkeys/options': { who: 'members', form: { current: 'wrong' } },
  'POST /account/second-factor/passkeys': { who: 'members', form: { response: '{}' } },
  'POST /account/second-factor/passkeys/remove': { who: 'members', form: { current: 'wrong' } },
  'GET /account/pseuds': { who: 'members', queries: ['', '?saved'] },
  'GET /account/pseuds/new': { who: 'members' },
  'POST /account/pseuds/new': { who: 'members', form: {} },
  'GET /account/pseuds/:id': { of: 'pseud', may: makes, who: 'members' },
  'POST /account/pseuds/:id': { of: 'pseud', may: makes, who: 'members', form: {} },
  'GET /account/pseuds/:id/delete': { of: 'pseud', may: makes, who: 'members' },
  'POST /account/pseuds/:id/delete': { of: 'pseud', may: makes, who: 'members', form: {} },
  'GET /account/preferences': { who: 'members', queries: ['', '?saved'] },
  'POST /account/preferences': { who: 'members', form: { zone: 'Nowhere/At_All' } },
  'GET /letters/stop/:token/:kind': { of: 'stop', who: 'anyone' },
  'POST /letters/stop/:token/:kind': { of: 'stop', who: 'anyone', form: {} },
  'GET /account/orphan': { who: 'members' },
  'POST /account/orphan': { who: 'members', form: {} },
  'GET /account/delete': { who: 'members' },
  'POST /account/delete': { who: 'members', form: { current: 'wrong' } },
  'GET /gone': { who: 'anyone', fixed: true },
  'GET /account/works.zip': { who: 'members', fixed: true },
  'POST /language': { who: 'anyone', form: { language: 'en', to: '/works' } },
  'GET /icons/:id': { of: 'icon', may: reads, who: 'anyone' },
  'GET /account/name': { who: 'members', queries: ['', '?done'] },
  'POST /account/name': { who: 'members', form: { current: 'wrong' } },
  'GET /account/email': { who: 'members', queries: ['', '?done'] },
  'POST /account/email': { who: 'members', form: { current: 'wrong' } },
  'POST /account/email/forget': { who: 'members', form: {} },
  'GET /confirm-email/:token': { of: 'link', who: 'anyone' },
  'POST /confirm-email/:token': { of: 'link', who: 'anyone', form: {} },
  'GET /account/invitations': { who: 'members', queries: ['', '?sent'] },
  'POST /account/invitations/send': { who: 'members', form: {} },
  'POST /account/invitations/ask': { who: 'members', form: {} },
  'GET /admin/invitations': { who: 'invite-people', queries: ['', '?given', '?invited=2'] },
  'POST /admin/invitations': { who: 'invite-people', form: { act: 'none' } },
  'GET /kept': { who: 'members', queries: ['', '?all', '?dropped'] },
  'POST /kept': { who: 'members', form: { drop: 'none' } },
  'POST /logout': { who: 'anyone', form: {} },
  'POST /theme': { who: 'anyone', form: { theme: 'dark', to: '/works' } },
  'POST /adult': { who: 'anyone', form: { to: '/works' } },
  'GET /robots.txt': { who: 'anyone', fixed: true },
  'GET /.well-known/security.txt': { who: 'anyone', fixed: true },
  'GET /favicon.svg': { who: 'anyone', fixed: true },
  'GET /assets/:file': { who: 'anyone', fixed: true },
  'GET /health/live': { who: 'anyone', fixed: true },
  'GET /health/ready': { who: 'anyone', fixed: true },
};

export const ruleOf = (route: string): Rule | undefined =>
  Object.hasOwn(RULES, route) ? RULES[route] : undefined;
