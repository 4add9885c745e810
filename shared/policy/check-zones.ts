/** Whether the zones can be read, and close what an internet zone must not reach. */
import { firstRange, parseRange } from '../destination/address.ts';
import { error, type Finding, warning } from './finding.ts';
import type { Policy } from './schema.ts';
import { openKey } from './zones.ts';

/** One address out of each range that belongs closed. */
const mustBeClosed: readonly (readonly [range: string, sample: string])[] = [
  ['0.0.0.0/8', '0.0.0.1'],
  ['10.0.0.0/8', '10.0.0.1'],
  ['127.0.0.0/8', '127.0.0.2'],
  ['169.254.0.0/16', '169.254.169.254'],
  ['172.16.0.0/12', '172.31.0.1'],
  ['192.168.0.0/16', '192.168.0.1'],
  ['::1/128', '::1'],
  ['fc00::/7', 'fd00::1'],
  ['fe80::/10', 'fe80::1'],
];

export function checkZones({ closed, open = [] }: Policy['zones']): Finding[] {
  const unreadable = closed.flatMap((text, i) =>
    parseRange(text) !== null
      ? []
      : [
          error(
            ['zones', 'closed', i],
            `「${text}」はアドレスの範囲ではありません。/ This is no range of addresses.`,
            '「10.0.0.0/8」や "fc00::/7" のように書いてください (: を含むものは引用符で囲む)。/ Write it as 10.0.0.0/8 or "fc00::/7" (in quotes where it has a colon).',
          ),
        ],
  );
  const notOpen = open.flatMap((text, i) =>
    openKey(text) !== null
      ? []
      : [
          error(
            ['zones', 'open', i],
            `「${text}」は「アドレス:ポート」ではありません。/ This is not address:port.`,
            '"127.0.0.1:8600" のように、1 つのアドレスと 1 つのポートを書いてください。/ Write one address and one port, such as "127.0.0.1:8600".',
          ),
        ],
  );
  const readable = closed.map(parseRange).filter((range) => range !== null);
  const missing = mustBeClosed.filter(([, sample]) => firstRange(readable, sample) < 0);
  const gap =
    missing.length === 0 || unreadable.length > 0
      ? []
      : [
          warning(
            ['zones', 'closed'],
            `内部のアドレスが閉じられていません: ${missing.map(([range]) => range).join(', ')} / Internal ranges are not closed.`,
            'zones.closed に書き足してください。/ Add them to zones.closed.',
          ),
        ];
  return [...unreadable, ...notOpen, ...gap];
}
