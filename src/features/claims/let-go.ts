import type { LetGo } from '../../core/let-go.js';

/** An archivist may have noted the address of somebody who then came here. */
export const claimsLetGo: LetGo = async (trx, { email }) => {
  await trx
    .updateTable('external_authors')
    .set({ email: null })
    .where((eb) => eb(eb.fn('lower', ['email']), '=', email.toLowerCase()))
    .execute();
  return undefined;
};
