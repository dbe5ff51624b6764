/**
 * The program's end. Parts register how they stop, in the order in which they
 * are to stop (pages, jobs, pool, database); a signal runs them once, one after
 * the other, and ends the process with 0.
 */

export interface StopLog {
  info(message: string): void;
  error(message: string): void;
}

export interface Stopper {
  /** Adds a part to stop after those added before. `hurry` is aborted when the host asks a second time. */
  add(name: string, stop: (hurry: AbortSignal) => Promise<void> | void): void;
  /** Runs the stop once, whoever asks how often, then ends the process. 1 if a part failed or hung. */
  stop(reason: string, exitCode?: number): Promise<void>;
  /** Whether the stop has begun: readiness answers no from then on. */
  readonly stopping: boolean;
}

export interface StopOptions {
  /** Milliseconds for all parts together, then the process ends anyhow. 30,000 if not given. */
  readonly limitMs?: number;
  /** What ends the process; process.exit if not given. */
  readonly exit?: (code: number) => void;
}

interface Part {
  name: string;
  stop: (hurry: AbortSignal) => Promise<void> | void;
}

/** A signal to the whole group comes twice, from the terminal and through npm. Later ones are a person who insists. */
const SAME_SIGNAL_MS = 2_000;
/** How long a part may still take once the host insists. */
const HURRY_MS = 1_000;

const aborted = (signal: AbortSignal, thenMs: number) =>
  new Promise<void>((resolve) => {
    const wait = () => setTimeout(resolve, thenMs).unref();
    if (signal.aborted) wait();
    else signal.addEventListener('abort', wait, { once: true });
  });

/**
 * Makes the stopper and has it listen to SIGINT, SIGTERM and SIGHUP. Make it before anything is
 * opened, so that a signal during the start stops what has been opened by then.
 */
export function createStopper(log: StopLog, options: StopOptions = {}): Stopper {
  const limitMs = options.limitMs ?? 30_000;
  const exit = options.exit ?? ((code: number) => process.exit(code));
  const parts: Part[] = [];
  const hurry = new AbortController();
  let running: Promise<void> | undefined;
  let begun = 0;
  let code = 0;

  const stopPart = async ({ name, stop }: Part): Promise<void> => {
    let done = false;
    const work = (async () => stop(hurry.signal))()
      .catch((error: unknown) => {
        code = 1;
        log.error(`Stopping ${name} failed: ${error instanceof Error ? error.message : String(error)}`);
      })
      .finally(() => {
        done = true;
      });
    await Promise.race([work, aborted(hurry.signal, HURRY_MS)]);
    if (!done) {
      code = 1;
      log.error(`Stopping ${name} was cut short.`);
    }
  };

  const run = async (reason: string): Promise<void> => {
    log.info(`Stopping (${reason}).`);
    const limit = setTimeout(() => {
      log.error(`The stop took longer than ${limitMs / 1000} s; ending now.`);
      exit(1);
    }, limitMs);
    // Not for…of: a part that was being opened when the signal came is added while others stop.
    for (let i = 0; i < parts.length; i++) await stopPart(parts[i]!);
    clearTimeout(limit);
    log.info('Stopped.');
    exit(code);
  };

  const begin = (reason: string, exitCode: number): Promise<void> => {
    if (!running) {
      begun = performance.now();
      code = exitCode;
      running = run(reason);
    }
    return running;
  };

  const onSignal = (signal: NodeJS.Signals): void => {
    if (running && performance.now() - begun > SAME_SIGNAL_MS && !hurry.signal.aborted) {
      log.info('Asked again: running requests are cut off.');
      hurry.abort();
      return;
    }
    void begin(signal, 0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);

  return {
    add: (name, stop) => void parts.push({ name, stop }),
    stop: (reason, exitCode = 0) => begin(reason, exitCode),
    get stopping() {
      return running !== undefined;
    },
  };
}
