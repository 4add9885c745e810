import { expect, test } from 'vitest';
import { notInspected } from '../../../../proxy/inspection/inspect-content.ts';
import {
  notCompared,
  requestNotCompared,
} from '../../../../proxy/inspection/registered/not-compared.ts';
import type { ItemReport } from '../../../../proxy/inspection/requests/request-report.ts';
import { requestReport } from '../../../../proxy/inspection/requests/request-report.ts';

test('what was read is no more than partly inspected', () => {
  const report = { type: 'text', inspected: true, findings: [] } as const;
  expect(notCompared(report)).toEqual({ ...report, inspected: 'partly', why: 'not-compared' });
});

test('another reason stays', () => {
  expect(notCompared(notInspected('encrypted')).why).toBe('encrypted');
});

test('of a request each item, but what is too short for a copied passage', () => {
  const item = (kind: ItemReport['kind'], bytes: number): ItemReport => {
    return { kind, name: null, type: 'text', bytes, inspected: true, findings: [], digest: '' };
  };
  const report = requestReport([item('query', 20), item('text', 500), item('file', 20)]);
  const { items, inspected, why } = requestNotCompared(report);
  expect(items.map((each) => each.inspected)).toEqual([true, 'partly', 'partly']);
  expect([inspected, why]).toEqual(['partly', 'not-compared']);
});
