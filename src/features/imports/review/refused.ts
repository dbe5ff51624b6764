/** An act that can't be done where it was asked for. */
import type { Messages } from '../../../core/messages/index.js';

/** Why: a key of the catalogue's `imports.refused`. */
export type Refusal = keyof Messages['imports']['refused'];

export class Refused extends Error {
  readonly why: Refusal;

  constructor(why: Refusal) {
    super(why);
    this.name = 'Refused';
    this.why = why;
  }
}
