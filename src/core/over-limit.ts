import type { Messages } from './messages/index.js';

/** The fault of a text that is too long or too short: the limit, which `fault` says, and what was given. */
export const overLimit = (w: Messages, fault: string, given: number): string =>
  `${fault} ${w.form.given(given)}`;
