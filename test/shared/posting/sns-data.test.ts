import { describe, expect, it } from 'vitest';
import { recognise } from '../../../shared/posting/recognise.ts';
import { readData } from '../../support/shared-data.ts';
import { snsEndpoints, snsNegatives } from '../../support/sns-expected.ts';

const endpoints = snsEndpoints();
const negatives = snsNegatives();
const operations = readData<{ operations: { queryId: string; operation: string }[] }>(
  'sns/x_graphql_operations.json',
)?.operations;

describe.runIf(endpoints !== null)('the endpoints of ../shared/data/sns', () => {
  it.each((endpoints ?? []).map((each) => [each.says, each] as const))('%s', (_, each) => {
    const found = recognise(each.request);
    expect({ service: found.service, act: found.act }).toEqual({
      service: each.service,
      act: each.act,
    });
    expect(each.texts.filter((text) => !found.text.includes(text))).toEqual([]);
  });
});

describe.runIf(negatives !== null)('what only looks like a post in ../shared/data/sns', () => {
  it.each((negatives ?? []).map((each) => [each.says, each] as const))('%s', (_, each) => {
    const found = recognise(each.request);
    expect(found.act).toBeNull();
    expect(found.service).not.toBeNull();
  });
});

describe.runIf(operations !== undefined)("X's operations in ../shared/data/sns", () => {
  it.each((operations ?? []).map((each) => [each.operation, each.queryId] as const))(
    '%s is known',
    (operation, queryId) => {
      const url = `https://x.com/i/api/graphql/${queryId}/${operation}`;
      const found = recognise({ method: 'POST', url, headers: {}, body: new Uint8Array() });
      expect(found.service).toBe('x');
      expect(found.act).not.toBe('unknown-write');
    },
  );
});

it.skipIf(endpoints !== null)('not run: no data', () => {});
