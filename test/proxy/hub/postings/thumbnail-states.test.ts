import { expect, test } from 'vitest';
import { thumbnailStates } from '../../../../proxy/hub/postings/thumbnail-states.ts';
import { posting, uploadSection } from '../../../support/content-records.ts';

const now = Date.parse('2026-11-23T10:00:00Z');
const png = { name: '雪まつり.png', type: 'image/png', bytes: 8, digest: 'a' };
const retention = { access: 'P1Y', thumbnails: 'P90D' };
const itemOf = (changes: object) =>
  uploadSection({
    items: uploadSection().items.map((item) => ({ ...item, digest: 'a', ...changes })),
  });
const clean = itemOf({ inspected: true, findings: [] });

const stateOf = (
  attachment = png,
  {
    fate = 'sent' as 'sent' | 'stopped' | 'warned' | 'outside',
    at = '2026-11-20T10:00:00.000Z',
    upload = clean as ReturnType<typeof itemOf> | null,
    kept = new Set<string>(),
    keeps = retention as { access: string; thumbnails?: string },
  } = {},
) =>
  thumbnailStates(
    { at, fate, posting: posting({ attachments: [attachment] }) },
    upload,
    kept,
    { retention: keeps },
    now,
  )[0];
const kept = new Set(['a']);

test.each([
  ['it is there', stateOf(png, { kept }), 'kept'],
  ['it is there, whatever its name', stateOf({ ...png, name: 'a', type: 'x' }, { kept }), 'kept'],
  [
    'it is a document',
    stateOf({ ...png, name: 'a.pdf', type: 'application/pdf' }),
    'not-a-picture',
  ],
  ['its name alone tells', stateOf({ ...png, type: 'application/octet-stream' }), 'none'],
  ['the policy keeps none', stateOf(png, { keeps: { access: 'P1Y' } }), 'off'],
  ['the policy keeps none any more', stateOf(png, { kept, keeps: { access: 'P1Y' } }), 'off'],
  ['it was stopped', stateOf(png, { fate: 'stopped' }), 'not-sent'],
  ['it stopped at a warning', stateOf(png, { fate: 'warned' }), 'not-sent'],
  ['it was found outside', stateOf(png, { fate: 'outside', upload: null }), 'none'],
  ['something was found', stateOf(png, { upload: itemOf({ inspected: true }) }), 'found'],
  [
    'it was read in part',
    stateOf(png, { upload: itemOf({ inspected: 'partly', findings: [] }) }),
    'found',
  ],
  ['another file had findings', stateOf(png, { upload: itemOf({ digest: 'b' }) }), 'none'],
  ['its time is over', stateOf(png, { at: '2026-08-01T10:00:00.000Z' }), 'over'],
  ['nothing is known', stateOf(png, { upload: null }), 'none'],
])('where %s', (_, state, is) => {
  expect(state).toBe(is);
});
