/** The thread that verifies one bundle, and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { verifyBundle } from '../../shared/policy/bundle.ts';
import type { VerifyAnswer, VerifyQuestion } from './verify-apart.ts';
import { webCryptography } from './web-cryptography.ts';

const { bundle, rootKey } = workerData as VerifyQuestion;
const verified = await verifyBundle(bundle, webCryptography(rootKey));
const answer: VerifyAnswer = verified.ok
  ? { ok: true, manifest: verified.manifest, policy: JSON.stringify(verified.policy) }
  : verified;
parentPort?.postMessage(answer);
