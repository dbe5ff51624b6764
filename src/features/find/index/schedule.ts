/** One thread, many questions: pages before facets, and nobody holds the thread for longer than a slice. */
import { tooSlow } from './check.js';
import type { Work } from './engine.js';
import { SLICE_MS } from './limits.js';

export interface Job {
  id: number;
  /** Jobs that are not urgent are done one after the other, while no urgent one waits. */
  urgent: boolean;
  /** As performance.now() tells it: what is not done by then is refused. */
  until: number;
  work: Work<unknown>;
  done(value: unknown): void;
  failed(error: unknown): void;
}

export class Schedule {
  readonly #urgent: Job[] = [];
  readonly #patient: Job[] = [];
  #waking = false;

  add(job: Job): void {
    (job.urgent ? this.#urgent : this.#patient).push(job);
    this.#wake();
  }

  /** Lets go of a job; it is answered to nobody. */
  drop(id: number): void {
    for (const jobs of [this.#urgent, this.#patient]) {
      const at = jobs.findIndex((job) => job.id === id);
      if (at !== -1) jobs.splice(at, 1)[0]!.work.return(undefined);
    }
  }

  #wake(): void {
    if (this.#waking) return;
    this.#waking = true;
    // After messages that have come meanwhile: a page that has just been asked for goes before facets half done.
    setImmediate(() => {
      this.#waking = false;
      this.#turn();
      if (this.#urgent.length + this.#patient.length > 0) this.#wake();
    });
  }

  #turn(): void {
    const jobs = this.#urgent.length > 0 ? this.#urgent : this.#patient;
    const job = jobs[0]!;
    if (this.#slice(job)) jobs.splice(jobs.indexOf(job), 1);
    else if (job.urgent) jobs.push(jobs.shift()!);
  }

  /** Works on a job for a slice. @returns whether it is over */
  #slice(job: Job): boolean {
    const end = performance.now() + SLICE_MS;
    try {
      for (;;) {
        const step = job.work.next();
        if (step.done) {
          job.done(step.value);
          return true;
        }
        const now = performance.now();
        if (now > job.until) {
          job.work.return(undefined);
          throw tooSlow();
        }
        if (now > end) return false;
      }
    } catch (error) {
      job.failed(error);
      return true;
    }
  }
}
