import type { LetGo } from '../../../core/let-go.js';
import { letSkinsGo } from '../skins/actions.js';

/** Pictures that no work has taken, skins that no work wears, and gifts: what their givers typed may be a name of the receiver. */
export const worksLetGo: LetGo = async (trx, { accountId }) => {
  await trx.deleteFrom('media').where('account_id', '=', accountId).where('work_id', 'is', null).execute();
  await letSkinsGo(trx, accountId);
  await trx.deleteFrom('gifts').where('account_id', '=', accountId).execute();
  return undefined;
};
