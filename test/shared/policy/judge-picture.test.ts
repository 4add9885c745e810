import { describe, expect, it } from 'vitest';
import { parseDestination } from '../../../shared/destination/destination.ts';
import type { PictureMetadata } from '../../../shared/detection/picture-metadata.ts';
import { judgePicture, pictureObjections } from '../../../shared/policy/judge-picture.ts';
import type { PostingRule } from '../../../shared/policy/posting-schema.ts';
import { compileExample } from '../../support/posting-rules.ts';

const block: Partial<PostingRule> = { forbidden: { pictureMetadata: 'block' } };
const judged = (
  url: string,
  rule: Partial<PostingRule> = block,
  metadata: PictureMetadata[] = ['position'],
) => {
  const parsed = parseDestination(url);
  if (!parsed.ok) throw new Error(url);
  const judgement = judgePicture(compileExample(rule), parsed.destination, metadata);
  return judgement === null ? null : `${judgement.action} ${judgement.rule}`;
};
const place = 'posting/bluesky/forbidden/pictureMetadata';

describe('a picture chosen on a page', () => {
  it.each<[string, string, Partial<PostingRule>, string | null]>([
    ['is stopped on the service’s own page', 'https://bsky.app/', block, `block ${place}`],
    ['is warned of where nothing is written', 'https://bsky.app/', {}, `warn ${place}`],
    [
      'is let through where the rule says so',
      'https://bsky.app/',
      { forbidden: { pictureMetadata: 'allow' } },
      null,
    ],
    [
      'is stopped on a server of the city',
      'https://pds.city.example/',
      { ...block, hosts: ['pds.city.example'] },
      `block ${place}`,
    ],
    ['is let through on the page of another service', 'https://x.com/', block, null],
    ['is let through elsewhere', 'https://form.example/', block, null],
    [
      'is let through where only the shape tells a service',
      'https://any.example/xrpc/com.atproto.repo.uploadBlob',
      block,
      null,
    ],
  ])('%s', (_, url, rule, expected) => {
    expect(judged(url, rule)).toBe(expected);
  });

  it('is let through where its file tells nothing', () => {
    expect(judged('https://bsky.app/', block, [])).toBeNull();
  });

  it('names its reason and clause', () => {
    const rule = compileExample(block).rules.get('bluesky');
    if (rule === undefined) throw new Error('no rule');
    expect(pictureObjections(rule, ['persons'])).toEqual([
      { action: 'block', reason: 'picture-metadata', rule: place, clause: '8-4' },
    ]);
  });
});
