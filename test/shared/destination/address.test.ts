import { describe, expect, test } from 'vitest';
import {
  canonicalAddress,
  classifyAddress,
  effectiveAddress,
  firstRange,
  parseRange,
} from '../../../shared/destination/address.ts';
import { compileZones, judgeAddress } from '../../../shared/policy/zones.ts';
import { readData, withData } from '../../support/shared-data.ts';

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
  ['::ffff:10.0.0.1', '10.0.0.1'],
  ['0:0:0:0:0:ffff:0a00:0001', '10.0.0.1'],
  ['::1', '::1'],
  ['example.jp', null],
  ['127.1', null],
  ['0x7f.0.0.1', null],
  ['[::1]', null],
  ['fe80::1%eth0', null],
  ['', null],
])('canonicalAddress of %s is %s', (text, expected) => {
  expect(canonicalAddress(text)).toBe(expected);
});

test.each([
  ['an IPv4 address is itself', '192.0.2.1', '192.0.2.1'],
  ['localhost is loopback', 'localhost', '127.0.0.1'],
  ['so is any name below it', 'a.b.localhost', '127.0.0.1'],
  ['other names are unknown', 'notlocalhost', null],
  ['a name with localhost in front is unknown', 'localhost.example.jp', null],
  ['the unspecified address is loopback', '0.0.0.0', '127.0.0.1'],
  ['so is that of IPv6', '::', '::1'],
  ['IPv6 loopback stays', '::1', '::1'],
  ['mapped', '::ffff:10.0.0.1', '10.0.0.1'],
  ['translated', '::ffff:0:10.0.0.1', '10.0.0.1'],
  ['compatible', '::10.0.0.1', '10.0.0.1'],
  ['NAT64', '64:ff9b::a00:1', '10.0.0.1'],
  ['NAT64 inside a house', '64:ff9b:1::a00:1', '10.0.0.1'],
  ['6to4', '2002:a00:1::1', '10.0.0.1'],
  ['Teredo', '2001:0:4136:e378:8000:63bf:f5ff:fffe', '10.0.0.1'],
  ['ISATAP', '2001:db8::5efe:a00:1', '10.0.0.1'],
  ['ISATAP of a public address', '2001:db8::200:5efe:a00:1', '10.0.0.1'],
  ['mapped unspecified', '::ffff:0:0', '127.0.0.1'],
  ['a public IPv6 address is itself', '2001:4860:4860::8888', '2001:4860:4860::8888'],
])('effectiveAddress: %s', (_, text, expected) => {
  expect(effectiveAddress(text)).toBe(expected);
});

test.each([
  ['8.8.8.8', 'public'],
  ['2001:4860:4860::8888', 'public'],
  ['127.255.255.255', 'loopback'],
  ['::1', 'loopback'],
  ['172.16.0.1', 'private'],
  ['fd00::1', 'private'],
  ['169.254.169.254', 'link-local'],
  ['fe80::1', 'link-local'],
  ['100.64.0.1', 'shared'],
  ['224.0.0.1', 'multicast'],
  ['ff02::2', 'multicast'],
  ['0.0.0.0', 'unspecified'],
  ['::', 'unspecified'],
  ['255.255.255.255', 'reserved'],
  ['192.0.2.1', 'reserved'],
  ['::ffff:10.0.0.1', 'private'],
  ['64:ff9b::808:808', 'embedding'],
  ['example.jp', null],
])('classifyAddress: %s is %s', (text, expected) => {
  expect(classifyAddress(text)).toBe(expected);
});

describe('ranges', () => {
  test.each([
    ['10.0.0.0/8', true],
    ['fc00::/7', true],
    ['192.0.2.1', true],
    ['::1/128', true],
    ['10.0.0.0/33', false],
    ['10.0.0/8', false],
    ['10.0.0.0/', false],
    ['10.0.0.0/8/8', false],
    ['example.jp/8', false],
    ['10.0.0.0/-1', false],
    ['', false],
  ])('parseRange reads %s: %s', (text, readable) => {
    expect(parseRange(text) !== null).toBe(readable);
  });

  const ranges = ['10.0.0.0/8', 'fc00::/7', '192.0.2.1'].map((text) => {
    const range = parseRange(text);
    if (range === null) throw new Error(text);
    return range;
  });
  test.each([
    ['10.255.255.255', 0],
    ['11.0.0.0', -1],
    ['fdff::1', 1],
    ['192.0.2.1', 2],
    ['192.0.2.2', -1],
    ['::ffff:10.0.0.1', -1],
    ['example.jp', -1],
  ])('firstRange finds %s in %s', (address, expected) => {
    expect(firstRange(ranges, address)).toBe(expected);
  });

  test.each([
    ['0.0.0.0/0', '255.255.255.255', true],
    ['127.0.0.0/8', '126.255.255.255', false],
    ['127.0.0.0/8', '127.0.0.0', true],
    ['127.0.0.0/8', '127.255.255.255', true],
    ['127.0.0.0/8', '128.0.0.0', false],
    ['172.16.7.9/12', '172.16.0.0', true],
    ['172.16.7.9/12', '172.31.255.255', true],
    ['172.16.7.9/12', '172.32.0.0', false],
    ['255.255.255.254/31', '255.255.255.255', true],
    ['::/0', '10.0.0.1', false],
    ['0.0.0.0/0', '2001:db8::1', false],
  ])('%s and %s: %s', (text, address, expected) => {
    const range = parseRange(text);
    expect(range !== null && firstRange([range], address) === 0).toBe(expected);
  });
});

interface Group {
  config: {
    allowRanges?: string[];
    allowAddresses?: string[];
    denyRanges?: string[];
    denyAddresses?: string[];
    unsafeAllowPrivateRanges?: boolean;
  };
  cases: { ip: string; port: number; expected: string; decision: 'allow' | 'deny' }[];
}
type Data = Record<'classify_addr' | 'classify_addr_private_allowed', Group>;
const data = readData<Data>('url/ssrf_addresses.json');

/** What smokescreen always closes, as zones. */
const always = [
  '127.0.0.0/8',
  '169.254.0.0/16',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '100.64.0.0/10',
  '::1/128',
  'ff00::/8',
  'fe80::/10',
];
const privateRanges = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'];
/** It refuses every IPv6 address that carries another; ours counts as that other unless closed as such. */
const embeddings = ['64:ff9b::/96', '2002::/16', '2001::/32'];

describe.skipIf(data === null)(withData('ssrf_addresses.json, row by row', data === null), () => {
  const rows =
    data === null
      ? []
      : [data.classify_addr, data.classify_addr_private_allowed].flatMap(({ config, cases }) =>
          cases.map((row) => ({ config, ...row })),
        );
  // Its own port is the gateway's to guard (reason own-port), not the zones'.
  const zoneRows = rows.filter(({ expected }) => expected !== 'ipDenySelfConnection');
  test.each(zoneRows)('$ip port $port: $expected', ({ config, ip, port, expected, decision }) => {
    const allowed = (config.allowRanges ?? []).flatMap((text) => {
      const range = parseRange(text);
      return range !== null && firstRange([range], ip) === 0 ? [`${ip}:${port}`] : [];
    });
    const denied = (config.denyAddresses ?? []).flatMap((text) =>
      text === `${ip}:${port}` ? [ip] : [],
    );
    const zones = compileZones({
      closed: [
        ...always,
        ...embeddings,
        ...(config.denyRanges ?? []),
        ...denied,
        ...(config.unsafeAllowPrivateRanges ? [] : privateRanges),
      ],
      open: [...(config.allowAddresses ?? []), ...allowed],
    });
    expect(judgeAddress(zones, ip, port) === null ? 'allow' : 'deny').toBe(decision);
    const kind = classifyAddress(ip);
    if (expected === 'ipDenyPrivateRange') expect(kind).toBe('private');
    if (expected === 'ipDenyCGNAT') expect(kind).toBe('shared');
    if (expected === 'ipDenyIPv6Embedding') expect(kind).toBe('embedding');
    if (expected === 'ipDenyNotGlobalUnicast')
      expect(['loopback', 'link-local', 'multicast', 'reserved']).toContain(kind);
    if (decision === 'allow' && allowed.length === 0 && kind !== 'private')
      expect(kind).toBe('public');
  });
});
