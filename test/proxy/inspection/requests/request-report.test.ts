import { describe, expect, it } from 'vitest';
import {
  type ItemReport,
  itemReport,
  requestNotInspected,
  requestReport,
} from '../../../../proxy/inspection/requests/request-report.ts';

const of = { kind: 'file', name: 'a', bytes: 1, digest: 'd' } as const;
const item = (inspected: ItemReport['inspected'], why?: 'broken' | 'encrypted') =>
  itemReport(of, { type: null, inspected, findings: [], ...(why === undefined ? {} : { why }) });

describe('the report of a request', () => {
  it.each<[string, ItemReport[], object]>([
    ['nothing at all', [], { inspected: true }],
    ['what is inspected', [item(true)], { inspected: true }],
    [
      'what is partly inspected',
      [item(true), item('partly', 'broken')],
      { inspected: 'partly', why: 'broken' },
    ],
    [
      'the worst',
      [item('partly', 'broken'), item(false, 'encrypted')],
      { inspected: false, why: 'encrypted' },
    ],
  ])('tells %s', (_, items, expected) => {
    expect(requestReport(items)).toEqual({ items, body: null, ...expected });
  });

  it('has one item where nobody could look at it', () => {
    expect(requestNotInspected('busy', 5)).toMatchObject({
      inspected: false,
      why: 'busy',
      items: [{ kind: 'raw', bytes: 5, inspected: false, why: 'busy', digest: '' }],
    });
  });
});
