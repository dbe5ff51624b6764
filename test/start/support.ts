/** The small programs of fixture/, run for the tests. Everything is cleaned up after a file's last test. */
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { processState } from '../../src/core/db/processes.js';
import { cleanUp, type Program, type RunOptions, run, until } from './processes.js';

export * from './processes.js';

const fixture = (name: string) => fileURLToPath(new URL(`./fixture/${name}.ts`, import.meta.url));

after(cleanUp);

export interface Server extends Program {
  readonly url: string;
  /** How many notes there are, after adding one if `method` is POST. */
  notes(method?: 'GET' | 'POST'): Promise<number>;
}

/** Starts the small server and waits for its address. */
export async function startServer(dataDir: string, options: RunOptions = {}): Promise<Server> {
  const program = run(process.execPath, ['--import', 'tsx', fixture('server')], {
    ...options,
    env: { FANLIGHT_DATA: dataDir, ...options.env },
  });
  let url: string | undefined;
  await until(
    'the server is ready',
    () => {
      url = /^ready (\S+)$/m.exec(program.output())?.[1];
      if (url === undefined && processState(program.pid) !== 'alive')
        throw new Error(`The server ended: ${program.output()}`);
      return url !== undefined;
    },
    30_000,
  );
  const address = url ?? '';
  return {
    ...program,
    url: address,
    async notes(method = 'GET') {
      const answer = await fetch(address, { method });
      const text = await answer.text();
      if (!answer.ok) throw new Error(text);
      return Number(text);
    },
  };
}

/** Starts a verb that adds a note and stays for a while. */
export function startVerb(dataDir: string, stayMs = 0, options: RunOptions = {}): Program {
  return run(process.execPath, ['--import', 'tsx', fixture('verb'), String(stayMs)], {
    ...options,
    env: { FANLIGHT_DATA: dataDir, ...options.env },
  });
}
