import { expect, test } from 'vitest';
import { shownDocument } from '../../../../proxy/hub/documents/shown-document.ts';
import type { StoredDocument } from '../../../../proxy/hub/store/document-store.ts';

const stored: StoredDocument = {
  number: 12,
  title: '仕様書',
  owner: '情報政策課',
  level: '3A',
  reason: '入札前',
  until: '2027-03-31',
  purpose: 'document',
  type: 'docx',
  bytes: 9000,
  letters: 4000,
  fingerprints: 600,
  why: null,
  digest: 'd'.repeat(64),
  addedAt: '2026-11-01T00:00:00.000Z',
  addedBy: 'admin',
};
const before = Date.parse('2027-03-31T14:59:59Z');

test('shows what is found of it, and neither digest nor fingerprints', () => {
  const shown = shownDocument(stored, 450, before);
  expect(shown).toMatchObject({ id: 'R-12', found: 'passages', own: 0.75, ended: false });
  expect(JSON.stringify(shown)).not.toContain('ddd');
  expect(shown).not.toHaveProperty('fingerprints');
});

test('of a picture, a short text, a text that does not count', () => {
  expect(shownDocument({ ...stored, letters: 0, fingerprints: 0 }, 0, before)).toMatchObject({
    found: 'exact',
    own: 0,
  });
  expect(shownDocument({ ...stored, letters: 70 }, 1, before).found).toBe('exact');
  expect(shownDocument({ ...stored, letters: 71 }, null, before)).toMatchObject({
    found: 'passages',
    own: null,
  });
  expect(shownDocument({ ...stored, purpose: 'common' }, null, before)).toMatchObject({
    found: 'none',
    own: null,
  });
});

test('its last day is in Japan', () => {
  expect(shownDocument(stored, 1, before).ended).toBe(false);
  expect(shownDocument(stored, 1, before + 1000).ended).toBe(true);
});
