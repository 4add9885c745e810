/** A part for the tests of supervise.ts: its first argument says how it behaves. */
import { setTimeout as wait } from 'node:timers/promises';
import { StartError } from '../../proxy/platform/start-error.ts';
import { runPart } from '../../proxy/supervisor/part.ts';

const behaviour = process.argv[2];

await runPart(async () => {
  if (behaviour === 'cannot-start') throw new StartError('move the door');
  if (behaviour === 'port-taken') {
    throw Object.assign(new Error('listen'), { code: 'EADDRINUSE', address: '127.0.0.1', port: 1 });
  }
  const keepsRunning = setInterval(() => {}, 1_000);
  return {
    notice: behaviour === 'quiet' ? null : 'a link',
    async [Symbol.asyncDispose]() {
      if (behaviour === 'stubborn') await wait(60_000);
      clearInterval(keepsRunning);
    },
  };
});
