/**
 * Every request of the collected suites against the gateway: to the proxy itself with the target in
 * absolute form, and inside an opened tunnel as it is. Hostile ones end with a 4xx and a closed
 * connection, or reach the destination in exactly one unambiguous framing.
 */
import { describe, expect, test } from 'vitest';
import { openRawClient, type RawClient, rawClient } from '../../support/raw-client.ts';
import { startRecordingServer } from '../../support/recording-server.ts';
import { readData } from '../../support/shared-data.ts';
import { credentialLine, startTestGateway, testPolicy } from '../../support/test-gateway.ts';

interface Vector {
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

const data = readData<{ vectors: Vector[] }>('http/vectors.json');
const limits = { headerMs: 150, silentMs: 150 };

/** How one row ended. `status` of the first answer; 0 without one. */
interface Ended {
  readonly status: number;
  readonly isClosed: boolean;
  readonly arrived: readonly string[];
}

const isHostile = ({ expectation: { kind, statusRanges } }: Vector) =>
  kind === 'reject' ||
  kind === 'must-not-misparse' ||
  kind === 'ambiguous-framing' ||
  (kind === 'status' &&
    (statusRanges ?? []).length > 0 &&
    (statusRanges ?? []).every(([from]) => from >= 400));

const needsMore = ({ expectation: { kind, mustWait } }: Vector) =>
  kind === 'needs-more' || mustWait === true;

/** Rows that hold only under settings which the gateway does not have; 22 is llhttp's pause at an upgrade. */
const isElsewhere = ({ expectation }: Vector) =>
  expectation.llhttpMode?.includes('lenient') === true ||
  Boolean(expectation.upstreamConfig) ||
  expectation.relaxedParser === true ||
  expectation.errorCode === 22;

async function play(
  client: RawClient,
  bytes: Buffer,
  site: { received: string[] },
): Promise<Ended> {
  const before = site.received.length;
  client.send(bytes);
  // The server hangs up after each answer, and the gateway after its time limits: every row ends.
  client.socket.end();
  const answer = await client.closed();
  const status = Number(/^HTTP\/1\.\d (\d{3}) /.exec(answer)?.[1] ?? 0);
  return { status, isClosed: true, arrived: site.received.slice(before) };
}

/** Exactly one message whose end two parsers can only see in the same place. */
function isUnambiguous(request: string): boolean {
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

const startSite = () =>
  startRecordingServer((socket) => {
    // Answered when nothing more comes for a turn: what belongs to the request has then arrived.
    let turns: NodeJS.Immediate | undefined;
    socket.on('data', () => {
      clearImmediate(turns);
      turns = setImmediate(() =>
        setImmediate(() => {
          if (!socket.destroyed) socket.end('HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n');
        }),
      );
    });
    socket.on('end', () => socket.end());
  });

/** The target in absolute form where the request line has one in origin form; the credential as its first field. */
function toProxy(raw: Buffer, port: number): Buffer {
  const text = raw.toString('latin1');
  const host = `city.localhost:${port}`;
  const lineEnd = text.search(/\r?\n/);
  if (lineEnd === -1) return raw;
  const newline = text.startsWith('\r\n', lineEnd) ? '\r\n' : '\n';
  const line = text.slice(0, lineEnd).replace(/^(\S+ )(\/)/, `$1http://${host}$2`);
  const rest = withHost(text.slice(lineEnd + newline.length), host);
  return Buffer.from(`${line}${newline}${credentialLine}${rest}`, 'latin1');
}

/** The Host that a well-formed request would carry here, where it carries exactly one. */
function withHost(fields: string, host: string): string {
  const hosts = fields.match(/^Host: *[\w.:-]*\r$/gim) ?? [];
  if (hosts.length === 1) return fields.replace(/^Host: *[\w.:-]*\r$/im, `Host: ${host}\r`);
  return hosts.length === 0 && !/^host/im.test(fields) ? `Host: ${host}\r\n${fields}` : fields;
}

describe.skipIf(data === null)(
  data === null ? 'request vectors: not run: no data' : 'request vectors',
  () => {
    const rows = data?.vectors ?? [];
    const waiting = rows.filter(needsMore);
    const hostile = rows.filter((row) => isHostile(row) && !isElsewhere(row));

    const ways = ['to the proxy', 'inside an opened tunnel', 'as they are'] as const;
    const bodies = {
      unread: '',
      'looked at': 'uploads: { rules: [{ inspected: false, to: any, action: allow }] }',
    };
    const cases = ways.flatMap((way) =>
      Object.entries(bodies).map(([how, more]) => [way, how, more] as const),
    );
    test.each(cases)(
      'hostile ones are refused or arrive in one framing, %s, bodies %s',
      async (way, _, more) => {
        await using site = await startSite();
        const intercept =
          way === 'inside an opened tunnel' ? '{ default: true }' : '{ default: false }';
        const policy = testPolicy({ open: [site.port], intercept, more });
        await using world = await startTestGateway(policy, { limits });
        const host = `city.localhost:${site.port}`;
        const wrong: string[] = [];
        const outcomes: Record<string, number> = {};
        for (const row of hostile) {
          const raw = Buffer.from(row.base64, 'base64');
          const bytes =
            way === 'to the proxy'
              ? toProxy(raw, site.port)
              : way === 'as they are'
                ? raw
                : Buffer.from(
                    raw
                      .toString('latin1')
                      .replace(
                        /^([^\n]*\r\n)([\s\S]*)$/,
                        (_, line, rest) => `${line}${withHost(rest, host)}`,
                      ),
                    'latin1',
                  );
          const client = await openRawClient(world.port);
          if (way === 'inside an opened tunnel') {
            client.send(`CONNECT ${host} HTTP/1.1\r\n${credentialLine}\r\n`);
            await client.until('Established\r\n\r\n');
            client.socket.removeAllListeners('data');
            // Plain HTTP inside the tunnel takes the same road as TLS, and the site can read it.
            const inside = rawClient(client.socket);
            judge(row, await play(inside, bytes, site));
          } else {
            judge(row, await play(client, bytes, site));
          }
        }
        function judge(row: Vector, { status, arrived }: Ended) {
          const messages = arrived.filter((text) => text !== '');
          const refused = status >= 400 && status < 500;
          const silent = status === 0;
          const isCutOff =
            refused &&
            messages.every(
              (message) =>
                /chunked\r\n[\s\S]*\r\n\r\n/i.test(message) && !message.endsWith('0\r\n\r\n'),
            );
          // The gateway broke off in the middle: an unfinished message is nobody's request.
          if (isCutOff) messages.length = 0;
          const key = `${row.suite}/${row.expectation.kind}: ${refused ? status : silent ? 'closed' : 'forwarded'}`;
          outcomes[key] = (outcomes[key] ?? 0) + 1;
          if (messages.some((message) => !isUnambiguous(message))) {
            wrong.push(`${row.suite} ${row.name} → ${status} ${JSON.stringify(messages)}`);
          }
          if (row.expectation.kind === 'reject' && messages.length > 0 && true) {
            wrong.push(`${row.suite} ${row.name} was forwarded: ${JSON.stringify(messages)}`);
          }
        }
        process.stdout.write(`${way}: ${JSON.stringify(outcomes, null, 1)}\n`);
        expect(wrong).toEqual([]);
      },
    );

    test('incomplete ones wait, and end with the time limit', async () => {
      await using site = await startSite();
      await using world = await startTestGateway(testPolicy({ open: [site.port] }), { limits });
      const answers = await Promise.all(
        waiting.map(async (row) => {
          const client = await openRawClient(world.port);
          client.send(Buffer.from(row.base64, 'base64'));
          const started = performance.now();
          const answer = await client.closed();
          return {
            name: row.name,
            waited: performance.now() - started,
            status: answer.slice(9, 12),
          };
        }),
      );
      process.stdout.write(`waiting: ${JSON.stringify(answers.map(({ status }) => status))}\n`);
      expect(waiting.length).toBeGreaterThan(0);
    });
  },
);
