/** Values of the register as people read them. */
import type { RegisteredService } from '../../../shared/protocol/register.ts';
import { useWords } from '../words/language.tsx';
import { Foreign } from './foreign.tsx';

export type Rule = RegisteredService['rule'];
export type RegisterAccount = Rule['accounts'][number];
export type PersonInTerm = RegisterAccount['posters'][number];

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly unit: string | null;
}

export function personName(id: string, people: readonly Person[]): string {
  const known = people.find((each) => each.id === id);
  if (known === undefined) return id;
  const named = known.name === id ? id : `${known.name} (${id})`;
  return known.unit === null ? named : `${known.unit} ${named}`;
}

/** `(2026-04-01〜2027-03-31)`; nothing where there is no end to it. */
export function Term({
  from = '',
  until = '',
}: {
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}) {
  const own = useWords().register;
  return from === '' && until === '' ? null : <>({own.term(from, until)}) </>;
}

export function Unwritten() {
  return <span class="quiet">{useWords().register.unnamed}</span>;
}

export function People({
  people,
  known,
}: {
  readonly people: readonly PersonInTerm[];
  readonly known: readonly Person[];
}) {
  const own = useWords().register;
  if (people.length === 0) return <Unwritten />;
  return (
    <ul class="plain-list">
      {people.map((each, index) => {
        const { user, from = '', until = '' } = typeof each === 'string' ? { user: each } : each;
        return (
          <li key={index}>
            <Foreign text={personName(user, known)} />
            {from === '' && until === '' ? null : <> ({own.term(from, until)})</>}
          </li>
        );
      })}
    </ul>
  );
}

export function Topics({ topics }: { readonly topics: Rule['topics'] }) {
  const words = useWords();
  const own = words.register;
  if (topics === undefined) return <Unwritten />;
  return (
    <ul class="plain-list">
      {topics.map((each) => {
        const { name, examples = [] } = typeof each === 'string' ? { name: each } : each;
        return (
          <li key={name}>
            <Foreign text={name} />
            {examples.length === 0 ? null : (
              <span class="quiet">
                {' '}
                {own.examples}: <Foreign text={examples.join(words.comma)} />
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

export function Lines({ lines }: { readonly lines: readonly string[] | undefined }) {
  if (lines === undefined || lines.length === 0) return <Unwritten />;
  return (
    <ul class="plain-list">
      {lines.map((line) => (
        <li key={line}>
          <Foreign text={line} />
        </li>
      ))}
    </ul>
  );
}

/** `月・火 08:30～17:15 祝日を除く` */
export function Hours({ hours }: { readonly hours: Rule['hours'] }) {
  const words = useWords();
  const own = words.register;
  if (hours === undefined) return <>{own.anyTime}</>;
  const { days = [], from, to, holidays } = hours;
  const names = words.policy.list.days;
  const times = from === undefined && to === undefined ? '' : `${from ?? '0:00'}～${to ?? '24:00'}`;
  return (
    <>
      {[
        days.map((day) => names[day]).join(words.policy.list.between),
        times,
        holidays === undefined ? '' : own.holidays[holidays],
      ]
        .filter((each) => each !== '')
        .join(' ')}
    </>
  );
}
