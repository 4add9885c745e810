/** The state of pasted lines while a person checks and mends them. */
import type { ConsoleAnswer } from '../../../shared/protocol/console.ts';

type Suggested = ConsoleAnswer<'suggest'>['lines'][number];

export interface PastedLine {
  readonly line: number;
  readonly input: string;
  /** What stands in the field for mending. */
  readonly mended: string;
  readonly match: string | null;
  readonly problem: string | null;
  readonly already: string | null;
  readonly warning: string | null;
  /** `double`: the same entry is there already. */
  readonly state: 'good' | 'bad' | 'double';
  readonly include: boolean;
}

export function pastedLines(lines: readonly Suggested[]): PastedLine[] {
  return lines.map((line) => ({
    ...line,
    mended: line.input,
    state: stateOf(line),
    include: stateOf(line) === 'good',
  }));
}

/**
 * Lays the hub's answer to the mended lines over the bad ones, in order.
 * @param answers one for each bad line; blank mended lines have none and are dropped
 */
export function withMended(
  lines: readonly PastedLine[],
  answers: readonly Suggested[],
): PastedLine[] {
  const byPlace = new Map(answers.map((answer) => [answer.line, answer]));
  let place = 0;
  return lines.flatMap((line) => {
    if (line.state !== 'bad') return [line];
    place++;
    const answer = byPlace.get(place);
    if (line.mended.trim() === '') return [];
    if (answer === undefined) return [line];
    const { match, problem, already, warning } = answer;
    const state = stateOf(answer);
    return [{ ...line, match, problem, already, warning, state, include: state === 'good' }];
  });
}

function stateOf(line: Suggested): PastedLine['state'] {
  if (line.problem !== null || line.match === null) return 'bad';
  return line.already === null ? 'good' : 'double';
}
