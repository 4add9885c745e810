import { expect, test } from 'vitest';
import { createAcknowledgements } from '../../../proxy/link/acknowledgements.ts';
import { get, startSite } from '../../support/plain-site.ts';
import { openRawClient } from '../../support/raw-client.ts';
import { startTestGateway, testPolicy } from '../../support/test-gateway.ts';

test('an acknowledged warning lets requests through for ten minutes, and refuses after them', async () => {
  let at = Date.now();
  const acknowledgements = createAcknowledgements({ now: () => at });
  await using site = await startSite((_, res) => res.end('hello'));
  await using world = await startTestGateway(testPolicy({ default: 'warn', open: [site.port] }), {
    acknowledged: acknowledgements.covers,
    now: () => at,
  });
  const answerTo = async (path: string) => {
    using client = await openRawClient(world.port);
    client.send(get(site.port, path, 'Connection: close\r\n'));
    return (await client.closed()).split('\r\n', 1)[0];
  };
  expect(await answerTo('/before')).toBe('HTTP/1.1 403 Forbidden');
  acknowledgements.add('tanaka', { host: 'city.localhost', port: site.port });
  expect(await answerTo('/page')).toBe('HTTP/1.1 200 OK');
  expect(await answerTo('/picture')).toBe('HTTP/1.1 200 OK');
  at += 600_000;
  expect(await answerTo('/after')).toBe('HTTP/1.1 403 Forbidden');
  expect(site.requests.map(({ url }) => url)).toEqual(['/page', '/picture']);
  expect(world.audit.decisions().map(({ action, handling }) => `${action} ${handling}`)).toEqual([
    'warn refuse',
    'warn forward',
    'warn forward',
    'warn refuse',
  ]);
});
