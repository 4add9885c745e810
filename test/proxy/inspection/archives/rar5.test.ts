import { describe, expect, it } from 'vitest';
import { plainRar5 } from '../../../../proxy/inspection/archives/rar5.ts';
import { utf8 } from '../build-documents.ts';
import { lockedRar5 } from '../build-rar.ts';

const file = { name: 'a.txt', content: utf8('content of it'), password: 'kagi' };

describe('plainRar5', () => {
  it.each([false, true])(
    'writes it anew without locks (those of headers: %s)',
    (hasLockedHeaders) => {
      const opening = plainRar5(lockedRar5({ ...file, hasLockedHeaders }), file.password);
      if (typeof opening === 'string') throw new Error(opening);
      const text = Buffer.from(opening.bytes).toString('latin1');
      expect(text).toContain('content of it');
      // Without a lock there is nothing left to open.
      expect(plainRar5(opening.bytes, null)).toBe('open');
    },
  );

  it.each([null, 'other'])('is shut to the password %j', (password) => {
    for (const hasLockedHeaders of [false, true])
      expect(plainRar5(lockedRar5({ ...file, hasLockedHeaders }), password)).toBe('shut');
  });

  it('ends soon where it is broken', () => {
    const whole = lockedRar5(file);
    for (let at = 8; at < whole.length; at += 3) {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ 0xff;
      let said: unknown;
      try {
        said = plainRar5(changed, file.password);
      } catch (error) {
        said = (error as Error).name;
      }
      expect(said).toBeDefined();
    }
  });
});
