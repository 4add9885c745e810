/** Whether the scope of a list or entry names people that there are, and times that can come. */
import { error, type Finding, type Place } from './finding.ts';
import { endOf, startOf } from './japan-time.ts';
import type { ScopeFields } from './scope.ts';

export interface Known {
  readonly units: ReadonlySet<string>;
  readonly users: ReadonlySet<string>;
}

export function checkScope(scope: ScopeFields, at: Place, known: Known): Finding[] {
  return [
    ...unknownNames(scope.units ?? [], [...at, 'units'], known.units, '部署', 'units'),
    ...unknownNames(scope.users ?? [], [...at, 'users'], known.users, '利用者', 'users'),
    ...checkTerm(scope, at),
    ...checkHours(scope.hours, [...at, 'hours']),
  ];
}

export function unknownNames(
  names: readonly string[],
  at: Place,
  known: ReadonlySet<string>,
  kind: string,
  key: string,
): Finding[] {
  // A policy that names nobody takes people and units as they were enrolled: nothing to hold them against.
  if (known.size === 0) return [];
  return names.flatMap((name, i) =>
    known.has(name)
      ? []
      : [
          error(
            [...at, i],
            `${kind}「${name}」がポリシーの ${key} にありません。/ ${name} is not among the policy's ${key}.`,
            `${key} に書き足すか、綴りを確かめてください。/ Add it to ${key}, or check its spelling.`,
          ),
        ],
  );
}

export function checkTerm(
  { from, until }: Pick<ScopeFields, 'from' | 'until'>,
  at: Place,
): Finding[] {
  if (from === undefined || until === undefined || startOf(from) < endOf(until)) return [];
  return [
    error(
      [...at, 'until'],
      `until (${until}) が from (${from}) より前です。/ until is before from.`,
      '2 つの日付を入れ替えるか、直してください。/ Swap the two, or mend one.',
    ),
  ];
}

function checkHours(hours: ScopeFields['hours'], at: Place): Finding[] {
  if (hours === undefined) return [];
  if (Object.values(hours).every((value) => value === undefined)) {
    return [
      error(
        at,
        'hours が空です。/ hours is empty.',
        '{ days: [mon, tue], from: "08:30", to: "17:15" } のように書くか、消してください。/ Write days, from or to, or delete it.',
      ),
    ];
  }
  const from = hours.from ?? '00:00';
  if (from !== (hours.to ?? '24:00') && from !== '24:00') return [];
  return [
    error(
      [...at, 'from'],
      'hours の from と to では時間が空になります。/ from and to leave no time between them.',
      '終日なら from と to を消し、夜間なら from: "22:00", to: "06:00" のように書いてください。/ Leave both out for the whole day; over midnight write from: "22:00", to: "06:00".',
    ),
  ];
}
