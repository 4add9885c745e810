/** A hub that keeps drafts and answers them as the test says; with `down`, it does not answer. */
import type { DraftHub } from '../../proxy/link/hub-link.ts';
import { draftDigest, fileSha256, newDraftKey } from '../../proxy/platform/draft-digest.ts';
import { draftText } from '../../shared/posting/draft-text.ts';
import type { DraftBody, TerminalDraft } from '../../shared/protocol/drafts.ts';

export interface TestDraftHub extends DraftHub {
  down: boolean;
  readonly bodies: DraftBody[];
  readonly all: TerminalDraft[];
  /** Approved for an hour, as the console would make it. */
  approved(
    text: string,
    changes?: Partial<TerminalDraft>,
    files?: readonly Uint8Array[],
  ): TerminalDraft;
  answer(id: string, state: TerminalDraft['state'], until?: string): void;
}

let count = 0;

export function draftHub(): TestDraftHub {
  const bodies: DraftBody[] = [];
  const all: TerminalDraft[] = [];
  const soon = () => new Date(Date.now() + 3_600_000).toISOString();
  const find = (id: string, user: string) => {
    const found = all.find((each) => each.id === id && each.user === user);
    if (found === undefined)
      throw Object.assign(new Error('hub'), { code: 'refused', status: 404 });
    return found;
  };
  return {
    down: false,
    bodies,
    all,
    approved(text, changes = {}, files = []) {
      const key = newDraftKey();
      const made: TerminalDraft = {
        id: `01-D${++count}`,
        version: 1,
        at: new Date().toISOString(),
        user: 'tanaka',
        terminal: 'terminal-1',
        service: 'bluesky',
        account: 'yokote.example',
        act: 'post',
        topic: null,
        state: 'approved',
        text,
        masked: false,
        key,
        textDigest: draftDigest(key, draftText(text)),
        words: text,
        alts: [],
        files: files.map((bytes) => draftDigest(key, fileSha256(bytes))),
        answer: { at: new Date().toISOString(), word: null, until: soon(), changed: null },
        ...changes,
      };
      all.unshift(made);
      return made;
    },
    answer(id, state, until = soon()) {
      const at = all.findIndex((each) => each.id === id);
      const found = all[at];
      if (found === undefined) throw new Error('no such draft');
      const isGood = state === 'approved';
      all[at] = {
        ...found,
        state,
        answer: {
          at: new Date().toISOString(),
          word: '一言',
          until: isGood ? until : null,
          changed: null,
        },
      };
    },
    async writeDraft(body) {
      if (this.down) throw Object.assign(new Error('hub'), { code: 'ECONNREFUSED' });
      bodies.push(body);
      const { id, user, service, account, act, topic, text, masked, key, textDigest } = body;
      const made: TerminalDraft = {
        ...{ id, user, service, account, act, topic, text, masked, key, textDigest },
        version: 1,
        at: new Date().toISOString(),
        terminal: 'terminal-1',
        state: 'open',
        words: text,
        alts: body.pictures.map(({ alt }) => alt),
        files: body.pictures.map(({ digest }) => digest),
        answer: null,
      };
      all.unshift(made);
      return made;
    },
    async drafts() {
      if (this.down) throw Object.assign(new Error('hub'), { code: 'ECONNREFUSED' });
      return structuredClone(all);
    },
    async claimDraft(id, user) {
      if (this.down) throw Object.assign(new Error('hub'), { code: 'ECONNREFUSED' });
      const found = find(id, user);
      const claimed = { ...found, terminal: found.terminal ?? 'terminal-1' };
      all[all.indexOf(found)] = claimed;
      return claimed;
    },
    async reviseDraft(id, { user, text, masked, textDigest }) {
      if (this.down) throw Object.assign(new Error('hub'), { code: 'ECONNREFUSED' });
      const found = find(id, user);
      const version = found.version + 1;
      const changes = { version, text, words: text, masked, textDigest, answer: null };
      const revised: TerminalDraft = { ...found, ...changes, state: 'open' };
      all[all.indexOf(found)] = revised;
      return revised;
    },
    async withdrawDraft(id, user) {
      if (this.down) throw Object.assign(new Error('hub'), { code: 'ECONNREFUSED' });
      const found = find(id, user);
      const withdrawn: TerminalDraft = { ...found, state: 'withdrawn', answer: null };
      all[all.indexOf(found)] = withdrawn;
      return withdrawn;
    },
  };
}
