import type { LetGo } from '../../core/let-go.js';

/** Letters, invitations and the waiting list hold addresses, and no foreign key takes them along. */
export const peopleLetGo: LetGo = async (trx, { accountId, email, emailKey }) => {
  await trx
    .deleteFrom('letters')
    .where((eb) => eb.or([eb('account_id', '=', accountId), eb('email', '=', email)]))
    .execute();
  await trx
    .updateTable('invitations')
    .set({ email: null })
    .where((eb) => eb.or([eb('used_by', '=', accountId), eb('email', '=', email)]))
    .execute();
  await trx.deleteFrom('invitation_queue').where('email_key', '=', emailKey).execute();
  return undefined;
};
