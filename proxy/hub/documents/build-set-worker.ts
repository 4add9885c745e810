/** The thread in which the set is built: a thousand documents take a second, and the hub goes on. */
import { parentPort, workerData } from 'node:worker_threads';
import { buildRegisteredSet } from '../../../shared/detection/registered/build-set.ts';
import type { BuildWork } from './build-set-in-worker.ts';

const { documents, stops, key } = workerData as BuildWork;
const { bytes } = buildRegisteredSet(documents, stops, key);
parentPort?.postMessage(bytes, [bytes.buffer]);
