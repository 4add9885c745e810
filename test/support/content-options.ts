/** What a test's gateway looks at content with: the real inspection, in this process. */
import { createHmac } from 'node:crypto';
import type { ContentOptions } from '../../proxy/gateway/content-options.ts';
import { defaultLimits } from '../../proxy/inspection/limits.ts';
import { inspectRequest } from '../../proxy/inspection/requests/inspect-request.ts';

export const testKeys = {
  fingerprint: new Uint8Array(32).fill(1),
  digest: new Uint8Array(32).fill(2),
};

export function contentOptions(changes: Partial<ContentOptions> = {}): ContentOptions {
  return {
    inspectRequest: ({
      threshold,
      confidence,
      persons,
      ocr: _ocr,
      fingerprintKey,
      digestKey,
      signal: _,
      ...request
    }) =>
      inspectRequest(request, {
        limits: defaultLimits,
        digestKey,
        detection: {
          threshold,
          confidence,
          persons,
          fingerprint: (kind, value) =>
            createHmac('sha256', fingerprintKey).update(`${kind}\0${value}`).digest('hex'),
        },
      }),
    keys: testKeys,
    opened: { see: () => null, use: () => {} },
    takeAcknowledged: () => null,
    ...changes,
  };
}
