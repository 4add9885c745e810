/**
 * Every request of the collected suites against the gateway: to the proxy itself with the target in
 * absolute form, and inside an opened tunnel as it is. Hostile ones end with a 4xx and a closed
 * connection, or reach the destination (or the proxy above) in exactly one unambiguous framing.
 */
import { afterAll, describe, expect, test } from 'vitest';
import type { Limits } from '../../../proxy/gateway/limits.ts';
import { openInside, startBehind } from '../../support/behind-parent.ts';
import { openRawClient, type RawClient, rawClient } from '../../support/raw-client.ts';
import { type RecordingServer, startRecordingServer } from '../../support/recording-server.ts';
import {
  isElsewhere,
  isHostile,
  isUnambiguous,
  isWellFormed,
  needsMore,
  toProxy,
  type Vector,
  withHost,
} from '../../support/request-vectors.ts';
import { readData, withData } from '../../support/shared-data.ts';
import { openSiteAuthority, type SiteAuthority } from '../../support/site-authority.ts';
import {
  credentialLine,
  startTestGateway,
  type TestGateway,
  testPolicy,
} from '../../support/test-gateway.ts';

const data = readData<{ vectors: Vector[] }>('http/vectors.json');
type Times = Pick<Limits, 'headerMs' | 'silentMs' | 'idleMs'>;
const short: Times = { headerMs: 150, silentMs: 150, idleMs: 1_000 };
/** What is in good form is answered, however busy the machine is. */
const long: Times = { headerMs: 30_000, silentMs: 30_000, idleMs: 30_000 };
const sites: SiteAuthority = await openSiteAuthority();
afterAll(() => sites[Symbol.asyncDispose]());

/** How one row ended. `status` of the first answer; 0 without one. */
interface Ended {
  readonly status: number;
  /** Another request behind it would not have been read. */
  readonly isLast: boolean;
  readonly arrived: readonly string[];
}

async function play(client: RawClient, bytes: Buffer, site: RecordingServer): Promise<Ended> {
  const before = site.received.length;
  client.send(bytes);
  // The gateway hangs up after its time limits: every row ends. Who ends before the answer has given
  // the request up, and nothing of it would arrive inside TLS.
  const answered = client.until('\r\n\r\n').catch(() => '');
  await Promise.race([answered, client.closed()]);
  client.socket.end();
  const answer = await client.closed();
  const status = Number(/^HTTP\/1\.\d (\d{3}) /.exec(answer)?.[1] ?? 0);
  const isLast = /^connection: close\r$/im.test(answer.slice(answer.lastIndexOf('HTTP/1.1 ')));
  return { status, isLast, arrived: site.received.slice(before) };
}

/** Answers what is whole. */
async function startPatientSite(tls?: Parameters<typeof startRecordingServer>[1]) {
  const site: RecordingServer = await startRecordingServer((socket, index) => {
    socket.on('data', () => {
      if (isUnambiguous(site.received[index] ?? ''))
        socket.end('HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n');
    });
  }, tls);
  return site;
}

const startSite = (tls?: Parameters<typeof startRecordingServer>[1]) =>
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
  }, tls);

interface Way {
  readonly tls?: boolean;
  start(site: RecordingServer, more: string, limits: Times): Promise<TestGateway>;
  play(row: Buffer, world: TestGateway, site: RecordingServer): Promise<Ended>;
}

const straight =
  (intercept: string): Way['start'] =>
  (site, more, limits) =>
    startTestGateway(testPolicy({ open: [site.port], intercept, more }), {
      limits,
      trust: [sites.caPem],
    });

const inPlace = (raw: Buffer, host: string) =>
  Buffer.from(
    raw
      .toString('latin1')
      .replace(
        /^([^\n]*\r\n)([\s\S]*)$/,
        (_, line: string, rest: string) => `${line}${withHost(rest, host)}`,
      ),
    'latin1',
  );

const ways: Readonly<Record<string, Way>> = {
  'to the proxy': {
    start: straight('{ default: false }'),
    play: async (row, world, site) =>
      play(await openRawClient(world.port), toProxy(row, `city.localhost:${site.port}`), site),
  },
  'as they are': {
    start: straight('{ default: false }'),
    play: async (row, world, site) => play(await openRawClient(world.port), row, site),
  },
  // Plain HTTP inside the tunnel takes the same road as TLS.
  'inside an opened tunnel': {
    start: straight('{ default: true }'),
    async play(row, world, site) {
      const host = `city.localhost:${site.port}`;
      const client = await openRawClient(world.port);
      client.send(`CONNECT ${host} HTTP/1.1\r\n${credentialLine}\r\n`);
      await client.until('Established\r\n\r\n');
      client.socket.removeAllListeners('data');
      return play(rawClient(client.socket), inPlace(row, host), site);
    },
  },
  'inside intercepted TLS': {
    tls: true,
    start: straight('{ default: true }'),
    async play(row, world, site) {
      const host = `city.localhost:${site.port}`;
      const { client } = await openInside(world, host);
      return play(client, inPlace(row, host), site);
    },
  },
  'through the proxy above': {
    start: (site, more, limits) => startBehind(site.port, { more }, { limits }),
    play: async (row, world, site) =>
      play(await openRawClient(world.port), toProxy(row, 'city.example'), site),
  },
};

const bodies = {
  unread: '',
  'looked at': 'uploads: { rules: [{ inspected: false, to: any, action: allow }] }',
};
const cases = Object.entries(ways).flatMap(([name, way]) =>
  Object.entries(bodies).map(([how, more]) => [name, how, way, more] as const),
);

describe.skipIf(data === null)(withData('request vectors', data === null), () => {
  const rows = data?.vectors ?? [];
  const waiting = rows.filter(needsMore);
  const hostile = rows.filter((row) => isHostile(row) && !isElsewhere(row));

  test.each(cases)(
    'hostile ones are refused or arrive in one framing, %s, bodies %s',
    async (name, _, way, more) => {
      const context = sites.authority.contextFor('city.localhost');
      await using site = await startSite(
        way.tls ? { SNICallback: (_name, give) => give(null, context) } : undefined,
      );
      await using world = await way.start(site, more, short);
      const wrong: string[] = [];
      const outcomes: Record<string, number> = {};
      for (const row of hostile) {
        judge(row, await way.play(Buffer.from(row.base64, 'base64'), world, site));
      }
      function judge({ suite, name: of, expectation: { kind } }: Vector, ended: Ended) {
        const { status, isLast, arrived } = ended;
        const messages = arrived.filter((text) => text !== '');
        const refused = status >= 400 && status < 500;
        const isCutOff =
          refused &&
          messages.every(
            (message) =>
              /chunked\r\n[\s\S]*\r\n\r\n/i.test(message) && !message.endsWith('0\r\n\r\n'),
          );
        // The gateway broke off in the middle: an unfinished message is nobody's request.
        if (isCutOff) messages.length = 0;
        const key = `${suite}/${kind}: ${refused ? status : status === 0 ? 'closed' : 'forwarded'}`;
        outcomes[key] = (outcomes[key] ?? 0) + 1;
        const say = (what: string) =>
          wrong.push(`${suite} ${of} ${what} → ${status} ${JSON.stringify(messages)}`);
        if (messages.some((message) => !isUnambiguous(message))) say('is ambiguous');
        if (kind === 'reject' && messages.length > 0) say('was forwarded');
        // A 407 asks for another try: the request was in good form, its framing beyond doubt.
        if (refused && !isLast && status !== 407) say('may be followed by another');
      }
      process.stdout.write(`${name}: ${JSON.stringify(outcomes, null, 1)}\n`);
      expect(wrong).toEqual([]);
      expect(hostile.length).toBeGreaterThan(100);
    },
  );

  const wellFormed = rows.filter((row) => isWellFormed(row) && !isElsewhere(row));
  test.each(cases.filter(([name]) => name !== 'as they are'))(
    'well-formed ones arrive, %s, bodies %s',
    async (_, __, way, more) => {
      const context = sites.authority.contextFor('city.localhost');
      await using site = await startPatientSite(
        way.tls ? { SNICallback: (_name, give) => give(null, context) } : undefined,
      );
      await using world = await way.start(site, more, long);
      const wrong: string[] = [];
      for (const row of wellFormed) {
        const { arrived, status } = await way.play(Buffer.from(row.base64, 'base64'), world, site);
        const whole = arrived.filter(isUnambiguous);
        if (whole.length === 0) wrong.push(`${row.suite} ${row.name} → ${status}`);
      }
      expect(wrong).toEqual([]);
      expect(wellFormed.length).toBeGreaterThan(30);
    },
  );

  test('incomplete ones wait, and end with the time limit', async () => {
    await using site = await startSite();
    await using world = await startTestGateway(testPolicy({ open: [site.port] }), {
      limits: short,
    });
    const answers = await Promise.all(
      waiting.map(async (row) => {
        const client = await openRawClient(world.port);
        client.send(Buffer.from(row.base64, 'base64'));
        return (await client.closed()).slice(9, 12);
      }),
    );
    process.stdout.write(`waiting: ${JSON.stringify(answers)}\n`);
    expect(waiting.length).toBeGreaterThan(0);
  });
});
