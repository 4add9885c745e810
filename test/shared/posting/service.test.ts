import { expect, it } from 'vitest';
import { acts } from '../../../shared/posting/service.ts';
import { postingCases } from '../../support/posting-cases.ts';

it('names each act once', () => {
  expect(new Set(acts).size).toBe(acts.length);
});

it.each(acts.filter((act) => act !== 'live'))('has own cases of %s', (act) => {
  const seen = postingCases.some(
    ({ expected }) => expected.act === act || expected.posts?.some(([each]) => each === act),
  );
  expect(seen).toBe(true);
});
