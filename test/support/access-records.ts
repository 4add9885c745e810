/** What a day of observing and enforcing left on record: for the pages on wanted parts and on learning. */
import type { DecisionRecord } from '../../shared/audit/record.ts';
import { decisionRecord } from './audit-records.ts';

const who = (user: string) => ({ user, unit: '総務企画部', identity: 'declared' }) as const;
const times = (count: number, make: () => DecisionRecord) => Array.from({ length: count }, make);

/** @param from epoch ms of the first */
export function accessRecords(from: number): DecisionRecord[] {
  let n = 0;
  const decision = (host: string, changes: Partial<DecisionRecord>): DecisionRecord => {
    const at = new Date(from + ++n).toISOString();
    const destination = { scheme: 'https', host, port: 443, path: '/a' };
    return decisionRecord(n, { at, destination, reason: 'default', rule: null, ...changes });
  };
  const refused = { action: 'block' } as const;
  const observed = { action: 'allow', would: 'block', mode: 'observe' } as const;
  return [
    ...times(6, () => decision('cdn.example', { ...refused, initiator: 'www.city.example' })),
    decision('cdn.example', { ...refused, initiator: 'www.city.example', who: who('suzuki') }),
    decision('track.example', { ...refused, initiator: 'www.city.example' }),
    ...times(3, () => decision('www.shop.example', { ...refused, who: who('suzuki') })),
    ...times(8, () => decision('www.news.example', { ...observed, act: 'navigate' })),
    decision('www.news.example', { ...observed, act: 'navigate', who: who('suzuki') }),
    ...times(5, () => decision('font.example', { ...observed, initiator: 'www.news.example' })),
    decision('font.example', { ...observed, initiator: 'www.city.example', who: who('suzuki') }),
    decision('hobby.example', { ...observed, act: 'navigate' }),
    decision('update.example', { ...observed, act: 'connect', method: 'CONNECT' }),
  ];
}
