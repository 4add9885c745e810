/** A real Chromium, HTTP/2 inside the opened tunnel: pages, forms, streams of bodies, many at once. */
import { expect, test } from 'vitest';
import { individual } from '../proxy/inspection/build-documents.ts';
import { launchChromium } from '../support/browser.ts';
import { lookingPolicy } from '../support/looking-policy.ts';
import { listenSecurely, openSiteAuthority, secureServer } from '../support/site-authority.ts';
import { startTestGateway } from '../support/test-gateway.ts';

test('clean uploads arrive, and those with an Individual Number do not', async () => {
  await using sites = await openSiteAuthority();
  const server = secureServer(sites, 'city.localhost');
  const arrived: { readonly url: string; readonly length: number }[] = [];
  server.on('request', (req, res) => {
    let length = 0;
    req.on('data', (chunk: Buffer) => {
      length += chunk.length;
    });
    req.on('end', () => {
      arrived.push({ url: req.url ?? '', length });
      res.setHeader('content-type', 'text/html');
      res.end('<title>page</title>');
    });
  });
  await using site = await listenSecurely(server);
  // The browser has no extension that would answer for it.
  const credentials = { check: () => ({ user: 'tanaka', unit: '総務企画部' }) };
  const policy = lookingPolicy([site.port], { intercept: '{ default: true }' });
  await using world = await startTestGateway(policy, { trust: [sites.caPem], credentials });
  const browser = await launchChromium({
    proxy: `127.0.0.1:${world.port}`,
    args: [`--ignore-certificate-errors-spki-list=${world.authority.caSpkiSha256}`],
  });
  try {
    const page = await browser.newPage();
    await page.goto(`https://city.localhost:${site.port}/`);
    const answered = await page.evaluate(async (number) => {
      const send = async (path: string, body: BodyInit, more: object = {}) =>
        (await fetch(path, { method: 'POST', body, ...more })).status;
      const streamed = (path: string, text: string) =>
        send(path, new Blob([text]).stream(), { duplex: 'half' });
      const form = (text: string) => {
        const data = new FormData();
        data.append('file', new File([text], 'a.txt'));
        return data;
      };
      const bad = `個人番号 ${number}`;
      const large = 'ゆき'.repeat(100_000);
      const [navigation] = performance.getEntriesByType('navigation');
      return {
        protocol: (navigation as PerformanceResourceTiming).nextHopProtocol,
        clean: [
          await send('/text', 'a=1'),
          await send('/form', form('ゆき')),
          await streamed('/stream', 'ゆき'),
        ],
        bad: [await send('/no', bad), await send('/no', form(bad)), await streamed('/no', bad)],
        many: await Promise.all(Array.from({ length: 20 }, () => send('/many', large))),
      };
    }, individual());
    expect(answered).toEqual({
      protocol: 'h2',
      clean: [200, 200, 200],
      bad: [403, 403, 403],
      many: Array(20).fill(200),
    });
  } finally {
    await browser.close();
  }
  expect(arrived.filter(({ url }) => url === '/no')).toEqual([]);
  expect(arrived.filter(({ url, length }) => url === '/many' && length === 600_000)).toHaveLength(
    20,
  );
});
