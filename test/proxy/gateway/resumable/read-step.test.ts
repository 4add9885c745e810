import { expect, test } from 'vitest';
import { readStep } from '../../../../proxy/gateway/resumable/read-step.ts';

const tus = { 'tus-resumable': '1.0.0' };
const five = new Uint8Array(5);
const at = 'https://files.example/a';

test.each<[string, string, string, Record<string, string>, Uint8Array | null, unknown]>([
  ['an ordinary body', 'POST', at, {}, five, null],
  [
    'tus: creation',
    'POST',
    at,
    { ...tus, 'upload-length': '9' },
    null,
    { kind: 'create', total: 9, isPiece: false },
  ],
  [
    'tus: creation of a piece',
    'POST',
    at,
    { ...tus, 'upload-length': '9', 'upload-concat': 'partial' },
    null,
    { kind: 'create', isPiece: true },
  ],
  [
    'tus: creation with all of it',
    'POST',
    at,
    { ...tus, 'upload-length': '5' },
    five,
    { kind: 'create' },
  ],
  [
    'tus: creation with some of it',
    'POST',
    at,
    { ...tus, 'upload-length': '9' },
    five,
    { kind: 'alone' },
  ],
  [
    'tus: a part',
    'PATCH',
    at,
    { ...tus, 'upload-offset': '4' },
    five,
    { kind: 'part', protocol: 'tus', place: 4 },
  ],
  [
    'tus: a part by another method',
    'POST',
    at,
    { ...tus, 'upload-offset': '4', 'x-http-method-override': 'PATCH' },
    five,
    { kind: 'part', place: 4 },
  ],
  [
    'tus: a part that is encoded',
    'PATCH',
    at,
    { ...tus, 'upload-offset': '4', 'content-encoding': 'gzip' },
    five,
    { kind: 'alone' },
  ],
  ['tus: a part without its place', 'PATCH', at, tus, five, { kind: 'alone' }],
  ['tus: a question', 'HEAD', at, tus, null, { kind: 'ask', key: at }],
  ['tus: an end', 'DELETE', at, tus, null, { kind: 'drop', key: at }],
  [
    'tus: pieces joined',
    'POST',
    at,
    { ...tus, 'upload-concat': 'final;/x https://files.example/y' },
    null,
    { kind: 'join', keys: ['https://files.example/x', 'https://files.example/y'] },
  ],
  [
    'tus: nothing joined',
    'POST',
    at,
    { ...tus, 'upload-concat': 'final;' },
    null,
    { kind: 'alone' },
  ],
  [
    'Google: a part',
    'PUT',
    `${at}?upload_id=1`,
    { 'content-range': 'bytes 5-9/*' },
    five,
    { kind: 'part', protocol: 'google', place: 5, total: null },
  ],
  ['Google: all of it', 'PUT', `${at}?upload_id=1`, { 'content-range': 'bytes 0-4/5' }, five, null],
  [
    'Google: a question',
    'PUT',
    `${at}?upload_id=1`,
    { 'content-range': 'bytes */5' },
    null,
    { kind: 'ask', protocol: 'google' },
  ],
  [
    'Google: a lie about its length',
    'PUT',
    `${at}?upload_id=1`,
    { 'content-range': 'bytes 0-9/20' },
    five,
    { kind: 'alone' },
  ],
  [
    'Google: a place behind its end',
    'PUT',
    `${at}?upload_id=1`,
    { 'content-range': 'bytes 5-9/9' },
    five,
    { kind: 'alone' },
  ],
  [
    'Graph: a part',
    'PUT',
    'https://x.sharepoint.com/items/1/uploadSession?guid=2',
    { 'content-range': 'bytes 0-4/9' },
    five,
    { kind: 'part', protocol: 'graph' },
  ],
  [
    'Graph: a question',
    'GET',
    'https://x.up.1drv.com/up/1',
    {},
    null,
    { kind: 'ask', protocol: 'graph' },
  ],
  ['S3: a part', 'PUT', `${at}?partNumber=2&uploadId=x`, {}, five, { kind: 'alone' }],
  ['S3: all of it', 'PUT', `${at}?partNumber=1&uploadId=x`, {}, five, null],
  ['a range elsewhere', 'PUT', at, { 'content-range': 'bytes 0-4/9' }, five, { kind: 'alone' }],
  [
    'a range of something else',
    'PUT',
    at,
    { 'content-range': 'lines 0-4/9' },
    five,
    { kind: 'alone' },
  ],
])('%s', (_, method, url, headers, body, step) => {
  const read = readStep({ method, url, headers }, body);
  if (step === null) expect(read).toBeNull();
  else expect(read).toMatchObject(step as object);
});
