import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldDigits } from '../../../shared/audit/fold-digits.ts';
import {
  holdsLongNumber,
  maskHost,
  maskPath,
  maskRule,
  maskText,
  maskUrl,
  recordedDestination,
} from '../../../shared/audit/mask.ts';
import { parseAuthority, parseDestination } from '../../../shared/destination/destination.ts';
import { processorTime } from '../../support/processor-time.ts';

/** Twelve digits, as an Individual Number has; put together here, so that no file holds one. */
const number = ['1234', '5678', '9018'];
const twelve = number.join('');

describe('maskText', () => {
  it.each<[string, string, string]>([
    ['ordinary words', '会議の資料を見るため', '会議の資料を見るため'],
    ['a short number', '内線 1234', '内線 1234'],
    ['six digits', 'code 123456.', 'code 123456.'],
    ['seven digits', 'code 1234567.', 'code •••.'],
    ['an Individual Number', `番号は${twelve}です`, '番号は•••です'],
    ['the same in groups', `番号は${number.join(' ')}です`, '番号は•••です'],
    ['the same with hyphens', number.join('-'), '•••'],
    ['the same with slashes', number.join('/'), '•••'],
    ['the same with a bullet as the mask has', number.join('•'), '•••'],
    ['the same one digit a line', [...twelve].join('\n'), '•••'],
    ['the same in full width', '１２３４５６７８９０１８', '•••'],
    ['the same in kanji', '一二三四五六七八九〇一八', '•••'],
    ['the same with long vowel marks for hyphens', number.join('ー'), '•••'],
    ['a date with slashes', '2027/01/05 から', '2027/01/05 から'],
    ['a mail address', 'tanaka@city.example へ', 't•••@city.example へ'],
    ['a mail address in full width', 'tanaka＠city.example', 't•••＠city.example'],
    ['digits that join when a mail address is masked', '12 34 5x6@7890.jp', '•••.jp'],
    ['a character that turns the direction of text', 'a\u202eb', 'a\\u{202E}b'],
    ['control characters', 'a\r\nb\u0000', 'a\\u{D}\\u{A}b\\u{0}'],
    ['half a character', 'a\ud800b', 'a\\u{D800}b'],
    ['tag characters', 'a\u{e0041}', 'a\\u{E0041}'],
  ])('%s', (_, text, masked) => {
    expect(maskText(text)).toBe(masked);
  });

  it('holds at most 1000 characters', () => {
    expect(maskText('あ'.repeat(5000))).toHaveLength(1000);
    expect(maskText(`${'あ'.repeat(998)}😀😀`)).toBe(`${'あ'.repeat(998)}…`);
    expect(maskText('x '.repeat(100_000))).toHaveLength(1000);
  });

  it('leaves no part of a number where a long text is cut', () => {
    const text = `${'1234567 '.repeat(4095)}${twelve}`;
    expect(maskText(text)).not.toMatch(/\d/);
  });

  it('takes no long time over hostile text', () => {
    const worked = processorTime(() => {
      for (const part of ['1-', '@a.', 'a@', '%25', '\u200b', '1a', '１\u0301', 'a1']) {
        maskText(part.repeat(20_000));
        maskPath(part.repeat(20_000));
      }
    });
    expect(worked).toBeLessThan(10_000);
  });
});

describe('maskPath', () => {
  it.each<[string, string, string]>([
    ['an ordinary path', '/files/index.html', '/files/index.html'],
    ['the root', '/', '/'],
    ['the day of an article', '/news/2027/01/05/12.html', '/news/2027/01/05/12.html'],
    ['a query', '/search?q=secret', '/search'],
    ['a fragment', '/page#secret', '/page'],
    ['a long number', `/users/${twelve}/edit`, '/users/•••/edit'],
    ['a percent-encoded number', `/u/${[...twelve].map((d) => `%3${d}`).join('')}`, '/u/•••'],
    ['a percent-encoded path', '/%E6%A8%AA%E6%89%8B', '/%E6%A8%AA%E6%89%8B'],
    ['a mail address', '/unsubscribe/tanaka%40city.example', '/unsubscribe/t•••%40city.example'],
    ['a key', `/reset/${'aB3'.repeat(12)}/new`, '/reset/•••/new'],
    [
      'long words',
      '/how-to-apply-for-a-certificate-of-residence',
      '/how-to-apply-for-a-certificate-of-residence',
    ],
  ])('%s', (_, path, masked) => {
    expect(maskPath(path)).toBe(masked);
  });
});

describe('maskHost', () => {
  it.each<[string, string, string]>([
    ['a name', 'www.city.example', 'www.city.example'],
    ['a name with some digits', 'cdn20270105.example', 'cdn20270105.example'],
    ['a name with an Individual Number', `${twelve}.example`, '•••.example'],
    ['a name with one in groups', `a-${number.join('-')}.example`, '•••.example'],
    ['an IPv4 address', '192.168.100.200', '192.168.100.200'],
    ['an IPv6 address', '2001:db8::1234:5678:9018', '2001:db8::1234:5678:9018'],
  ])('%s', (_, host, masked) => {
    expect(maskHost(host)).toBe(masked);
  });
});

describe('recordedDestination', () => {
  it.each<[string, string, { host: string; port: number; path: string | null }]>([
    [
      'drops user, query and fragment',
      `https://user:word@WWW.City.example/a?q=${twelve}#f`,
      { host: 'www.city.example', port: 443, path: '/a' },
    ],
    [
      'masks the path',
      `http://a.example:8080/${twelve}`,
      { host: 'a.example', port: 8080, path: '/•••' },
    ],
  ])('%s', (_, url, expected) => {
    const parsed = parseDestination(url);
    if (!parsed.ok) throw new Error(parsed.problem);
    expect(recordedDestination(parsed.destination)).toMatchObject(expected);
  });

  it('has no path where only the host was seen', () => {
    const parsed = parseAuthority('a.example:443');
    if (!parsed.ok) throw new Error(parsed.problem);
    expect(recordedDestination(parsed.destination)).toMatchObject({
      host: 'a.example',
      path: null,
    });
  });
});

describe('whatever is stored', () => {
  const spell: ((digit: string) => string)[] = [
    (digit) => digit,
    (digit) => String.fromCodePoint(0xff10 + Number(digit)),
    (digit) => String.fromCodePoint(0x0660 + Number(digit)),
    (digit) => [...'〇一二三四五六七八九'][Number(digit)] as string,
    (digit) => `%3${digit}`,
    (digit) => `%253${digit}`,
    (digit) => encodeURIComponent(String.fromCodePoint(0xff10 + Number(digit))),
    (digit) => String.fromCodePoint(0x1d7ce + Number(digit)),
  ];
  const between = [
    '',
    '',
    '',
    '-',
    ' ',
    '－',
    '−',
    '‐',
    '\u200b',
    '\u00ad',
    '%20',
    '%E2%80%8B',
    '.',
    ' - ',
    '\t',
    '•',
    '\u202e',
  ];
  const digit = fc.tuple(
    fc.integer({ min: 0, max: 9 }).map(String),
    fc.constantFrom(...spell),
    fc.constantFrom(...between),
  );
  const run = fc
    .array(digit, { minLength: 7, maxLength: 20 })
    .map((digits) => digits.map(([d, how, after]) => how(d) + after).join(''));
  const noise = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom('/', '@', 'a@b.jp', '%', '•••', '\\u{'),
  );
  const text = fc.array(fc.oneof(run, noise), { maxLength: 6 }).map((parts) => parts.join(''));

  it.each<[string, (text: string) => string]>([
    ['maskText', maskText],
    ['maskPath', maskPath],
  ])('%s leaves no run of seven digits in any spelling', (_, masked) => {
    fc.assert(
      fc.property(text, (original) => {
        expect(foldDigits(masked(original)).text).not.toMatch(/\d(?:[^\p{L}\p{N}/]{0,4}\d){6}/u);
      }),
      { numRuns: 2000 },
    );
  });

  it('masks the run itself wholly: none of its digits is left', () => {
    fc.assert(
      fc.property(run, (digits) => {
        const masked = maskText(`見本${digits}見本`).replace(/\\u\{[0-9A-F]+\}/g, '');
        expect(foldDigits(masked).text).not.toMatch(/\d/);
      }),
      { numRuns: 1000 },
    );
  });

  it('shows nothing that is invisible or turns text, and stays as it is when masked again', () => {
    fc.assert(
      fc.property(text, (original) => {
        const masked = maskText(original);
        expect(masked).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
        expect(maskText(masked)).toBe(masked);
      }),
      { numRuns: 1000 },
    );
  });
});

it('masks a number that the labels of a host share', () => {
  expect(maskHost(`${number.join('.')}.city.example`)).toBe('•••.city.example');
  expect(maskHost(`a${number.join('-')}.city.example`)).toBe('•••.city.example');
  expect(maskHost('2026-11-23.v2.city.example')).toBe('2026-11-23.v2.city.example');
});

describe('maskRule', () => {
  it.each<[string, string, string]>([
    ['a list and its entry', 'public-bodies/go.jp', 'public-bodies/go.jp'],
    ['a date in the name of a list', 'feed-20261123/a.example', 'feed-20261123/a.example'],
    ['a closed range', 'zones.closed/192.168.100.0/24', 'zones.closed/192.168.100.0/24'],
    ['a range of IPv6', 'zones.closed/fc00::/7', 'zones.closed/fc00::/7'],
    ['an address with a port', 'a/203.113.105.123:18443', 'a/203.113.105.123:18443'],
    ['an address in brackets', 'a/[2001:db8::1234:5678]:443/x', 'a/[2001:db8::1234:5678]:443/x'],
    ['an Individual Number in a path', `a/city.example/${twelve}`, 'a/city.example/•••'],
    ['the same in groups', `a/city.example/${number.join('/')}/x`, 'a/city.example/•••/x'],
    ['the same behind an address', `a/203.113.105.123/${twelve}`, 'a/203.113.105.123/•••'],
    ['the same in the name of a list', `l-${twelve}/ex.example`, 'l-•••/ex.example'],
    ['the same with escapes', `a/b.example/${number.join('%2D')}`, 'a/b.example/•••'],
    ['the same in full width', 'a/glob:b.example/１２３４５６７８９０１８', 'a/glob:b.example/•••'],
  ])('%s', (_, rule, masked) => {
    expect(maskRule(rule)).toBe(masked);
  });
});

describe('maskUrl', () => {
  const url = (text: string) => {
    const parsed = parseDestination(text);
    return parsed.ok ? maskUrl(parsed.destination) : null;
  };
  it.each<[string, string, string]>([
    ['a plain URL', 'https://city.example/a?b=c#d', 'https://city.example/a?b=c'],
    ['user info', 'https://a:b@city.example/', 'https://city.example/'],
    ['an address, which is no number of a person', 'http://192.168.3.4/a', 'http://192.168.3.4/a'],
    [
      'an Individual Number everywhere',
      `http://${twelve}.example:8443/${twelve}?q=${twelve}`,
      'http://•••.example:8443/•••?q=•••',
    ],
    [
      'what was masked before',
      'http://•••.example/•••?q=•••&r=1',
      'http://•••.example/•••?q=•••&r=1',
    ],
  ])('%s', (_, text, masked) => {
    expect(url(text)).toBe(masked);
    expect(url(masked)).toBe(masked);
  });
});

describe('holdsLongNumber', () => {
  it.each<[string, string, boolean]>([
    ['an Individual Number', twelve, true],
    ['the same in groups', `a ${number.join('-')}`, true],
    ['the same in full width', '１２３４５６７８９０１８', true],
    ['a number of staff', 'tanaka-00123456', false],
    ['a name', '田中', false],
  ])('%s', (_, text, expected) => {
    expect(holdsLongNumber(text)).toBe(expected);
  });
});
