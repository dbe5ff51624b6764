/** A condition made ready for segments: brackets that mean nothing are gone, names of spaces are plain. */
import { type Condition, FLAGS, type NumberField } from '../query/condition.js';
import type { Space } from './segment.js';
import { toBytes } from './strings.js';

export type Plan =
  | { op: 'and'; of: readonly Plan[] }
  | { op: 'or'; of: readonly Plan[] }
  | { op: 'not'; of: Plan }
  | { op: 'term'; space: Exclude<Space, 'languages'>; id: number }
  /** As a byte string: its id differs from segment to segment. */
  | { op: 'language'; code: string }
  | { op: 'range'; field: NumberField; from: number; to: number }
  | { op: 'works'; keys: Float64Array };

const ALL: Plan = { op: 'and', of: [] };
const NONE: Plan = { op: 'or', of: [] };

const isAll = (plan: Plan): boolean => plan.op === 'and' && plan.of.length === 0;
const isNone = (plan: Plan): boolean => plan.op === 'or' && plan.of.length === 0;

function joined(op: 'and' | 'or', of: readonly Condition[]): Plan {
  const parts: Plan[] = [];
  for (const condition of of) {
    const plan = compile(condition);
    if (op === 'and' ? isNone(plan) : isAll(plan)) return plan;
    if (plan.op === op) parts.push(...plan.of);
    else parts.push(plan);
  }
  return parts.length === 1 ? parts[0]! : { op, of: parts };
}

function negated(of: Condition): Plan {
  const plan = compile(of);
  if (isAll(plan)) return NONE;
  if (isNone(plan)) return ALL;
  return plan.op === 'not' ? plan.of : { op: 'not', of: plan };
}

/** Compiles a condition that `checkCondition` has let pass: no deeper than its few thousand nodes. */
export function compile(condition: Condition): Plan {
  switch (condition.op) {
    case 'and':
    case 'or':
      return joined(condition.op, condition.of);
    case 'not':
      return negated(condition.of);
    case 'tag':
      return { op: 'term', space: 'tags', id: condition.id };
    case 'creator':
      return { op: 'term', space: 'creators', id: condition.pseudId };
    case 'series':
      return { op: 'term', space: 'series', id: condition.id };
    case 'flag':
      return { op: 'term', space: 'flags', id: FLAGS.indexOf(condition.flag) };
    case 'language':
      return { op: 'language', code: toBytes(condition.code) };
    case 'range': {
      const from = condition.from ?? -Infinity;
      const to = condition.to ?? Infinity;
      return from > to ? NONE : { op: 'range', field: condition.field, from, to };
    }
    case 'works':
      return { op: 'works', keys: Float64Array.from(condition.keys) };
    case 'text':
      throw new Error('The index does not answer text conditions.');
  }
}
