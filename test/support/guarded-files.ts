/** Files that a policy lets go, warns of, and stops; the number is put together when a test runs. */
import { sentValue } from './sent-values.ts';

export const uploads = {
  // Pictures are not read: they can be warned of, and the tests need not wait.
  ocr: { time: 'off' },
  levelOf: { 'individual-number': '3A', 'mark:部外秘': '2' },
  rules: [
    { level: ['3A'], to: 'any', action: 'block', clause: '7-2' },
    { level: ['2'], to: 'any', action: 'warn', clause: '8-3' },
    { inspected: false, types: ['png'], to: 'any', action: 'warn' },
    { inspected: false, to: 'any', action: 'block', clause: '7-2' },
  ],
  default: 'allow',
};
export const number = sentValue(['1234', '5678', '9018'].join(''));
export const contents = {
  'お知らせ.txt': 'お知らせ\n',
  '名簿.csv': `氏名,個人番号\n横手太郎,${number}\n`,
  '案.txt': '部外秘\n\n来年度の案です。\n',
};
export const reason = '委託先に届けるため';
