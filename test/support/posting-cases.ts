/** Our own cases of postings, in test/fixtures/postings.json: a request and what it is. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../shared/posting/catalogue.ts';
import { recognise } from '../../shared/posting/recognise.ts';

export interface PostingCase {
  readonly says: string;
  readonly method: string;
  readonly url: string;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
  readonly bodyBase64?: string;
  readonly expected: {
    readonly service: string | null;
    readonly act: string | null;
    readonly text?: string;
    readonly account?: string;
    /** How many. */
    readonly attachments?: number;
    readonly posts?: readonly (readonly [act: string, text: string])[];
  };
}

const file = path.join(import.meta.dirname, '../fixtures/postings.json');
export const postingCases: readonly PostingCase[] = JSON.parse(readFileSync(file, 'utf8'));

export function recogniseCase({ method, url, headers, body, bodyBase64 }: PostingCase) {
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  const bytes = bodyBase64 === undefined ? Buffer.from(text) : Buffer.from(bodyBase64, 'base64');
  return recognise({ method, url, headers: headers ?? {}, body: new Uint8Array(bytes) });
}

/** The cases of one service (null: of none), and that its catalogue entry is whole. */
export function describePostings(service: string | null): void {
  const cases = postingCases.filter(({ expected }) => expected.service === service);
  describe(`postings: ${service ?? 'elsewhere'}`, () => {
    it.each(cases.map((each) => [each.says, each] as const))('%s', (_, each) => {
      const found = recogniseCase(each);
      const { act, text, account, attachments, posts } = each.expected;
      expect({ service: found.service, act: found.act }).toEqual({ service, act });
      if (text !== undefined) expect(found.text).toBe(text);
      if (account !== undefined) expect(found.account).toBe(account);
      if (attachments !== undefined) expect(found.attachments).toHaveLength(attachments);
      if (posts !== undefined) {
        expect(found.postings.map((posting) => [posting.act, posting.text])).toEqual(posts);
      }
    });

    it('has at least one case', () => {
      expect(cases.length).toBeGreaterThan(0);
    });

    it.runIf(service !== null)('names its hosts or its shape, and its evidence', () => {
      const entry = catalogue.find(({ id }) => id === service);
      expect(entry?.hosts.length !== 0 || entry?.shape !== undefined).toBe(true);
      expect(entry?.evidence.length).toBeGreaterThan(0);
      const paths = [...(entry?.rules ?? []), ...(entry?.harmless ?? [])].map((rule) => rule.path);
      expect(paths.filter((each) => each.source !== '^' && !each.ignoreCase)).toEqual([]);
      expect(paths.filter((each) => each.global || each.sticky)).toEqual([]);
    });
  });
}
