import { describe, expect, it } from 'vitest';
import { mayHold, messageMayHold } from '../../../proxy/gateway/may-hold.ts';
import { encoded, individual } from '../inspection/build-documents.ts';

const number = individual();
const fullWidth = [...number].map((each) => String.fromCharCode(0xff10 + Number(each))).join('');
const kanji = [...number].map((each) => '〇一二三四五六七八九'[Number(each)]).join('');
const escapedAll = (text: string) =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('mayHold', () => {
  it.each([
    ['digits in one run', `q=${number}`],
    [
      'digits over several fields',
      `a=${number.slice(0, 4)}&b=${number.slice(4, 8)}&c=${number.slice(8)}`,
    ],
    ['digits with spaces', `q=${[...number].join('+')}`],
    ['full-width digits', `q=${encodeURIComponent(fullWidth)}`],
    ['digits in kanji', `q=${encodeURIComponent(kanji)}`],
    ['escaped digits', `q=${escapedAll(number)}`],
    ['digits that were escaped twice', `q=${escapedAll(escapedAll(number))}`],
    ['digits in Base64', `q=${base64(number)}`],
    [
      'digits in Base64 for URLs, without its end',
      `q=${base64(`個人番号 ${number}`).replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_')}`,
    ],
    [
      'digits in escapes of JSON',
      `q={"n":"${[...number].map((each) => `\\u003${each}`).join('')}"}`,
    ],
    ['a mark', `q=${encodeURIComponent('【部外秘】')}`],
    ['a mark in Base64', `q=${base64('極秘')}`],
    [
      'a mark in Shift_JIS',
      `q=${escapedAll('').concat([...encoded('秘', 'SJIS')].map((byte) => `%${byte.toString(16)}`).join(''))}`,
    ],
    ['a person and an illness', `q=${encodeURIComponent('佐藤一郎さんは糖尿病')}`],
    ['many persons', `q=${encodeURIComponent('山田太郎 taro@city.example '.repeat(20))}`],
    ['a long content', `q=${'a b'.repeat(2000)}`],
    ['what may be a file in Base64', `q=${Buffer.alloc(300, 0xfe).toString('base64')}`],
    ['compressed Base64', `q=H4sI${'A'.repeat(60)}`],
  ])('says yes to %s', (_, query) => {
    expect(mayHold(query)).toBe(true);
  });

  it.each([
    ['nothing', ''],
    ['words', 'q=snow+festival&page=2&lang=ja'],
    ['Japanese words', `q=${encodeURIComponent('横手市の雪まつり')}`],
    ['a date', 'from=2027-01-05'],
    ['a token', 'sid=f3Kx9-QmZpLwYbTn'],
    ['a version', 'v=1.24.3'],
    ['a mail address', 'mail=tanaka%40city.example'],
    ['a percent sign that escapes nothing', 'q=50%25&r=%zz'],
  ])('says no to %s', (_, query) => {
    expect(mayHold(query)).toBe(false);
  });
});

it('looks for names where the policy gives them a level', () => {
  const query = `q=${encodeURIComponent('佐藤一郎')}`;
  expect(mayHold(query)).toBe(false);
  expect(mayHold(query, { 'person-name': '2' })).toBe(true);
});

describe('messageMayHold', () => {
  it.each<[string, Uint8Array, boolean]>([
    ['a short text without anything', Buffer.from('{"op":1}'), false],
    ['a text with a number', Buffer.from(`{"n":"${number}"}`), true],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x31]), true],
    ['a long one', new Uint8Array(10_000), true],
    ['nothing', new Uint8Array(), false],
  ])('%s', (_, bytes, may) => {
    expect(messageMayHold(bytes)).toBe(may);
  });
});
