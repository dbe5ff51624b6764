import { deriveAll, rebuild, rederivations } from '../features/find/index.js';
import { readArguments, UsageError } from './arguments.js';
import { progressBar } from './progress.js';
import { withArchive } from './with-archive.js';

/** Others may begin meanwhile: each change of a tag is one. */
const RECENT = 100;
const whole = new Intl.NumberFormat('en');

/** `find rebuild`: every work is derived anew, by this process or by a server that runs beside it. */
export async function findVerb(args: string[]): Promise<number> {
  const { positionals } = readArguments(args, {});
  if (positionals.length !== 1 || positionals[0] !== 'rebuild') throw new UsageError('Say: find rebuild.');
  return withArchive(async ({ app }) => {
    const { db, clock } = app;
    const id = await rebuild(db, clock.now());
    const state = async () => (await rederivations(db, RECENT)).find((one) => one.id === id);
    const total = (await state())?.total ?? 0;
    const bar = progressBar('works', total);
    await deriveAll(
      db,
      () => clock.now(),
      async () => bar.at((await state())?.done ?? total),
    );
    bar.at(total);
    bar.end();
    process.stdout.write(`${whole.format(total)} works were made searchable anew.\n`);
    return 0;
  });
}
