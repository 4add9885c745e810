/** A thread of the inspecting process that reads pictures, one after the other, until it is ended. */
import { parentPort } from 'node:worker_threads';
import { type Engine, loadEngine } from './engine.ts';
import { type Picture, recognisePicture } from './recognise-picture.ts';

export interface Asked {
  readonly picture: Picture;
  /** Milliseconds that whoever asks will wait. */
  readonly time: number;
}

/** null where it is no picture that can be opened. */
export type Answered = string | null;

let engine: Promise<Engine> | null = null;

parentPort?.on('message', async ({ picture, time }: Asked) => {
  const end = performance.now() + time;
  engine ??= loadEngine();
  const answer = recognisePicture(await engine, picture, () => end - performance.now());
  parentPort?.postMessage(answer satisfies Answered);
});
