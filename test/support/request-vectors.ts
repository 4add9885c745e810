/** Collected requests of others' suites: which are hostile, how they go to a proxy, and what may come of them. */
import { credentialLine } from './test-gateway.ts';

export interface Vector {
  readonly suite: string;
  readonly name: string;
  readonly base64: string;
  readonly expectation: {
    readonly kind: string;
    readonly statusRanges?: readonly (readonly [number, number])[] | null;
    readonly mustWait?: boolean;
    readonly llhttpMode?: string;
    readonly errorCode?: number | null;
    readonly upstreamConfig?: object | null;
    readonly relaxedParser?: boolean;
  };
}

export const isHostile = ({ expectation: { kind, statusRanges } }: Vector) =>
  kind === 'reject' ||
  kind === 'must-not-misparse' ||
  kind === 'ambiguous-framing' ||
  (kind === 'status' &&
    (statusRanges ?? []).length > 0 &&
    (statusRanges ?? []).every(([from]) => from >= 400));

export const needsMore = ({ expectation: { kind, mustWait } }: Vector) =>
  kind === 'needs-more' || mustWait === true;

/** Rows that hold only under settings which the gateway does not have; 22 is llhttp's pause at an upgrade. */
export const isElsewhere = ({ expectation }: Vector) =>
  expectation.llhttpMode?.includes('lenient') === true ||
  Boolean(expectation.upstreamConfig) ||
  expectation.relaxedParser === true ||
  expectation.errorCode === 22;

/**
 * One whole request that a forward proxy has to let through: to one place, in HTTP/1, framed by one
 * field. A folded line, `*`, `#`, a length with zeros in front or an empty line ahead are refused on
 * purpose: no browser sends them.
 */
export function isWellFormed({ base64, expectation: { kind } }: Vector): boolean {
  if (kind !== 'accept' && kind !== 'parse') return false;
  const text = Buffer.from(base64, 'base64').toString('latin1');
  const end = text.indexOf('\r\n\r\n');
  const [line = '', ...fields] = text.slice(0, Math.max(end, 0)).split('\r\n');
  if (!/^[A-Z-]+ \/[^\s"#]* HTTP\/1\.[01]$/.test(line) || line.startsWith('CONNECT ')) return false;
  if (fields.some((field) => /^[ \t]/.test(field))) return false;
  const values = (name: RegExp) => fields.flatMap((field) => name.exec(field)?.[1]?.trim() ?? []);
  const hosts = values(/^host:(.*)$/i);
  const framing = values(/^(?:transfer-encoding|content-length):(.*)$/i);
  if (hosts.some((host) => !/^[\w.:-]+$/.test(host)) || framing.length > 1) return false;
  const body = text.slice(end + 4);
  const [framed = '0'] = framing;
  if (framed === `${body.length}`) return true;
  return framed === 'chunked' && /(?:^|\r\n)0+\r\n(?:\S+:.*\r\n)*\r\n$/.test(body);
}

/** Exactly one message whose end two parsers can only see in the same place. */
export function isUnambiguous(request: string): boolean {
  const end = request.indexOf('\r\n\r\n');
  if (end === -1) return false;
  const [line = '', ...fields] = request.slice(0, end).split('\r\n');
  if (!/^[A-Z-]+ [\x21-\x7e]+ HTTP\/1\.1$/.test(line)) return false;
  if (
    !fields.every((field) => /^[!#$%&'*+.^_`|~0-9A-Za-z-]+: [\t\x20-\x7e\x80-\xff]*$/.test(field))
  )
    return false;
  const named = (name: string) =>
    fields.filter((field) => field.toLowerCase().startsWith(`${name}:`));
  const lookAlike = fields.some((field) => {
    const name = field.slice(0, field.indexOf(':')).toLowerCase();
    const letters = name.replace(/[^a-z]/g, '');
    return (
      (letters === 'transferencoding' && name !== 'transfer-encoding') ||
      (letters === 'contentlength' && name !== 'content-length')
    );
  });
  const [lengths, encodings, hosts] = [
    named('content-length'),
    named('transfer-encoding'),
    named('host'),
  ];
  if (lookAlike || hosts.length !== 1 || lengths.length + encodings.length > 1) return false;
  const body = request.slice(end + 4);
  if (encodings.length === 1)
    return /^transfer-encoding: chunked$/i.test(encodings[0] ?? '') && body.endsWith('0\r\n\r\n');
  const length = Number(/\d+$/.exec(lengths[0] ?? '0')?.[0]);
  return body.length === length;
}

/** The target in absolute form where the request line has one in origin form; the credential as its first field. */
export function toProxy(raw: Buffer, host: string): Buffer {
  const text = raw.toString('latin1');
  const lineEnd = text.search(/\r?\n/);
  if (lineEnd === -1) return raw;
  const newline = text.startsWith('\r\n', lineEnd) ? '\r\n' : '\n';
  const line = text.slice(0, lineEnd).replace(/^(\S+ )(\/)/, `$1http://${host}$2`);
  const rest = withHost(text.slice(lineEnd + newline.length), host);
  return Buffer.from(`${line}${newline}${credentialLine}${rest}`, 'latin1');
}

/** The Host that a well-formed request would carry here, where it carries exactly one. */
export function withHost(fields: string, host: string): string {
  const hosts = fields.match(/^Host: *[\w.:-]*\r$/gim) ?? [];
  if (hosts.length === 1) return fields.replace(/^Host: *[\w.:-]*\r$/im, `Host: ${host}\r`);
  return hosts.length === 0 && !/^host/im.test(fields) ? `Host: ${host}\r\n${fields}` : fields;
}
