/** The thread in which a feed is compiled: a million lines take a second, and the hub goes on. */
import { parentPort, workerData } from 'node:worker_threads';
import { makeSnapshot } from '../../feeds/make-snapshot.ts';
import type { CompileWork } from './compile-in-worker.ts';

const { bytes, feed, action } = workerData as CompileWork;
const made = makeSnapshot(bytes, feed, action);
if ('failure' in made) parentPort?.postMessage(made);
else parentPort?.postMessage(made, [made.snapshot.buffer]);
