/** Numbers made with a seed, each written in every way, as files: from bytes to findings. */
import { gzipSync } from 'node:zlib';
import {
  driverLicenceCheckDigit,
  individualNumberCheckDigit,
  insurerCheckDigit,
  luhnCheckDigit,
  residentRecordCheckDigit,
} from '../../shared/detection/check-digits.ts';
import type { FindingKind } from '../../shared/detection/finding.ts';
import { encoded, inspect, utf8 } from '../proxy/inspection/build-documents.ts';
import { random } from '../support/random.ts';
import { createScores, type Score } from './detection-part-score.ts';

interface Made {
  readonly kind: FindingKind;
  readonly label: string;
  readonly value: string;
}

type Writing = readonly [string, (made: Made) => string | Uint8Array];

const digits = (text: string, zero: number) =>
  text.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));
const kanji = (text: string) =>
  text.replace(/\d/g, (digit) => '〇一二三四五六七八九'.charAt(Number(digit)));
const hex = (code: number, length = 2) => code.toString(16).padStart(length, '0').toUpperCase();
const percent = (text: string) => [...Buffer.from(text)].map((byte) => `%${hex(byte)}`).join('');
const base64 = (content: string | Uint8Array) => Buffer.from(content).toString('base64');
const said = ({ label, value }: Made) => `申請の内容\n${label}：${value}\n以上です。\n`;

export const writings: readonly Writing[] = [
  ['plain', said],
  ['full-width', (made) => said({ ...made, value: digits(made.value, 0xff10) })],
  ['Arabic-Indic', (made) => said({ ...made, value: digits(made.value, 0x0660) })],
  ['kanji', (made) => said({ ...made, value: kanji(made.value) })],
  ['zero-width', (made) => said({ ...made, value: [...made.value].join('\u200b') })],
  ['soft hyphens', (made) => said({ ...made, value: [...made.value].join('\u00ad') })],
  ['Shift_JIS', (made) => encoded(said(made), 'SJIS')],
  ['EUC-JP', (made) => encoded(said(made), 'EUCJP')],
  ['ISO-2022-JP', (made) => encoded(said(made), 'JIS')],
  ['UTF-16', (made) => Buffer.from(`\ufeff${said(made)}`, 'utf16le')],
  ['percent', ({ label, value }) => `https://city.example/?${percent(label)}=${percent(value)}`],
  ['percent twice', ({ label, value }) => percent(percent(`${label}=${value}`))],
  [
    'entities',
    ({ label, value }) =>
      `${label} ${[...value].map((each) => `&#${each.charCodeAt(0)};`).join('')}`,
  ],
  [
    '\\u escapes',
    ({ label, value }) =>
      [...`${label}: ${value}`].map((each) => `\\u${hex(each.charCodeAt(0), 4)}`).join(''),
  ],
  ['quoted-printable', (made) => percent(said(made)).replaceAll('%', '=')],
  ['Base64', (made) => `data: ${base64(said(made))} .`],
  ['Base64 of gzip', (made) => `data: ${base64(gzipSync(said(made).repeat(4)))} .`],
  ['JSON', ({ label, value }) => JSON.stringify({ name: '関所', [label]: value })],
  [
    'CSV under its header',
    ({ label, value }) => `氏名,${label},備考\n関所太郎,${value},\n横手花子,,なし\n`,
  ],
  [
    'HTML table',
    ({ label, value }) => `<html><table><tr><th>${label}</th><td>${value}</td></tr></table></html>`,
  ],
  [
    'one digit a line',
    ({ label, value }) => `${label}\n${[...value.replace(/\W/g, '')].join('\n')}\n`,
  ],
  [
    'boxes',
    ({ label, value }) =>
      `${label} ${[...value.replace(/\W/g, '')].map((each) => `[${each}]`).join('')}`,
  ],
  [
    'one digit a cell',
    ({ label, value }) => `${label},${[...value.replace(/\W/g, '')].join(',')}\n名,a,b\n住,c,d\n`,
  ],
  ['spaces', ({ label, value }) => `${label} ${[...value.replace(/\W/g, '')].join(' ')}`],
];
/** Separators of an Individual Number and a card. */
const separators = [' ', '-', '－', 'ー', '‐', '−', '―', '・', '　', '_', '/', '.'];
/** A passport's letters and an account of seven digits are not written digit by digit. */
const spread = new Set(['one digit a line', 'boxes', 'one digit a cell', 'spaces']);
const whole = new Set<FindingKind>([
  'passport',
  'residence-card',
  'bank-account',
  'phone',
  'insured-number',
]);
const withoutKanji = new Set<FindingKind>(['passport', 'residence-card']);

/** Numbers of each kind. */
const usual = 12;

export async function generated(each = usual): Promise<(Score | string)[]> {
  const next = random(2026);
  const scores = createScores();
  const missed = new Map<string, number>();
  const tell = async (made: Made, name: string, content: string | Uint8Array) => {
    const bytes = typeof content === 'string' ? utf8(content) : content;
    const { findings } = await inspect(bytes, { withText: false });
    const isFound = findings.some(({ kind }) => kind === made.kind);
    scores.count(made.kind, true, isFound);
    const others = ['individual-number', 'resident-record-code', 'driver-licence', 'payment-card'];
    for (const kind of others) {
      if (kind !== made.kind)
        scores.count(
          kind,
          false,
          findings.some((one) => one.kind === kind),
        );
    }
    const key = `${made.kind}: ${name}`;
    if (!isFound) missed.set(key, (missed.get(key) ?? 0) + 1);
  };
  for (let round = 0; round < each; round++) {
    for (const made of makeAll(next)) {
      for (const [name, write] of writings) {
        if (spread.has(name) && whole.has(made.kind)) continue;
        if (name === 'kanji' && withoutKanji.has(made.kind)) continue;
        await tell(made, name, write(made));
      }
      if (!['individual-number', 'payment-card'].includes(made.kind)) continue;
      for (const separator of separators) {
        const value = made.value.replace(/(\d{4})(?=\d)/g, `$1${separator}`);
        await tell(made, `fours with ${JSON.stringify(separator)}`, said({ ...made, value }));
      }
    }
    // The same without a valid check digit: none.
    for (const made of makeAll(next).slice(0, 2)) {
      const last = Number(made.value.at(-1));
      const value = `${made.value.slice(0, -1)}${(last + 1 + Math.floor(next() * 8)) % 10}`;
      const { findings } = await inspect(utf8(said({ ...made, value })), { withText: false });
      scores.count(
        made.kind,
        false,
        findings.some(({ kind }) => kind === made.kind),
      );
    }
  }
  return [
    ...scores.all(),
    ...[...missed].map(([name, count]) => `missed ${count} of ${each}  ${name}`),
  ];
}

function makeAll(next: () => number): Made[] {
  const some = (length: number) =>
    Array.from(
      { length },
      (_, at) => Math.floor(next() * (at === 0 ? 9 : 10)) + (at === 0 ? 1 : 0),
    ).join('');
  const [mynumber, resident, card, insurer] = [some(11), some(10), `4${some(14)}`, some(7)];
  const licence = `${['30', '23', '44', '62'][Math.floor(next() * 4)]}${some(8)}`;
  return [
    {
      kind: 'individual-number',
      label: '個人番号',
      value: `${mynumber}${individualNumberCheckDigit(mynumber)}`,
    },
    { kind: 'payment-card', label: 'カード番号', value: `${card}${luhnCheckDigit(card)}` },
    {
      kind: 'resident-record-code',
      label: '住民票コード',
      value: `${resident}${residentRecordCheckDigit(resident)}`,
    },
    {
      kind: 'driver-licence',
      label: '運転免許証番号',
      value: `${licence}${driverLicenceCheckDigit(licence)}0`,
    },
    { kind: 'pension-number', label: '基礎年金番号', value: `${some(4)}-${some(6)}` },
    {
      kind: 'insurer-number',
      label: '保険者番号',
      value: `${insurer}${insurerCheckDigit(insurer)}`,
    },
    { kind: 'insured-number', label: '介護保険被保険者番号', value: some(10) },
    {
      kind: 'employment-insurance-number',
      label: '雇用保険被保険者番号',
      value: `${some(4)}-${some(6)}-${some(1)}`,
    },
    { kind: 'passport', label: '旅券番号', value: `TR${some(7)}` },
    { kind: 'residence-card', label: '在留カード番号', value: `AB${some(8)}CD` },
    { kind: 'bank-account', label: '口座番号', value: some(7) },
    { kind: 'phone', label: '電話番号', value: `090-${some(4)}-${some(4)}` },
  ];
}
