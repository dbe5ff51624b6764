import type { App } from '../../core/app.js';
import type { LetGo } from '../../core/let-go.js';
import { unneededFiles } from './unneeded-files.js';
import { dropFile } from './upload.js';

/** Imports go with their account; their files go once that has happened, unless another's import needs them. */
export const importsLetGo =
  (app: Pick<App, 'db' | 'config'>): LetGo =>
  async (trx, { accountId }) => {
    const rows = await trx.selectFrom('imports').select('file').where('account_id', '=', accountId).execute();
    return async () => {
      const files = await unneededFiles(
        app.db,
        rows.map(({ file }) => file),
      );
      await Promise.all(files.map((file) => dropFile(app.config.dataDir, file)));
    };
  };
