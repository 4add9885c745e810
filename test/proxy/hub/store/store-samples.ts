/** Small accounts and records for the tests of the store. */
import type { ArrivedRecord, StoredAccount } from '../../../../proxy/hub/store/store.ts';
import type { AuditRecord } from '../../../../shared/audit/record.ts';

const at = '2026-11-23T00:00:00.000Z';

export function account(id: string, fields: Partial<StoredAccount> = {}): StoredAccount {
  return {
    id,
    name: id,
    role: 'administrator',
    user: null,
    disabled: false,
    created: at,
    lastSignIn: null,
    password: 'phc',
    ...fields,
  };
}

export function decision(fields: {
  at: string;
  user?: string;
  host?: string;
  action?: 'allow' | 'block';
}): AuditRecord {
  const { at, user = 'tanaka', host = 'example.jp', action = 'block' } = fields;
  return {
    v: 1,
    type: 'decision',
    id: `ID-${at}-${host}`,
    at,
    source: 'proxy',
    act: 'connect',
    who: { user, unit: '総務企画部', identity: 'declared' },
    destination: { scheme: 'https', host, port: 443, path: '/a_b' },
    method: null,
    initiator: null,
    action,
    would: null,
    reason: 'default',
    rule: 'destinations.default',
    clause: null,
    mode: 'enforce',
    revision: 1,
    address: null,
    handling: 'refuse',
  };
}

export function arrived(terminal: string, seq: number, record: AuditRecord): ArrivedRecord {
  const hash = `${terminal}-${seq}`;
  return { terminal, seq, previous: `${terminal}-${seq - 1}`, hash, json: JSON.stringify(record) };
}

/** All of it goes before this day. */
export function daysBefore(day: string) {
  return { access: day, uploads: day, postings: day };
}
