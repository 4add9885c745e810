/** Decision ids from the system's randomness, asked for in larger pieces: each asking is a call into the kernel. */
import { randomFillSync } from 'node:crypto';
import { decisionId } from '../../shared/policy/decision-id.ts';

const bytesOfId = 5;
const ids = 256;

/** @returns a function from milliseconds since 1970 to an id */
export function createNewDecisionId(): (at: number) => string {
  const random = Buffer.alloc(bytesOfId * ids);
  let used = random.length;
  return (at) => {
    if (used === random.length) {
      randomFillSync(random);
      used = 0;
    }
    const own = random.subarray(used, used + bytesOfId);
    used += bytesOfId;
    return decisionId(at, own);
  };
}
