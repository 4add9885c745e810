import { expect, test } from 'vitest';
import { get, startSite } from '../../support/plain-site.ts';
import { openRawClient } from '../../support/raw-client.ts';
import { startTestGateway, testPolicy } from '../../support/test-gateway.ts';

test('where an answer leads is a decision of its own, and followed by nobody but the browser', async () => {
  await using site = await startSite((request, res) => {
    if (request.url !== '/go') return void res.end('there');
    res.writeHead(302, { Location: `http://closed.localhost:${site.port}/there` }).end();
  });
  const lists =
    '{ id: a, title: a, action: allow, owner: a, reason: a, entries: [city.localhost] }';
  await using world = await startTestGateway(
    testPolicy({ open: [site.port], default: 'block', lists }),
  );
  const answerTo = async (request: string) => {
    using client = await openRawClient(world.port);
    client.send(request);
    return await client.closed();
  };
  const close = 'Connection: close\r\n';
  const led = await answerTo(get(site.port, '/go', close));
  expect(led).toMatch(/^HTTP\/1\.1 302 /);
  const location = /^location: (.*)$/im.exec(led)?.[1]?.trim() ?? '';
  expect(location).toBe(`http://closed.localhost:${site.port}/there`);
  const followed = get(site.port, '/there', close).replaceAll('city.localhost', 'closed.localhost');
  expect(await answerTo(followed)).toMatch(/^HTTP\/1\.1 403 /);
  expect(site.requests.map(({ url }) => url)).toEqual(['/go']);
  expect(
    world.audit.decisions().map(({ action, destination }) => [action, destination?.host]),
  ).toEqual([
    ['allow', 'city.localhost'],
    ['block', 'closed.localhost'],
  ]);
});
