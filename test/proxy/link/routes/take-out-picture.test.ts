import { describe, expect, test } from 'vitest';
import { defaultLimits } from '../../../../proxy/inspection/limits.ts';
import { copyWithoutMetadata } from '../../../../proxy/inspection/masking/strip-metadata.ts';
import type { CopyInspection } from '../../../../proxy/inspection/pool.ts';
import type { PostingRule } from '../../../../shared/policy/posting-schema.ts';
import { inspectAnswerSchema } from '../../../../shared/protocol/link.ts';
import { takeOutAnswerSchema } from '../../../../shared/protocol/take-out.ts';
import { sendPiece } from '../../../support/inspect-call.ts';
import { exampleRule } from '../../../support/posting-rules.ts';
import {
  inspectHere,
  policyState,
  smallPolicy,
  startTestLink,
} from '../../../support/running-link.ts';
import { artist, exifOf, gifWith, jpegWith, positionXmp } from '../../inspection/build-metadata.ts';

const uploads = {
  rules: [
    { level: ['3A'], to: 'any', action: 'block' },
    // Nothing here reads what a picture shows.
    { inspected: false, to: 'any', action: 'allow' },
  ],
  default: 'allow',
};
const options = { limits: defaultLimits, detection: {}, withText: false };
const pool = {
  inspect: inspectHere,
  makeCopy: ({ bytes, name }: CopyInspection) => copyWithoutMetadata(bytes, name, options),
};
const picture = jpegWith({ exif: exifOf({ position: true, artist }) });
const page = 'https://bsky.app/';

async function world(pictureMetadata: NonNullable<PostingRule['forbidden']>['pictureMetadata']) {
  const link = await startTestLink({ pool });
  const posting = [{ ...exampleRule, forbidden: { pictureMetadata } }];
  link.policy.swap(policyState(2, smallPolicy({ uploads, posting })));
  const client = await link.enrolled();
  const inspect = async (bytes: Uint8Array, where = page) => {
    const { text } = await sendPiece(client, bytes, { name: '雪.jpg', page: where });
    const answer = inspectAnswerSchema.parse(JSON.parse(text));
    if (answer.state !== 'decided') throw new Error(text);
    return answer.decision;
  };
  return { link, client, inspect };
}

describe('a picture whose file tells where it was taken', () => {
  test('is stopped on the page of a service whose rules say so, and goes as a copy without it', async () => {
    const { link, client, inspect } = await world('block');
    await using _ = link;
    const stopped = await inspect(picture);
    expect(stopped).toMatchObject({
      action: 'block',
      reason: 'picture-metadata',
      rule: 'posting/bluesky/forbidden/pictureMetadata',
      takeOut: { possible: true, kinds: [], metadata: true },
      upload: { items: [{ type: 'jpeg', metadata: ['position', 'owner'] }] },
    });
    const wanted = { page, name: '雪.jpg', decision: stopped.id };
    const { text } = await sendPiece(client, picture, wanted, {}, '/v1/take-out');
    expect(takeOutAnswerSchema.parse(JSON.parse(text))).toMatchObject({
      state: 'made',
      name: '雪 (撮影情報なし).jpg',
      masked: [],
      removed: ['position', 'owner'],
    });
    expect(link.audit.changes('copy-made')).toMatchObject([
      { detail: 'position, owner', decision: stopped.id },
    ]);
    expect(JSON.stringify(link.audit.records)).not.toContain(artist);
  });

  test('is warned of where they say that, by the digest that the gateway asks for', async () => {
    const { link, inspect } = await world('warn');
    await using _ = link;
    const warned = await inspect(picture);
    expect(warned).toMatchObject({ action: 'warn', reason: 'picture-metadata' });
    expect(warned.held).toEqual([warned.upload?.items[0]?.digest]);
  });

  test('of a format that nothing here writes has no copy, and it says why', async () => {
    const { link, inspect } = await world('block');
    await using _ = link;
    expect((await inspect(gifWith(positionXmp))).takeOut).toEqual({
      possible: false,
      why: 'picture-format',
    });
  });

  test.each([
    ['elsewhere', 'block', 'https://form.example/'],
    ['where the rules let it through', 'allow', page],
  ] as const)('is nothing %s', async (_, rule, where) => {
    const { link, inspect } = await world(rule);
    await using _link = link;
    const allowed = await inspect(picture, where);
    expect(allowed.action).toBe('allow');
    expect(allowed.upload?.items[0]).not.toHaveProperty('metadata');
  });
});
