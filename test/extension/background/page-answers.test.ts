import { describe, expect, it } from 'vitest';
import { listOf } from '../../../extension/background/page-answers.ts';
import { compileProjection, projectPolicy } from '../../../shared/policy/projection.ts';
import { smallPolicy } from '../../support/running-link.ts';

const published = '2027-01-05T00:00:00.000Z';
const options = { user: 'tanaka', unit: '総務企画部', revision: 1, published };
const projection = projectPolicy(smallPolicy(), options);
const held = { projection, compiled: compileProjection(projection) };

describe('the list behind a rule', () => {
  it.each([
    [
      'is named by the part before the slash',
      'bodies/city.example',
      { title: '自治体', reason: '業務' },
    ],
    ['is none for a key of the policy', 'destinations.default', null],
    ['is none for a list that only begins alike', 'bodies-2/city.example', null],
    ['is none without a rule', null, null],
  ])('%s', (_, rule, expected) => {
    expect(listOf(held, rule)).toEqual(expected);
  });
});
