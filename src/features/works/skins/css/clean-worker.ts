/** The thread in which one large skin is cleaned. */
import { parentPort, workerData } from 'node:worker_threads';
import { cleanSkin } from './clean.js';

export interface CleanTask {
  source: string;
  old: boolean;
}

const { source, old } = workerData as CleanTask;
parentPort?.postMessage(await cleanSkin(source, { old }));
