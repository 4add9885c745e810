import { expect, test } from 'vitest';
import {
  misplacedAnswer,
  progressAnswer,
  takenAnswer,
} from '../../../../proxy/gateway/resumable/step-answer.ts';

const from = { origin: undefined, now: 0 };
const progress = (protocol: 'tus' | 'google' | 'graph' | 'form') => ({
  protocol,
  bytes: 10,
  total: 20,
});

test.each([
  ['tus', takenAnswer(progress('tus'), from), 204, { 'Upload-Offset': '10' }],
  [
    'tus, asked',
    progressAnswer(progress('tus'), from),
    200,
    { 'Upload-Offset': '10', 'Upload-Length': '20' },
  ],
  ['tus, misplaced', misplacedAnswer(progress('tus'), from), 409, {}],
  ['Google', takenAnswer(progress('google'), from), 308, { Range: 'bytes=0-9' }],
  ['Graph', takenAnswer(progress('graph'), from), 202, {}],
  ['Graph, misplaced', misplacedAnswer(progress('graph'), from), 416, {}],
  ['a form', takenAnswer(progress('form'), from), 200, {}],
])('%s', (_, answer, status, headers) => {
  expect(answer).toMatchObject({ status, headers: { ...headers, 'Cache-Control': 'no-store' } });
});

test('nothing has come yet: no range is named', () => {
  expect(takenAnswer({ ...progress('google'), bytes: 0 }, from).headers.Range).toBeUndefined();
});

test('a page of another origin may read it, and no other', () => {
  const { headers } = takenAnswer(progress('tus'), { origin: 'https://city.example', now: 0 });
  expect(headers['Access-Control-Allow-Origin']).toBe('https://city.example');
  expect(headers['Access-Control-Expose-Headers']).toContain('Upload-Offset');
  expect(takenAnswer(progress('tus'), from).headers['Access-Control-Allow-Origin']).toBeUndefined();
});
