import { expect, test } from 'vitest';
import { pastedLines, withMended } from '../../../../proxy/console/text/pasted-lines.ts';

const line = (at: number, changes: object = {}) => ({
  line: at,
  input: `in${at}`,
  match: `m${at}.example`,
  problem: null,
  already: null,
  warning: null,
  ...changes,
});
const bad = { match: null, problem: '読み取れません' };

test('good lines are taken, bad and doubled ones are not', () => {
  const lines = pastedLines([line(1), line(2, bad), line(3, { already: 'list' })]);
  expect(lines.map(({ state, include }) => [state, include])).toEqual([
    ['good', true],
    ['bad', false],
    ['double', false],
  ]);
});

test('answers to mended lines go to their places; blanked lines disappear', () => {
  const lines = pastedLines([line(1, bad), line(2), line(3, bad), line(4, bad)]).map((each) =>
    each.line === 3 ? { ...each, mended: '  ' } : each,
  );
  const mended = withMended(lines, [
    line(1, { match: 'fixed.example' }),
    line(3, { match: null, problem: 'まだ' }),
  ]);
  expect(mended.map(({ line: at, state, match }) => [at, state, match])).toEqual([
    [1, 'good', 'fixed.example'],
    [2, 'good', 'm2.example'],
    [4, 'bad', null],
  ]);
});
