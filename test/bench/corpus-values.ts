/**
 * Fills in the placeholders of the labelled corpus: numbers that look real are assembled here, and
 * stand nowhere in the tree. Formulas: facts of each identifier, as its detector names them.
 *
 *   {my3}   the third Individual Number      {my3-} in fours with hyphens, {my3 } with spaces
 *   {my3f}  in full-width digits             {my3s} a space between all digits
 *   {badmy3} with a wrong check digit        {name} … the person of this line
 */
import { individualNumberCheckDigit, luhnCheckDigit } from '../../shared/detection/check-digits.ts';

const weighted = (base: string, weights: readonly number[]) =>
  weights.reduce((sum, weight, at) => sum + weight * Number(base[at]), 0) % 11;

/** Base digits → check digit; null: this base has none that all agree on. */
const numbers: Readonly<
  Record<string, { prefix: string; length: number; check: (base: string) => number | null }>
> = {
  my: { prefix: '', length: 11, check: individualNumberCheckDigit },
  juki: {
    prefix: '2',
    length: 10,
    check: (base) => {
      const rest = weighted(base, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]);
      return rest <= 1 ? null : 11 - rest;
    },
  },
  licence: {
    prefix: '2399',
    length: 10,
    check: (base) => (11 - weighted(base, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2])) % 10,
  },
  insurer: { prefix: '06', length: 7, check: luhnCheckDigit },
  kokuho: { prefix: '05', length: 5, check: luhnCheckDigit },
  card: { prefix: '4', length: 15, check: luhnCheckDigit },
};

/** Always the same for the same name and index. */
function digitsOf(kind: string, index: number, isBad: boolean): string {
  const { prefix, length, check } = numbers[kind] ?? { prefix: '', length: 0, check: () => 0 };
  let state = (index + 1) * 7919 + kind.length * 104_729;
  for (;;) {
    let base = prefix;
    while (base.length < length) {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      base += Math.floor(state / 65_536) % 10;
    }
    const digit = check(base);
    if (digit === null) continue;
    // The last digit of a driver licence counts how often it was issued again.
    return `${base}${isBad ? (digit + 5) % 10 : digit}${kind === 'licence' ? '0' : ''}`;
  }
}

function shaped(digits: string, shape: string): string {
  if (shape === '-' || shape === ' ') return digits.replace(/(\d{4})(?=\d)/g, `$1${shape}`);
  if (shape === 's') return [...digits].join(' ');
  if (shape === 'f')
    return digits.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
  return digits;
}

/** Invented persons: family name, given name, reading. */
const persons = (
  '佐藤 一郎 サトウ イチロウ|鈴木 花子 スズキ ハナコ|髙橋 健太 タカハシ ケンタ|照井 トメ テルイ トメ|' +
  '柿崎 善次郎 カキザキ ゼンジロウ|小野寺 恵 オノデラ メグミ|加賀谷 悟 カガヤ サトル|山﨑 さくら ヤマザキ サクラ|' +
  '武石 俊介 タケイシ シュンスケ|伊勢谷 凛 イセヤ リン|黒沢 奏太 クロサワ ソウタ|千田 美智子 チダ ミチコ|' +
  '大友 里奈 オオトモ リナ|藤原 正雄 フジワラ マサオ|小田島 直樹 オダシマ ナオキ|渡邉 由美子 ワタナベ ユミコ|' +
  '播磨 虎之助 ハリマ トラノスケ|奥山 翔 オクヤマ ショウ|寿松木 優奈 スズキ ユウナ|菅原 久美子 スガワラ クミコ'
)
  .split('|')
  .map((each) => each.split(' '));
const towns = ['秋田県横手市例示町', '横手市平鹿町浅舞字新堀', '秋田県大仙市見本町', '湯沢市例示'];

function ofPerson(name: string, line: number): string | null {
  const [family = '', given = '', readFamily = '', readGiven = ''] =
    persons[(line - 1) % persons.length] ?? [];
  const two = String(line).padStart(2, '0');
  switch (name) {
    case 'name':
      return line % 3 === 0 ? `${family}${given}` : `${family} ${given}`;
    case 'family':
      return family;
    case 'given':
      return given;
    case 'kana':
      return `${readFamily} ${readGiven}`;
    case 'address':
      return `${towns[line % 4]}${line}-${90 + (line % 9)}`;
    case 'phone':
      return line % 4 === 0 ? `0182-12-35${two}` : `090-1234-56${two}`;
    case 'postal':
      return `013-00${two}`;
    case 'birth':
      return line % 2 === 0 ? `19${30 + line}/04/${two}` : `昭和${20 + line}年4月${line}日`;
    case 'mail':
      return `person${line}@example.jp`;
    case 'n':
      return String(line);
    case 'nn':
      return two;
    case 'n1':
      return String(line % 10);
    case 'my':
    case 'card':
      return digitsOf(name, 500 + line, false);
    default:
      return null;
  }
}

const hex = (length: number) => 'd41a8c03b7e95f62'.repeat(4).slice(0, length);
const base64 = 'aG9nZWhvZ2VtaWhvbm1paG9uUmVpamlSZWlqaTEyMzQ1Njc4OTA';
const secrets: Readonly<Record<string, string>> = {
  pem: `-----BEGIN RSA ${'PRIVATE'} KEY-----\n${base64}\n${base64}\n-----END RSA PRIVATE KEY-----`,
  publickey: `-----BEGIN PUBLIC KEY-----\n${base64}\n-----END PUBLIC KEY-----`,
  awssecret: 'wJa1rXUtn9FEMI+K7MDENG+bPxRfiCYzEXMPKEYq',
  awskey: `AKI${'A'}Q3EGM7XWZPNV2YTB`,
  github: `gh${'p'}_Zq81mNvB20xLpTr6YwKc4sHd7uJfGe9aRi35`,
  jwt: `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJtaWhvbiJ9.${base64.slice(0, 43)}`,
  slack: `https://hooks.${'slack'}.com/services/T0AB1CD2E/B3FG4HI5J/k6LmN7oPq8RsT9uVw0XyZ1a2`,
  google: `AIz${'a'}SyD3mK9xQ7vB1nW5rT8yU2iO6pL4jH0gF_e`,
  stripe: '51HxQ2kLmN8pRtVw3YzAbCdEf',
  base64,
  base64s: 'Qx7~k2Lm9Pz4Rt8Vw1Yb6Nc3Hd5Jf0Gs',
  hex32: hex(32),
  hex40: hex(40),
  hex64: hex(64),
  corp1: '7123456789012',
  corp2: '4011001098993',
};

/** @param line counted from 1, of the lines that are repeated for so many persons */
export function filledIn(text: string, line = 1): string {
  return text.replace(/\{(\w+?)([-f s]?)\}/g, (whole, name: string, shape: string) => {
    const named = secrets[name + shape] ?? ofPerson(name + shape, line);
    if (named !== undefined && named !== null) return named;
    const [, bad, kind = '', index] = /^(bad)?([a-z]+)(\d+)$/.exec(name) ?? [];
    if (!(kind in numbers)) return whole;
    return shaped(digitsOf(kind, Number(index), bad !== undefined), shape);
  });
}
