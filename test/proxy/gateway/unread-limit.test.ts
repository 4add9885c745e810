import { describe, expect, test } from 'vitest';
import { lookingPolicy } from '../../support/looking-policy.ts';
import { openRawClient } from '../../support/raw-client.ts';
import { startRecordingServer } from '../../support/recording-server.ts';
import { credentialLine, startTestGateway } from '../../support/test-gateway.ts';

const intercept =
  '{ default: true, except: [{ match: excepted.localhost, reason: 利用者証明, upstreamBytes: 10000 }] }';

async function openTunnel(proxyPort: number, port: number) {
  const client = await openRawClient(proxyPort);
  const authority = `excepted.localhost:${port}`;
  client.send(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n${credentialLine}\r\n`);
  await client.until('\r\n\r\n');
  return client;
}

describe('tunnels to an excepted host', () => {
  test('end past its number of bytes, all together, and are refused until an hour has passed', async () => {
    let at = Date.now();
    await using site = await startRecordingServer((socket) => {
      socket.on('data', () => socket.write('.'));
    });
    await using world = await startTestGateway(lookingPolicy([site.port], { intercept }), {
      now: () => at,
    });
    using first = await openTunnel(world.port, site.port);
    using second = await openTunnel(world.port, site.port);
    first.send('a'.repeat(6_000));
    await first.until('.');
    second.send('b'.repeat(3_000));
    await second.until('.');
    second.send('c'.repeat(2_000));
    await second.closed();
    await world.audit.whenOutcomes(1);
    expect(world.audit.outcomes()).toMatchObject([{ end: 'unread-upload', bytesUp: 3_000 }]);
    expect(site.received.join('')).not.toContain('c');

    using refused = await openTunnel(world.port, site.port);
    expect(await refused.closed()).toMatch(/^HTTP\/1\.1 403 /);
    const [, , third] = world.audit.decisions();
    expect(third).toMatchObject({
      act: 'connect',
      action: 'block',
      reason: 'unread-upload',
      rule: 'intercept.except/excepted.localhost',
      handling: 'refuse',
    });

    at += 3_600_000;
    using again = await openTunnel(world.port, site.port);
    expect(again.received()).toMatch(/^HTTP\/1\.1 200 /);
  });

  test('go on where the policy observes, and are noted once', async () => {
    await using site = await startRecordingServer((socket) => {
      socket.on('data', () => socket.write('.'));
    });
    const policy = lookingPolicy([site.port], { intercept, mode: 'observe' });
    await using world = await startTestGateway(policy);
    using client = await openTunnel(world.port, site.port);
    for (const letter of ['a', 'b', 'c']) client.send(letter.repeat(9_000));
    await expect.poll(() => site.received.join('').length).toBe(27_000);
    using other = await openTunnel(world.port, site.port);
    expect(other.received()).toMatch(/^HTTP\/1\.1 200 /);
    const noted = world.audit.decisions().filter(({ reason }) => reason === 'unread-upload');
    expect(noted).toMatchObject([{ action: 'allow', would: 'block', handling: 'tunnel' }]);
  });

  test('are not counted where nobody looks at uploads', async () => {
    await using site = await startRecordingServer();
    const policy = lookingPolicy([site.port], { intercept });
    if (policy.state === 'none') throw new Error('policy');
    const compiled = { ...policy.compiled, readsUploads: false };
    await using world = await startTestGateway({ ...policy, compiled });
    using client = await openTunnel(world.port, site.port);
    client.send('a'.repeat(50_000));
    await expect.poll(() => site.received.join('').length).toBe(50_000);
  });
});
