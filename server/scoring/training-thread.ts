/** Trains in a thread of its own: a process that answers people must not stand still for it. */
import { parentPort, workerData } from 'node:worker_threads';
import { learnFrom } from './learn.ts';

parentPort?.postMessage(learnFrom(workerData));
