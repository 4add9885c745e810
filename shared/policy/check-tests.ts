/** Whether the examples of a policy can be asked at all; what they come out as is run-tests.ts's part. */
import { parseDestination } from '../destination/destination.ts';
import { type Known, unknownNames } from './check-scope.ts';
import { error, type Finding, warning } from './finding.ts';
import type { PolicyTest } from './tests-schema.ts';

export function checkTests(tests: readonly PolicyTest[], known: Known): Finding[] {
  const asked = new Map<string, PolicyTest>();
  return tests.flatMap((test, i) => {
    const at = ['tests', i];
    const parsed = parseDestination(test.url);
    const { expect, why: _, ...question } = test;
    const key = JSON.stringify(Object.entries(question).sort());
    const earlier = asked.get(key);
    if (earlier === undefined) asked.set(key, test);
    return [
      ...(parsed.ok ? [] : [unreadable([...at, 'url'], parsed.problem)]),
      ...(test.unit === undefined
        ? []
        : unknownNames([test.unit], [...at, 'unit'], known.units, '部署', 'units').map(oneUp)),
      ...(test.user === undefined
        ? []
        : unknownNames([test.user], [...at, 'user'], known.users, '利用者', 'users').map(oneUp)),
      ...(earlier === undefined ? [] : [repeated(at, earlier.expect === expect)]),
    ];
  });
}

/** A name that stands alone, not in a list. */
function oneUp(found: Finding): Finding {
  return { ...found, at: found.at.slice(0, -1) };
}

function unreadable(at: Finding['at'], problem: string): Finding {
  return error(
    at,
    problem,
    '「https://www.example.jp/」のように URL 全体を書いてください。/ Write a whole URL, such as https://www.example.jp/.',
  );
}

function repeated(at: Finding['at'], isSame: boolean): Finding {
  return isSame
    ? warning(
        at,
        '同じ例が上にあります。/ The same example stands above.',
        'どちらかを消してください。/ Delete one of the two.',
      )
    : error(
        at,
        '上の例と食い違っています。/ This contradicts an example above.',
        'どちらが正しいかを決めて、もう一方を消してください。/ Decide which one is right, and delete the other.',
      );
}
