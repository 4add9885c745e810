import { expect, test } from 'vitest';
import { defaultPersons } from '../../../shared/detection/defaults.ts';
import { compilePolicy, defaultUpstreamBytes } from '../../../shared/policy/compile.ts';
import { readPolicy } from '../../support/decision-rows.ts';
import { exampleRule } from '../../support/posting-rules.ts';
import { smallPolicy } from '../../support/small-policy.ts';
import { compileUploadPolicy } from '../../support/upload-policy.ts';

test('what is compiled cannot be changed', () => {
  const compiled = compilePolicy(readPolicy('city'));
  expect(Object.isFrozen(compiled)).toBe(true);
});

test('a policy that says nothing of content does not have it looked at', () => {
  const { readsUploads, uploads, posting, classification } = compilePolicy(smallPolicy());
  expect({ readsUploads, uploads, posting }).toEqual({
    readsUploads: false,
    uploads: null,
    posting: null,
  });
  expect(classification.persons).toBe(defaultPersons);
});

test('content is looked at where there are posting rules alone', () => {
  const compiled = compilePolicy(smallPolicy({ posting: [exampleRule] }));
  expect(compiled.readsUploads).toBe(true);
  expect(compiled.posting?.rules.has('bluesky')).toBe(true);
});

test('the levels are those of the policy, from the highest to the lowest', () => {
  const levels = { order: ['高', '低'] };
  const { classification } = compileUploadPolicy({
    levels,
    uploads: { threshold: 0.8, confidence: { phone: 0.9 } },
  });
  expect(classification).toMatchObject({
    order: ['高', '低'],
    threshold: 0.8,
    confidence: { phone: 0.9 },
  });
});

test('an exception says how much may be sent unread', () => {
  const { interceptExcept } = compileUploadPolicy();
  expect(interceptExcept.size).toBe(1);
  expect(defaultUpstreamBytes).toBeGreaterThan(0);
});
