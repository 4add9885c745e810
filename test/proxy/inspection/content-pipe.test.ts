import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { pipeContent, takeContent } from '../../../proxy/inspection/content-pipe.ts';
import { defaultLimits } from '../../../proxy/inspection/limits.ts';
import type { ChildRequest } from '../../../proxy/inspection/messages.ts';

const limits = defaultLimits;
const large = Uint8Array.from({ length: 300_000 }, (_, at) => (at * 7) % 251);
const small = large.subarray(0, 1000);
const key = new Uint8Array(32);
const requests: readonly (readonly [string, (bytes: Uint8Array) => ChildRequest])[] = [
  ['one content', (bytes) => ({ id: 1, limits, content: { bytes }, name: 'a', withText: false })],
  [
    'a request',
    (bytes) => ({
      id: 1,
      limits,
      digestKey: key,
      request: { bytes, contentType: 'text/plain', contentEncoding: '', url: '/a' },
    }),
  ],
  ['a copy', (bytes) => ({ id: 1, limits, copy: { bytes, name: 'a', kinds: ['email'] } })],
  [
    'a document to be registered',
    (bytes) => ({ id: 1, limits, content: { bytes }, name: 'a', secret: key, everyGram: false }),
  ],
];

/** Through a real descriptor. */
async function sent(request: ChildRequest, cutTo?: number) {
  const pipe = new PassThrough();
  const message = pipeContent(request, pipe);
  pipe.end();
  const written = Buffer.concat(await pipe.toArray());
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sekisho-pipe-'));
  try {
    const file = path.join(folder, 'pipe');
    writeFileSync(file, written.subarray(0, cutTo));
    const descriptor = openSync(file, 'r');
    try {
      return { message, written, taken: await takeContent(message, descriptor) };
    } finally {
      closeSync(descriptor);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('the pipe of contents', () => {
  it.each(requests)('carries the bytes of %s past its message', async (_, make) => {
    const { message, written, taken } = await sent(make(large));
    expect(written.length).toBe(large.length);
    expect(JSON.stringify(message).length).toBeLessThan(2000);
    expect(taken).toEqual(make(large));
  });

  it.each(requests)('is not used for %s that is small', async (_, make) => {
    const { message, written, taken } = await sent(make(small));
    expect(written.length).toBe(0);
    expect(message).toEqual(make(small));
    expect(taken).toEqual(make(small));
  });

  it('is not used for a file that the child reads itself', async () => {
    const request = { id: 1, limits, content: { path: '/a' }, name: 'a', withText: false };
    expect((await sent(request)).taken).toEqual(request);
  });

  it('gives no content that is shorter than was said', async () => {
    const [, [, make] = requests[0] ?? []] = requests;
    if (make === undefined) throw new Error('no request');
    await expect(sent(make(large), 200_000)).rejects.toThrow('the pipe ended');
  });
});
