/** What a question may be: refused here, before it goes to the thread, with a plain message. Nothing here recurses. */
import { AppError, badInput, unavailable } from '../../../core/errors.js';
import { type Condition, NUMBER_FIELDS, type Question, SORTS } from '../query/condition.js';
import { MOST_KEYS, MOST_NODES, MOST_RANGES } from './limits.js';

const tooMuch = (): AppError =>
  badInput(
    `This search has more parts than can be answered at once. The most are ${MOST_NODES} tags and other conditions, ${MOST_RANGES} of them ranges of numbers or dates.`,
  );

/** Words are looked for in Postgres; whoever asks the index for them has taken the wrong way. */
const textElsewhere = (): AppError =>
  new AppError('text-elsewhere', 500, 'Something went wrong on our side.', {
    cause: new Error('The index was asked for a text condition; only SQL answers those.'),
  });

export const tooSlow = (): AppError =>
  unavailable('This search took too long and was stopped. Ask for less at once, or try again in a moment.');

export const notReady = (): AppError =>
  unavailable('The search index is being read in. Try again in a moment.');

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;
const isEnd = (value: unknown): boolean => value === null || Number.isFinite(value);

/** @throws AppError when a condition is none, too large, or about words. */
export function checkCondition(root: Condition): void {
  const waiting: Condition[] = [root];
  let nodes = 0;
  let ranges = 0;
  let keys = 0;
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    nodes += 1;
    if (nodes > MOST_NODES) throw tooMuch();
    switch (node.op) {
      case 'and':
      case 'or':
        if (node.of.length > MOST_NODES) throw tooMuch();
        waiting.push(...node.of);
        break;
      case 'not':
        waiting.push(node.of);
        break;
      case 'range':
        ranges += 1;
        if (ranges > MOST_RANGES) throw tooMuch();
        if (!NUMBER_FIELDS.includes(node.field) || !isEnd(node.from) || !isEnd(node.to))
          throw badInput('This search has a range that is none.');
        break;
      case 'works':
        keys += node.keys.length;
        if (keys > MOST_KEYS)
          throw badInput(`This search names more than ${MOST_KEYS} single works, which is the most.`);
        break;
      case 'text':
        throw textElsewhere();
      case 'tag':
      case 'flag':
      case 'language':
      case 'creator':
      case 'series':
        break;
      default:
        throw badInput('This search has a part that is not known.');
    }
  }
}

/** @throws AppError, as `checkCondition` */
export function checkQuestion(question: Question): void {
  checkCondition(question.where);
  if (question.hide !== null) checkCondition(question.hide);
  if (!SORTS.includes(question.order.sort)) throw badInput('This search has an order that is not known.');
  if (question.audience !== 'public' && question.audience !== 'members')
    throw badInput('This search is asked for nobody.');
}

/** @throws AppError when offset or limit are no whole numbers from 0 on */
export function checkRange({ offset, limit }: { offset: number; limit: number }): void {
  if (!isCount(offset) || !isCount(limit) || limit > 10_000)
    throw badInput('This page of results cannot be shown: its number is none, or too many at once.');
}
