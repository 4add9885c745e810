import { devNull } from 'node:os';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { startPool } from '../../../proxy/inspection/pool.ts';
import { individual, utf8 } from './build-documents.ts';
import { notice } from './build-pictures.ts';
import { file as fileOf, multipart, partsType } from './requests/build-requests.ts';
import { drawnPng, hugePng } from './thumbnails/build-drawn.ts';

const content = { bytes: utf8(`個人番号 ${individual()}`) };

describe('the pool', () => {
  it('inspects many at once, each with its own answer', async () => {
    await using pool = startPool({ size: 2 });
    const names = Array.from({ length: 12 }, (_, at) => `${at}.txt`);
    const reports = await Promise.all(
      names.map((name) =>
        pool.inspect({ content: { bytes: utf8(name) }, name: '', withText: true }),
      ),
    );
    expect(reports.map(({ text }) => text)).toEqual(names);
  });

  it('reads pictures, beside texts that do not wait for them', { timeout: 60_000 }, async () => {
    await using pool = startPool({ size: 2 });
    const picture = pool.inspect({ content: { bytes: notice('png') }, name: 'a.png' });
    const ocr = { time: 0 };
    expect(await pool.inspect({ content, name: '' })).toMatchObject({ inspected: true });
    expect(await picture).toMatchObject({
      inspected: true,
      findings: expect.arrayContaining([
        expect.objectContaining({ kind: 'individual-number', count: 1 }),
      ]),
    });
    expect(
      await pool.inspect({ content: { bytes: notice('png') }, name: 'a.png', ocr }),
    ).toMatchObject({ inspected: false, why: 'ocr-off' });
  });

  it('makes thumbnails only while nobody waits for an inspection', async () => {
    await using pool = startPool({ size: 1 });
    const picture = drawnPng(640, 480);
    const inspected = pool.inspect({ content, name: '' });
    expect(await pool.makeThumbnail(picture)).toEqual({ made: false, why: 'busy' });
    await inspected;
    expect(await pool.makeThumbnail(picture)).toMatchObject({ made: true });
    const large = new Uint8Array(201 * 1024 * 1024);
    expect(await pool.makeThumbnail(large)).toEqual({ made: false, why: 'too-large' });
  });

  it.runIf(process.platform === 'linux')(
    'ends a thumbnail that takes too much, and makes the next',
    async () => {
      await using pool = startPool({ size: 1, limits: { memory: 300_000_000 } });
      // 88 MB of pixels, and more than as much again as the decoder has them.
      expect(await pool.makeThumbnail(hugePng(5_400, 5_400))).toEqual({
        made: false,
        why: 'memory',
      });
      expect(await pool.makeThumbnail(drawnPng(640, 480))).toMatchObject({ made: true });
    },
  );

  it('is busy where its waiting line is full', async () => {
    await using pool = startPool({ size: 1, waiting: 1 });
    const reports = await Promise.all([1, 2, 3].map(() => pool.inspect({ content, name: '' })));
    expect(reports.map(({ why }) => why)).toEqual([undefined, undefined, 'busy']);
  });

  it.runIf(process.platform === 'linux')(
    'starts another process for one that was ended',
    async () => {
      await using pool = startPool({ size: 1, limits: { memory: 1_000_000 } });
      const reports = await Promise.all([1, 2].map(() => pool.inspect({ content, name: '' })));
      // The second is not `crashed`: it did not get the process that was ended.
      expect(reports.map(({ why }) => why)).toEqual(['memory', 'memory']);
    },
  );

  it('spends nothing on what nobody wants any more', async () => {
    await using pool = startPool({ size: 1 });
    const report = await pool.inspect({ content, name: '', signal: AbortSignal.abort() });
    expect(report.inspected).toBe(false);
  });

  it('answers those who wait when it is closed', async () => {
    const pool = startPool({ size: 1 });
    const reports = [1, 2].map(() => pool.inspect({ content, name: '' }));
    await pool[Symbol.asyncDispose]();
    expect((await Promise.all(reports)).map(({ inspected }) => inspected)).toEqual([false, false]);
    expect(await pool.inspect({ content, name: '' })).toMatchObject({ why: 'busy' });
  });

  it('tells a file that is not there, or too large', async () => {
    await using pool = startPool({ size: 1, limits: { bytesIn: 10 } });
    expect(await pool.inspect({ content: { path: '/nowhere/a' }, name: '' })).toMatchObject({
      inspected: false,
      why: 'missing',
    });
    // It reads as empty, and a pipe might never end.
    expect(await pool.inspect({ content: { path: devNull }, name: '' })).toMatchObject({
      inspected: false,
      why: 'missing',
    });
    expect(await pool.inspect({ content, name: '' })).toMatchObject({
      inspected: false,
      why: 'too-large',
    });
  });
});

const digestKey = new Uint8Array(32).fill(3);
const request = {
  bytes: utf8(`mynumber=${individual()}`),
  contentType: 'application/x-www-form-urlencoded',
  contentEncoding: '',
  url: '/a?b=c',
  digestKey,
};

describe('a whole request in the pool', () => {
  it('is told item by item, with fingerprints where there is a key', async () => {
    await using pool = startPool({ size: 1 });
    const fingerprintKey = new Uint8Array(32).fill(4);
    expect(await pool.inspectRequest({ ...request, fingerprintKey })).toMatchObject({
      inspected: true,
      items: [
        {
          kind: 'text',
          type: 'form',
          findings: [
            { kind: 'individual-number', fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/) },
          ],
        },
        { kind: 'query', findings: [] },
      ],
      body: null,
    });
  });

  it('finds only what reaches the threshold', async () => {
    await using pool = startPool({ size: 1 });
    const { items } = await pool.inspectRequest({ ...request, threshold: 1 });
    const confidence = { 'individual-number': 1 };
    const { items: unsure } = await pool.inspectRequest({ ...request, confidence });
    expect(unsure.flatMap(({ findings }) => findings)).toEqual([]);
    expect(items.flatMap(({ findings }) => findings)).toEqual([]);
  });

  it('gives a file by itself and in a form the same digest', async () => {
    await using pool = startPool({ size: 1 });
    const file = utf8('お知らせ');
    const alone = await pool.inspect({ content: { bytes: file }, name: 'a.txt', digestKey });
    const bytes = multipart([fileOf('a.txt', file)]);
    const sent = await pool.inspectRequest({ ...request, bytes, contentType: partsType, url: '/' });
    expect(alone.digest).toMatch(/^[0-9a-f]{32}$/);
    expect(sent.items.map(({ digest }) => digest)).toEqual([alone.digest]);
    expect(await pool.inspect({ content: { bytes: file }, name: '' })).not.toHaveProperty('digest');
  });

  it('gives back the decoded body', async () => {
    await using pool = startPool({ size: 1 });
    const { body } = await pool.inspectRequest({
      ...request,
      bytes: gzipSync(request.bytes),
      contentEncoding: 'gzip',
    });
    expect(Buffer.from(body ?? []).equals(request.bytes)).toBe(true);
  });

  it('is one item that could not be inspected where nobody looked at it', async () => {
    await using pool = startPool({ size: 1, waiting: 1, limits: { bytesIn: 1000 } });
    const bytes = new Uint8Array(1001);
    const reports = await Promise.all([
      pool.inspectRequest(request),
      pool.inspectRequest(request),
      pool.inspectRequest(request),
      pool.inspectRequest({ ...request, bytes }),
    ]);
    expect(reports.map(({ why }) => why)).toEqual([undefined, undefined, 'busy', 'too-large']);
    expect(reports[3]?.items).toEqual([
      {
        kind: 'raw',
        name: null,
        type: null,
        bytes: 1001,
        inspected: false,
        why: 'too-large',
        findings: [],
        digest: '',
      },
    ]);
  });

  it('is busy where too many bytes are held', async () => {
    await using pool = startPool({ size: 1, bytesHeld: 100 });
    const bytes = utf8('a'.repeat(60));
    const reports = await Promise.all([1, 2].map(() => pool.inspectRequest({ ...request, bytes })));
    expect(reports.map(({ why }) => why)).toEqual([undefined, 'busy']);
  });

  it('has a process that no large content takes', async () => {
    await using pool = startPool({ size: 2, waiting: 0 });
    const bytes = utf8('お知らせです。\n'.repeat(60_000));
    const reports = await Promise.all([
      pool.inspectRequest({ ...request, bytes, contentType: 'text/plain' }),
      pool.inspectRequest({ ...request, bytes, contentType: 'text/plain' }),
      pool.inspectRequest(request),
    ]);
    expect(reports.map(({ why }) => why)).toEqual([undefined, 'busy', undefined]);
  });
});
