/** What staff did, as it is read. */
import type { Kysely } from 'kysely';
import type { DB } from '../../core/db/tables.js';
import { STAFF_ACTS, STAFF_THINGS, type StaffAct, type StaffThing } from '../../core/staff-log.js';

export interface LogQuery {
  /** A login, exactly. */
  who: string;
  act: StaffAct | '';
  thing: StaffThing | '';
  /** Outward id of the thing. */
  id: string;
}

export interface LogLine {
  key: number;
  at: Date;
  byCommandLine: boolean;
  /** Login; null when the account is gone, and for the command line. */
  who: string | null;
  act: StaffAct;
  thing: StaffThing;
  id: string;
  /** What the thing was called; null for an account that is gone. */
  name: string | null;
  why: string;
  details: string;
}

/** What no choice is, is no filter. */
export const readLogQuery = (query: URLSearchParams): LogQuery => ({
  who: (query.get('who') ?? '').trim().slice(0, 60),
  act: STAFF_ACTS.find((act) => act === query.get('act')) ?? '',
  thing: STAFF_THINGS.find((thing) => thing === query.get('thing')) ?? '',
  id: (query.get('id') ?? '').slice(0, 20),
});

/** The newest first. */
export async function staffLog(
  db: Kysely<DB>,
  query: LogQuery,
  page: { offset: number; limit: number },
): Promise<LogLine[]> {
  let lines = db
    .selectFrom('staff_log')
    .leftJoin('accounts as actor', 'actor.id', 'staff_log.account_id')
    .leftJoin('accounts as subject', (join) =>
      join.onRef('subject.public_id', '=', 'staff_log.thing_id').on('staff_log.thing_kind', '=', 'account'),
    )
    .select((eb) => [
      'staff_log.id as key',
      'staff_log.at',
      'staff_log.by_command_line as byCommandLine',
      'actor.login as who',
      'staff_log.act',
      'staff_log.thing_kind as thing',
      'staff_log.thing_id as id',
      eb
        .case()
        .when('staff_log.thing_kind', '=', 'account')
        .then(eb.ref('subject.login'))
        .else(eb.ref('staff_log.thing_name'))
        .end()
        .as('name'),
      'staff_log.why',
      'staff_log.details',
    ]);
  if (query.who !== '')
    lines = lines.where('actor.login_key', '=', query.who.normalize('NFKC').toLowerCase());
  if (query.act !== '') lines = lines.where('staff_log.act', '=', query.act);
  if (query.thing !== '') lines = lines.where('staff_log.thing_kind', '=', query.thing);
  if (query.id !== '') lines = lines.where('staff_log.thing_id', '=', query.id);
  const rows = await lines.orderBy('staff_log.id', 'desc').offset(page.offset).limit(page.limit).execute();
  return rows.map((row) => ({ ...row, act: row.act as StaffAct, thing: row.thing as StaffThing }));
}
