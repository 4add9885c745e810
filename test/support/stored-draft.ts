/** A draft as the store gives it. */
import type { StoredDraft } from '../../proxy/hub/store/draft-store.ts';

type Event = StoredDraft['events'][number];

/** Asked for on a Tuesday morning in Japan. */
export function storedDraft(id: string, changes: Partial<StoredDraft> = {}): StoredDraft {
  const { at = '2026-11-24T01:00:00.000Z' } = changes;
  return {
    ...{ id, at, user: 'tanaka', unit: null, terminal: null, decision: null, replyTo: null },
    ...{ service: 'bluesky', account: 'yokote.example', act: 'post', key: 'k', step: 1 },
    state: 'open',
    versions: [
      { text: '雪', masked: false, textDigest: '0', topic: null, findings: [], pictures: [] },
    ],
    events: [draftEvent('written', at)],
    ...changes,
  };
}

export function draftEvent(kind: Event['kind'], at: string, changes: Partial<Event> = {}): Event {
  return { kind, version: 1, at, by: 'tanaka', word: null, until: null, ...changes };
}
