/** What was left out of a skin, and why. */
export const FAULT_KINDS = [
  'syntax',
  'property',
  'custom',
  'value',
  'address',
  'function',
  'unit',
  'large',
  'long',
  'deep',
  'position',
  'selector',
  'nested',
  'at-rule',
  'media',
  'many',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export interface SkinFault {
  /** Counted from 1, in what the writer typed. */
  line: number;
  column: number;
  kind: FaultKind;
  /** The word that is meant, as it stands there; short. */
  what: string;
}

/** Thrown within the cleaner alone. */
export class Refused extends Error {
  readonly kind: FaultKind;
  readonly what: string;

  constructor(kind: FaultKind, what: string) {
    super(kind);
    this.kind = kind;
    this.what = what.slice(0, 60);
  }
}
