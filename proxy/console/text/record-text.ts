/** Records as lines that people read. */
import type {
  AuditRecord,
  DecisionRecord,
  RecordedDestination,
} from '../../../shared/audit/record.ts';

/** `https://host:port/path`, the usual port left out; the host alone where no path was seen. */
export function destinationText({ scheme, host, port, path }: RecordedDestination): string {
  const usual = { http: 80, https: 443, ws: 80, wss: 443 }[scheme];
  const name = host.includes(':') ? `[${host}]` : host;
  return `${scheme}://${name}${port === usual ? '' : `:${port}`}${path ?? ''}`;
}

/** A warning that the person had acknowledged: it was let through. */
export function wentOn({ action, handling }: DecisionRecord): boolean {
  return action === 'warn' && handling !== null && handling !== 'refuse';
}

export interface Field {
  readonly name: string;
  readonly value: string | null;
}

/** Shown by views of their own. */
const views = ['upload', 'postings'];

/** Every plain field of a record, flat (`who.user`), in the record's own order and names. */
export function recordFields(record: AuditRecord): Field[] {
  const plain = Object.entries(record).filter(([name]) => !views.includes(name));
  return flat('', Object.fromEntries(plain));
}

function flat(prefix: string, value: object): Field[] {
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]): Field[] => {
    const name = prefix === '' ? key : `${prefix}.${key}`;
    if (typeof inner === 'object' && inner !== null) return flat(name, inner);
    return [{ name, value: inner === null ? null : String(inner) }];
  });
}
