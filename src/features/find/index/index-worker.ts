/** The thread of the index: questions, changes, snapshots, each as a job in its turn. */
import { existsSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { AppError } from '../../../core/errors.js';
import { Background } from './background.js';
import { Engine, type Work } from './engine.js';
import { DEADLINE_MS } from './limits.js';
import { unpack } from './pack.js';
import type { FromIndex, IndexRequest, IndexThreadData, Snapshot, ToIndex } from './protocol.js';
import { Schedule } from './schedule.js';
import { readSnapshot, SnapshotRefused } from './snapshot.js';
import type { Loaded } from './types.js';

const { path, settings } = workerData as IndexThreadData;
const engine = new Engine(settings);
const schedule = new Schedule();
const background = new Background();
let position: string | null = null;
let merging = false;

const say = (message: FromIndex): void => parentPort?.postMessage(message);

const messageOf = (thrown: unknown): string =>
  thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);

function fail(id: number, thrown: unknown): void {
  if (thrown instanceof AppError) {
    const { code, status, safe } = thrown;
    say({ id, refused: { code, status, safe } });
  } else say({ id, failed: messageOf(thrown) });
}

/** Builds anew in the background what wants it, one after the other. */
async function merge(): Promise<void> {
  if (merging) return;
  merging = true;
  try {
    for (let sources = engine.parts.mergeable(); sources !== null; sources = engine.parts.mergeable()) {
      const chosen = sources;
      const { headTags } = settings;
      const answer = await background.run(() => ({ op: 'merge', sources: chosen, headTags }));
      if ('segment' in answer) engine.parts.replace(chosen, answer.segment);
    }
  } catch (error) {
    say({ trouble: `Merging failed and is tried again with the next changes: ${messageOf(error)}` });
  } finally {
    merging = false;
  }
}

const snapshotNow = (): Snapshot => ({ ...engine.parts.saved(), position });

async function save(): Promise<null> {
  if (path === null) throw new Error('This index keeps no snapshot.');
  await background.run(() => ({ op: 'save', path, snapshot: snapshotNow() }));
  return null;
}

function restore(snapshot: Snapshot): Loaded {
  engine.parts.restore(snapshot);
  position = snapshot.position;
  return { works: snapshot.parts.reduce((sum, { alive }) => sum + alive, 0), position };
}

function load(): Loaded {
  engine.parts.clear();
  position = null;
  if (path === null || !existsSync(path)) return { refused: 'there is none' };
  try {
    return restore(readSnapshot(path));
  } catch (error) {
    return { refused: error instanceof SnapshotRefused ? error.message : messageOf(error) };
  }
}

function apply(request: Extract<IndexRequest, { op: 'apply' }>): null {
  engine.parts.apply(unpack(request.changes), request.gathering);
  if (request.position !== null) position = request.position;
  if (!request.gathering) void merge();
  return null;
}

function setKinds({ ids, types }: Extract<IndexRequest, { op: 'kinds' }>): null {
  for (let i = 0; i < ids.length; i++) engine.parts.tags.setPlace(ids[i]!, types[i]!);
  return null;
}

function open(): null {
  engine.parts.view();
  void merge();
  return null;
}

function clear(): null {
  engine.parts.clear();
  position = null;
  return null;
}

function* atOnce<T>(act: () => T): Work<T> {
  yield;
  return act();
}

function workOf(request: Exclude<IndexRequest, { op: 'save' }>, until: number): Work<unknown> {
  switch (request.op) {
    case 'page':
      return engine.page(request.question, request.range, until);
    case 'facets':
      return engine.facets(request.question, until);
    case 'counts':
      return engine.counts(request.questions, until);
    case 'pick':
      return engine.pick(request.question, request.chance, until);
    case 'apply':
      return atOnce(() => apply(request));
    case 'kinds':
      return atOnce(() => setKinds(request));
    case 'open':
      return atOnce(open);
    case 'clear':
      return atOnce(clear);
    case 'load':
      return atOnce(load);
    case 'stats':
      return atOnce(() => engine.parts.stats());
  }
}

const QUESTIONS = new Set(['page', 'facets', 'counts', 'pick']);

parentPort?.on('message', (message: ToIndex) => {
  if (message.op === 'drop') {
    schedule.drop(message.id);
    return;
  }
  const { id } = message;
  const done = (value: unknown): void => say({ id, value });
  const failed = (error: unknown): void => fail(id, error);
  if (message.op === 'save') {
    save().then(done, failed);
    return;
  }
  const until = QUESTIONS.has(message.op)
    ? performance.now() + (settings.deadlineMs ?? DEADLINE_MS)
    : Number.POSITIVE_INFINITY;
  schedule.add({ id, urgent: message.op !== 'facets', until, work: workOf(message, until), done, failed });
});
