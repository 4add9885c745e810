import { describe, expect, test } from 'vitest';
import { recogniseRequest, recogniseService } from '../../../proxy/gateway/recognise-request.ts';
import { noPolicyServices } from '../../../shared/posting/recognise.ts';
import { field, file, multipart, partsType } from '../inspection/requests/build-requests.ts';

const ask = (url: string, type = 'application/json', method = 'POST') => ({
  method,
  url,
  headers: { 'content-type': type },
});
const create = 'https://bsky.social/xrpc/com.atproto.repo.createRecord';
const nobody = noPolicyServices;
const large = 'a'.repeat(1_100_000);
const record = (text: string) =>
  Buffer.from(JSON.stringify({ collection: 'app.bsky.feed.post', record: { text } }));

describe('recogniseService', () => {
  test.each([
    ['a host of the catalogue', create, 'bluesky'],
    ['a shape', 'https://pds.city.example/xrpc/com.atproto.repo.createRecord', 'bluesky'],
    ['no service', 'https://www.city.example/form', null],
  ])('%s', (_, url, service) => {
    expect(recogniseService(ask(url), nobody)?.service ?? null).toBe(service);
  });
});

describe('recogniseRequest', () => {
  test.each<[string, ReturnType<typeof ask>, Uint8Array | null, string | null]>([
    ['reads a body', ask(create), record('雪'), 'post'],
    ['takes no body for what the path says', ask(create), new Uint8Array(), 'post'],
    ['takes a body that cannot be read for an unknown write', ask(create), null, 'unknown-write'],
    ['takes large JSON for an unknown write', ask(create), record(large), 'unknown-write'],
    [
      'takes large JSON for one that says it is a file',
      ask(create, 'application/octet-stream'),
      record(large),
      'unknown-write',
    ],
    [
      'takes a large form for an unknown write',
      ask(create, 'text/plain'),
      Buffer.from(`a=${large}`),
      'unknown-write',
    ],
    [
      'does not open a large picture',
      ask('https://bsky.social/xrpc/com.atproto.repo.uploadBlob', 'image/png'),
      Buffer.from(large),
      'upload',
    ],
    [
      'finds large files among small fields',
      ask('https://upload.x.com/i/media/upload.json', partsType),
      multipart([field('command', 'APPEND'), file('m', large)]),
      'upload',
    ],
    [
      'takes a large field for an unknown write',
      ask('https://upload.x.com/i/media/upload.json', partsType),
      multipart([field('media_data', large)]),
      'unknown-write',
    ],
  ])('%s', (_, request, body, act) => {
    const known = recogniseService(request, nobody);
    if (known === null) throw new Error('unknown service');
    expect(recogniseRequest(request, known, body, nobody).act).toBe(act);
  });
});
