/** Mail addresses below a top-level domain that there is. */
import { isKnownSuffix } from '../../destination/public-suffix.ts';
import type { Candidate, Detector } from '../detector.ts';
import { textPart } from '../part.ts';

const address =
  /(?<![A-Za-z0-9._%+-])[A-Za-z0-9](?:[A-Za-z0-9._%+=-]{0,62}[A-Za-z0-9_+-])?@((?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,8}[A-Za-z]{2,24})(?![A-Za-z0-9-]|\.[A-Za-z0-9]|@)/g;

export const email: Detector = {
  kind: 'email',
  digits: 0,
  led: null,
  cheap: /[A-Za-z0-9_+-]@[A-Za-z0-9]/,
  inText: (text, { from }) =>
    [...text.matchAll(address)].flatMap(({ index, 0: whole, 1: host = '' }): Candidate[] => {
      const end = index + whole.length;
      const local = whole.slice(0, whole.indexOf('@'));
      // Name and password of an address: `postgres://app:secret@host`.
      const isPassword = /:\/\/[^\s/@]{0,100}:$/.test(text.slice(Math.max(0, index - 110), index));
      if (end <= from || isPassword || local.includes('..') || !isKnownSuffix(host.toLowerCase()))
        return [];
      return [
        {
          start: index,
          end,
          confidence: 0.9,
          masked: masked(local, host),
          value: whole.toLowerCase(),
        },
      ];
    }),
  column: null,
  watchTable: null,
  examples: {
    found: [
      { part: textPart('連絡先 sekisho@city.yokote.lg.jp まで'), why: 'an address' },
      { part: textPart('メール: a@b.jp'), why: 'a short one' },
      { part: textPart('<Taro.Sekisho+event@example.com>'), why: 'with a tag' },
    ],
    ignored: [
      { part: textPart('メール: user@example'), why: 'no domain' },
      { part: textPart('user@service.notatld'), why: 'no such top-level domain' },
      { part: textPart('taro..yamada@gmail.com'), why: 'two dots' },
      { part: textPart('https://example.com/path?param=value'), why: 'a URL' },
    ],
  },
};

/** `t•••@example.com`; the host may hold digits of its own, which are no number. */
function masked(local: string, host: string): string {
  return `${/^[A-Za-z]/.test(local) ? local.charAt(0) : ''}•••@${host.replace(/\d{5,}/g, '•••')}`;
}
