import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readTerms, termsText } from '../../../../proxy/hub/register/read-terms.ts';
import { compileZones } from '../../../../shared/policy/zones.ts';
import { processorTime } from '../../../support/processor-time.ts';
import {
  listenSecurely,
  openSiteAuthority,
  secureServer,
} from '../../../support/site-authority.ts';

const ended = new AsyncDisposableStack();
let url = '';
let answer: Uint8Array | string = '';
let options: Parameters<typeof readTerms>[1];
beforeAll(async () => {
  const sites = ended.use(await openSiteAuthority());
  const server = secureServer(sites, 'terms.example');
  server.on('request', (_, response) => response.end(answer));
  const { port } = ended.use(await listenSecurely(server));
  url = `https://terms.example:${port}/tos`;
  options = {
    zones: compileZones({ closed: ['127.0.0.0/8'], open: [`127.0.0.1:${port}`] }),
    lookupAll: async () => ['127.0.0.1'],
    ca: sites.caPem,
    signal: AbortSignal.timeout(60_000),
  };
});
afterAll(() => ended.disposeAsync());

const hashOf = async (page: Uint8Array | string) => {
  answer = page;
  const read = await readTerms(url, options);
  return 'hash' in read ? read.hash : read.failure;
};
const page = (text: string, nonce: string) =>
  `<!doctype html><script nonce="${nonce}">track("${nonce}")</script><style>p{}</style>
   <!-- ${nonce} --><h1>利用規約</h1><p id="${nonce}">${text}</p>`;

test('scripts, comments and numbers of a visit do not count, words do', async () => {
  const first = await hashOf(page('第1条', 'abc'));
  expect(first).toMatch(/^[0-9a-f]{64}$/);
  expect(await hashOf(page('第1条', 'xyz'))).toBe(first);
  expect(await hashOf(gzipSync(page('第１条', 'xyz')))).toBe(first);
  expect(await hashOf(page('第2条', 'abc'))).not.toBe(first);
});

test('a document that is no text is told by its bytes', async () => {
  const pdf = Uint8Array.from([0x25, 0x50, 0x44, 0x46, 0, 1, 2, 0xff, 0xfe, 0]);
  const other = pdf.with(6, 3);
  expect(await hashOf(pdf)).not.toBe(await hashOf(other));
});

test('an address in a closed zone is not fetched', async () => {
  const zones = compileZones({ closed: ['127.0.0.0/8'] });
  expect(await readTerms(url, { ...options, zones })).toEqual({ failure: 'zone-closed' });
});

test('what is not https is not fetched', async () => {
  expect(await readTerms('http://terms.example/', options)).toEqual({ failure: 'not-https' });
});

test.each([
  ['an element that never ends', 'a<script>b', 'a'],
  ['no markup at all', '第1条  a < b', '第1条 a < b'],
  ['a closing tag in capitals', 'a<SCRIPT>x</SCRIPT >b', 'a b'],
])('the text of %s', (_, markup, text) => {
  expect(termsText(markup)).toBe(text);
});

test('a hostile page takes no long time', () => {
  const worked = processorTime(() => {
    termsText('<script'.repeat(300_000));
    termsText('<script></script>'.repeat(200_000));
  });
  expect(worked).toBeLessThan(10_000);
});
