import type { ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import { createUploadedFiles } from '../../../proxy/gateway/uploaded-files.ts';
import { plainPng } from '../../support/plain-png.ts';
import type { Arrived } from '../../support/receiving-site.ts';
import { blob, create, post, rule, startPostingWorld, text } from './posting-world.ts';

describe('a picture that went ahead of its post', () => {
  const picture = Buffer.from('89504e470d0a1a0a', 'hex');
  const answered = ({ url }: Arrived, res: ServerResponse) => {
    const answer = url.includes('uploadBlob')
      ? { blob: blob('bafkreia') }
      : { uri: 'at://did:plc:yokote/app.bsky.feed.post/3k1' };
    res.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
  };

  test.each(['after', 'none'])(
    'stands in the record of the post, where approval is %s',
    async (approval) => {
      const open = rule(', unknownAccount: allow').replace('before', approval);
      await using world = await startPostingWorld(open, answered);
      const headers = { 'content-type': 'image/png' };
      await world.send('/xrpc/com.atproto.repo.uploadBlob', { headers, body: picture });
      const body = post(text, ['bafkreia', 'bafkreib']);
      expect((await world.send(create, { body })).status).toBe(200);
      const [upload, posted] = world.audit.decisions().map(({ postings }) => postings?.[0]);
      const [sent] = upload?.attachments ?? [];
      expect(sent).toMatchObject({ bytes: 8, digest: expect.stringMatching(/^[0-9a-f]{32}$/) });
      expect(posted?.attachments).toEqual([
        { name: null, type: 'image/png', bytes: 8, digest: sent?.digest },
        { name: null, type: 'image/png', bytes: 3, digest: null },
      ]);
    },
  );

  describe('is offered for a thumbnail', () => {
    /** Too small for letters: whole without a recogniser. */
    const small = plainPng([200, 30, 30], { width: 20, height: 6 });
    const upload = async (rules: string, body: Uint8Array, keepsThumbnails = true) => {
      await using world = await startPostingWorld(rules, answered, keepsThumbnails);
      const headers = { 'content-type': 'image/png' };
      const { status } = await world.send('/xrpc/com.atproto.repo.uploadBlob', { headers, body });
      if (status === 200) await world.audit.whenOutcomes(1);
      const [decision] = world.audit.decisions();
      return { offered: world.offered, decision };
    };
    const open = rule(', unknownAccount: allow').replace('before', 'after');

    test('once it has left, by the digest in its record', async () => {
      const { offered, decision } = await upload(open, small);
      const digest = decision?.postings?.[0]?.attachments[0]?.digest;
      expect(offered).toEqual([{ digest, bytes: small.length }]);
    });

    test.each([
      ['where the policy keeps none', open, small, false],
      ['where nobody could read what stands in it', open, plainPng([200, 30, 30]), true],
      ['where it was stopped', rule(', unknownAccount: block'), small, true],
    ])('not %s', async (_, rules, body, keeps) => {
      expect((await upload(rules, body, keeps)).offered).toEqual([]);
    });
  });

  const seen = { name: null, type: null, bytes: 8, digest: 'd', sha256: null, data: null };
  const empty = (status: number) => Promise.resolve({ status, headers: {}, body: Buffer.of() });
  test.each([
    ['is known after its only segment', [0], 204, seen],
    ['is not known where it came in several', [0, 1], 204, null],
    ['is not known where they came the other way round', [1, 0], 204, null],
    ['is not known where the service did not take it', [0], 400, null],
  ])('%s', async (_, indices, status, is) => {
    const files = createUploadedFiles();
    for (const index of indices) {
      const segment = { reference: '17', isFirst: index === 0 };
      files.learn('tanaka', 'x', seen, empty(status), segment);
      await files.ready('tanaka');
    }
    expect(files.find('tanaka', 'x', '17')).toEqual(is);
  });

  test('is nobody else’s', async () => {
    const files = createUploadedFiles();
    const file = { name: null, type: null, bytes: 8, digest: 'd', sha256: null, data: null };
    const body = Buffer.from(JSON.stringify({ blob: blob('bafkreia') }));
    files.learn('tanaka', 'bluesky', file, Promise.resolve({ status: 200, headers: {}, body }));
    await files.ready('tanaka');
    expect(files.find('tanaka', 'bluesky', 'bafkreia')).toEqual(file);
    expect(files.find('suzuki', 'bluesky', 'bafkreia')).toBeNull();
    expect(files.find('tanaka', 'mastodon', 'bafkreia')).toBeNull();
  });
});
