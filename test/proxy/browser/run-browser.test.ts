import { describe, expect, it } from 'vitest';
import { runBrowser } from '../../../proxy/browser/run-browser.ts';

const never = new Promise<void>(() => {});

describe('runBrowser', () => {
  it('tells how the browser ended by itself', async () => {
    const end = await runBrowser(process.execPath, ['-e', 'process.exit(3)'], {
      env: {},
      end: never,
    });
    expect(end).toBe(3);
  });

  it('ends the browser when asked to', async () => {
    const flags = ['-e', 'setInterval(() => {}, 1000)'];
    expect(
      await runBrowser(process.execPath, flags, { env: {}, end: Promise.resolve() }),
    ).toBeNull();
  });

  it('fails where there is no such program', async () => {
    await expect(runBrowser('/none', [], { env: {}, end: never })).rejects.toMatchObject({
      code: 'ENOENT',
    });
  });
});
