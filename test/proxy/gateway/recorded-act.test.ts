import { expect, test } from 'vitest';
import { recordedAct } from '../../../proxy/gateway/recorded-act.ts';

test.each([
  ['what is opened in a tab is a move', 'request', 'document', 'navigate'],
  ['a frame is a part of its page', 'request', 'iframe', 'request'],
  ['a picture is a request', 'request', 'image', 'request'],
  ['what says nothing is a request', 'request', undefined, 'request'],
  ['a WebSocket stays one', 'upgrade', 'document', 'upgrade'],
] as const)('%s', (_, act, dest, expected) => {
  expect(recordedAct(act, dest === undefined ? {} : { 'sec-fetch-dest': dest })).toBe(expected);
});
