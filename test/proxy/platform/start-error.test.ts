import { expect, it } from 'vitest';
import { StartError, startSentence } from '../../../proxy/platform/start-error.ts';

const failed = (fields: object) => Object.assign(new Error('x'), fields);

it.each([
  ['its own words', new StartError('do this'), /^do this$/],
  [
    'a taken port',
    failed({ code: 'EADDRINUSE', address: '127.0.0.1', port: 3128 }),
    /127\.0\.0\.1:3128 is taken/,
  ],
  [
    'no right to write',
    failed({ code: 'EACCES', path: '/x' }),
    /no right to open \/x.*SEKISHO_HOME/,
  ],
  ['a full disk', failed({ code: 'ENOSPC', path: '/x' }), /disk is full.*\/x/],
])('has a sentence with the cure for %s', (_, error, sentence) => {
  expect(startSentence(error)).toMatch(sentence);
});

it('has none for a bug', () => {
  expect(startSentence(new TypeError('undefined is not a function'))).toBeNull();
  expect(startSentence('thrown text')).toBeNull();
});
