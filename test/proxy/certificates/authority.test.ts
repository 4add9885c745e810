import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect as connectTcp, createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { connect, TLSSocket } from 'node:tls';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  AuthorityError,
  authorityFile,
  openAuthority,
} from '../../../proxy/certificates/authority.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'authority-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const file = () => path.join(folder, authorityFile);

test('is made at first start, for its owner alone, and read again afterwards', async () => {
  const first = await openAuthority(folder);
  const second = await openAuthority(folder);
  expect(second.caPem).toBe(first.caPem);
  expect(second.caSpkiSha256).toBe(first.caSpkiSha256);
  expect(new X509Certificate(first.caPem).subject).toMatch(/^CN=Sekisho /);
  expect((await stat(file())).mode & 0o077).toBe(0);
});

test('is one where the proxy and the command line are the first at the same time', async () => {
  const all = await Promise.all(Array.from({ length: 8 }, () => openAuthority(folder)));
  expect(new Set(all.map(({ caPem }) => caPem)).size).toBe(1);
});

test('lasts five years', async () => {
  const { caPem } = await openAuthority(folder);
  const years =
    (new X509Certificate(caPem).validToDate.getTime() - Date.now()) / (365 * 86_400_000);
  expect(years).toBeCloseTo(5, 2);
});

test.each(['city.localhost', '127.0.0.1', '::1'])(
  'its leaf for %s is accepted in a handshake',
  async (host) => {
    const authority = await openAuthority(folder);
    const secureContext = authority.contextFor(host);
    const server = createServer((raw) => {
      const secured = new TLSSocket(raw, { isServer: true, secureContext });
      secured.on('error', () => raw.destroy());
      secured.end('ok');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const raw = connectTcp((server.address() as AddressInfo).port, '127.0.0.1');
    const isName = host.includes('localhost');
    const socket = connect({
      socket: raw,
      host,
      ...(isName && { servername: host }),
      ca: authority.caPem,
    });
    await once(socket, 'secureConnect');
    expect(socket.authorized).toBe(true);
    socket.destroy();
    server.close();
  },
);

test('nothing is made over an authority that cannot be used: the error says the cure', async () => {
  await openAuthority(folder);
  const whole = await readFile(file(), 'utf8');
  const [key = '', certificate = ''] = whole.split(/(?=-----BEGIN CERTIFICATE)/);
  await rm(file());
  await openAuthority(folder);
  const [, other = ''] = (await readFile(file(), 'utf8')).split(/(?=-----BEGIN CERTIFICATE)/);
  const rows: [string, string, string][] = [
    ['an empty file', '', 'incomplete'],
    ['a key alone', key, 'incomplete'],
    ['a certificate alone', certificate, 'incomplete'],
    ['a damaged certificate', key + certificate.replace(/MII/, 'MIJ'), 'unreadable'],
    ["another authority's certificate", key + other, 'mismatched'],
  ];
  for (const [name, content, code] of rows) {
    await writeFile(file(), content);
    const error = await openAuthority(folder).catch((thrown: unknown) => thrown);
    expect(error, name).toBeInstanceOf(AuthorityError);
    expect((error as AuthorityError).code, name).toBe(code);
    expect((error as AuthorityError).message, name).toContain('move it aside');
    expect(await readFile(file(), 'utf8'), name).toBe(content);
  }
});

test('an authority past its end is refused', async () => {
  await openAuthority(folder);
  const inSixYears = () => Date.now() + 6 * 365 * 86_400_000;
  await expect(openAuthority(folder, { now: inSixYears })).rejects.toMatchObject({
    code: 'expired',
  });
});
