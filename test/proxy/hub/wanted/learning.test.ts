import { expect, test } from 'vitest';
import { learn } from '../../../../proxy/hub/wanted/learning.ts';
import { now, policyFor, wanted } from './wanted-samples.ts';

const rows = [
  wanted('www.shop.example', { navigated: 1, initiator: null, count: 7 }),
  wanted('cdn.example', { count: 3 }),
  wanted('malware.example', { count: 5 }),
  wanted('open.example', { count: 5 }),
  wanted('•••.example', { count: 2 }),
];
const policy = policyFor('observe', 'malware.example', '{ match: open.example, action: allow }');

test('proposes what no entry speaks of; what is open is no matter, what is stopped is said', () => {
  const learnt = learn(rows, policy, now);
  expect(learnt.proposals.map(({ kind, match, initiators }) => [kind, match, initiators])).toEqual([
    ['main', '.www.shop.example', []],
    ['content', '.cdn.example', ['city.lg.jp']],
  ]);
  expect(learnt.decisions).toBe(12);
  expect(learnt.stopped).toEqual([
    { host: 'malware.example', count: 5, rule: 'stopped/malware.example' },
  ]);
  expect(learnt.leftOut).toEqual([{ host: '•••.example', count: 2 }]);
});

test('a look-alike is flagged', () => {
  const like = (host: string) => (host === 'www.shop.example' ? 'www.shop.lg.jp' : null);
  const [first] = learn(rows, policy, now, like).proposals;
  expect(first).toMatchObject({ looksLike: 'www.shop.lg.jp', chosen: false });
});

test('of nothing it proposes nothing', () => {
  expect(learn([], policy, now)).toMatchObject({ decisions: 0, proposals: [], leftOut: [] });
});

test('long lists are cut, with their full number beside', () => {
  const many = Array.from({ length: 30 }, (_, n) =>
    wanted(`h${n}.shop.example`, { navigated: 1, user: `user${n}` }),
  );
  const [found] = learn(many, policy, now).proposals;
  expect(found).toMatchObject({ hostCount: 30, people: 30 });
  expect([found?.hosts.length, found?.users.length]).toEqual([20, 20]);
});
