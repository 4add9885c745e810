/** The thread that makes drafts: one question, one answer, in order. */
import { parentPort } from 'node:worker_threads';
import type { DraftAnswer, DraftQuestion } from './draft-thread.ts';
import { makeDraft } from './make-draft.ts';

parentPort?.on('message', ({ id, wish }: DraftQuestion) => {
  let answer: DraftAnswer;
  try {
    answer = { id, draft: makeDraft(wish) };
  } catch (error) {
    answer = { id, error: String(error) };
  }
  parentPort?.postMessage(answer);
});
