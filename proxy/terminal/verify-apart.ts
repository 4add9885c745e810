/**
 * Verifies a bundle. A large one is verified on a thread of its own: reading and checking ten
 * thousand lines takes a tenth of a second, in which nobody's request would be answered.
 */
import { Worker } from 'node:worker_threads';
import {
  type BundleProblem,
  type Manifest,
  type SignedBundle,
  type VerifiedBundle,
  verifyBundle,
} from '../../shared/policy/bundle.ts';
import type { Policy } from '../../shared/policy/schema.ts';
import type { PublicKey } from '../../shared/protocol/link.ts';
import { webCryptography } from './web-cryptography.ts';

export interface VerifyQuestion {
  readonly bundle: SignedBundle;
  readonly rootKey: PublicKey;
}

export type VerifyAnswer =
  /** The policy as JSON: a text crosses between threads faster than ten thousand objects. */
  | { readonly ok: true; readonly manifest: Manifest; readonly policy: string }
  | { readonly ok: false; readonly problem: BundleProblem };

/** Characters of the policy: below, starting a thread would take longer than the work. */
const worthThread = 100_000;

export interface VerifyOptions {
  readonly script?: URL;
  readonly worthThread?: number;
}

export async function verifyApart(
  bundle: SignedBundle,
  rootKey: PublicKey,
  options: VerifyOptions = {},
): Promise<VerifiedBundle> {
  const here = () => verifyBundle(bundle, webCryptography(rootKey));
  if (bundle.policy.length < (options.worthThread ?? worthThread)) return here();
  const script = options.script ?? new URL('./verify-worker.ts', import.meta.url);
  let answer: VerifyAnswer;
  try {
    answer = await askThread(script, { bundle, rootKey });
  } catch {
    // No thread, no memory for one: slower, and just as strict.
    return here();
  }
  return answer.ok ? { ...answer, policy: JSON.parse(answer.policy) as Policy } : answer;
}

function askThread(script: URL, workerData: VerifyQuestion): Promise<VerifyAnswer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(script, { workerData });
    worker.once('message', (answer: VerifyAnswer) => {
      resolve(answer);
      void worker.terminate();
    });
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the thread ended without an answer')));
  });
}
