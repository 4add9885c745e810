import { describe, expect, test } from 'vitest';
import { segmentOf, uploadedReferences } from '../../../shared/posting/uploaded-references.ts';

const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

describe('the name that a service gives an uploaded file', () => {
  test.each<[string, unknown, string[]]>([
    ['bluesky', { blob: { ref: { $link: 'bafkrei1' }, mimeType: 'image/png' } }, ['bafkrei1']],
    ['mastodon', { id: '110', type: 'image' }, ['110']],
    ['misskey', { id: '9x', name: 'a.png' }, ['9x']],
    ['x', { media_id: 1, media_id_string: '17' }, ['17']],
    ['wordpress', { id: 12, link: 'https://city.example/?p=12' }, ['12']],
  ])('of %s', (service, answer, names) => {
    expect(uploadedReferences(service, bytes(answer))).toEqual(names);
  });

  test.each<[string, string, Uint8Array]>([
    ['a service that is not known', 'note', bytes({ id: '1' })],
    ['a name of the object’s own', 'toString', bytes({ id: '1' })],
    ['half an answer', 'bluesky', new TextEncoder().encode('{"blob":{"ref":')],
    ['a name that is none', 'mastodon', bytes({ id: '<script>' })],
    ['an error', 'bluesky', bytes({ error: 'BlobTooLarge' })],
  ])('is not told by %s', (_, service, answer) => {
    expect(uploadedReferences(service, answer)).toEqual([]);
  });
});

describe('a segment of a file', () => {
  test.each<[string, string, string, ReturnType<typeof segmentOf>]>([
    [
      'is the first',
      'x',
      'command=APPEND&media_id=17&segment_index=0',
      { reference: '17', isFirst: true },
    ],
    [
      'is another',
      'x',
      '?command=APPEND&media_id=17&segment_index=1',
      { reference: '17', isFirst: false },
    ],
    ['is not where it begins', 'x', 'command=INIT&total_bytes=9', null],
    ['is not where it ends', 'x', 'command=FINALIZE&media_id=17', null],
    ['has a name', 'x', 'command=APPEND&media_id=%3Cscript%3E&segment_index=0', null],
    ['is no other service’s', 'mastodon', 'command=APPEND&media_id=17&segment_index=0', null],
    ['is not every request', 'x', '', null],
  ])('%s', (_, service, query, segment) => {
    expect(segmentOf(service, query)).toEqual(segment);
  });
});
