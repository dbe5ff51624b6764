/** What second proofs an account has. */
import type { Kysely } from 'kysely';
import type { DB } from '../../../core/db/tables.js';

export interface Proofs {
  app: boolean;
  passkeys: number;
}

export async function proofsOf(db: Kysely<DB>, accountId: number): Promise<Proofs> {
  const row = await db
    .selectNoFrom((eb) => [
      eb
        .exists(
          eb
            .selectFrom('totp_secrets')
            .select('account_id')
            .where('account_id', '=', accountId)
            .where('confirmed_at', 'is not', null),
        )
        .as('app'),
      eb
        .selectFrom('passkeys')
        .select((p) => p.fn.countAll<number>().as('n'))
        .where('account_id', '=', accountId)
        .as('passkeys'),
    ])
    .executeTakeFirstOrThrow();
  return { app: Boolean(row.app), passkeys: Number(row.passkeys) };
}

export const hasProof = ({ app, passkeys }: Proofs): boolean => app || passkeys > 0;
