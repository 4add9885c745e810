/** What people are to hear: one row for each address or webhook, kept until it is sent or given up. */
import type { Generated } from 'kysely';
import type { Step } from './migrate.ts';

export interface NotificationTables {
  notifications: {
    id: Generated<number>;
    /** The same thing is said once to each: kind, what it is about, channel, address. */
    key: string;
    kind: string;
    at: string;
    channel: string;
    address: string | null;
    /** NotificationFacts as JSON. */
    facts: string;
    state: string;
    attempts: number;
    failure: string | null;
    next_at: string;
  };
  /** Writes that the catalogue does not know, one row for each operation of a service. */
  unknown_operations: {
    service: string;
    operation: string;
    first_at: string;
    last_at: string;
    decision: string;
  };
}

export const notificationStep: Step = [
  `create table notifications (id integer primary key autoincrement, key text not null unique,
    kind text not null, at text not null, channel text not null, address text,
    facts text not null, state text not null, attempts integer not null, failure text,
    next_at text not null)`,
  'create index notifications_state on notifications (state, next_at)',
  `create table unknown_operations (service text not null, operation text not null,
    first_at text not null, last_at text not null, decision text not null,
    primary key (service, operation)) without rowid`,
  'create index unknown_operations_first on unknown_operations (first_at)',
];
