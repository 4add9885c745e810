import { expect, test } from 'vitest';
import { compileEntries, compileServices } from '../../../shared/policy/compile-services.ts';

const storage = {
  id: 'storage-a',
  title: '例ストレージ',
  hosts: ['storage.example', '.cdn.example'],
  functions: ['view' as const, 'login' as const],
  units: ['総務企画部'],
  responsible: 'tanaka',
  reviewBy: '2027-03-31',
};

test('makes one entry of each host, by the name of the service', () => {
  const entries = [...compileServices([storage])];
  expect(entries.map(({ match }) => match.text)).toEqual(['storage.example', '.cdn.example']);
  expect(entries[0]).toMatchObject({
    action: 'allow',
    rule: 'services/storage-a',
    clause: '8-3',
    list: null,
    owner: 'tanaka',
    reason: '例ストレージ',
    service: {
      functions: new Set(['view', 'login']),
      reviewBy: Date.parse('2027-04-01T00:00:00+09:00'),
    },
  });
  expect(entries[0]?.scopes).toHaveLength(1);
});

test('asks nothing where all functions are open, and no review is due', () => {
  const functions = ['view', 'login', 'download', 'upload', 'post'] as const;
  const open = { id: 'a', title: 'a', hosts: ['a.example'], functions: [...functions] };
  const [entry] = [...compileServices([open])];
  expect(entry).toMatchObject({
    scopes: [],
    owner: null,
    service: { functions: null, reviewBy: Number.POSITIVE_INFINITY },
  });
});

test('puts the register before the lists', () => {
  const list = { id: 'a', action: 'allow' as const, reason: 'x', entries: ['storage.example'] };
  expect([...compileEntries([storage], [list])].map(({ rule }) => rule)).toEqual([
    'services/storage-a',
    'services/storage-a',
    'a/storage.example',
  ]);
});
