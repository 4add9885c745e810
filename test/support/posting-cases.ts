/** Our own cases of postings, in test/fixtures/postings.json: a request and what it is. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../shared/posting/catalogue.ts';
import {
  type PostingRequest,
  type Recognition,
  recognise,
} from '../../shared/posting/recognise.ts';

export interface PostingCase {
  readonly says: string;
  readonly method: string;
  readonly url: string;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
  readonly bodyBase64?: string;
  /** So many bytes of something else before the first field of the body, which is JSON or a form. */
  readonly padding?: number;
  readonly expected: {
    readonly service: string | null;
    readonly act: string | null;
    readonly text?: string;
    readonly account?: string | null;
    /** How many. */
    readonly attachments?: number;
    readonly posts?: readonly (readonly [act: string, text: string])[];
  };
}

const file = path.join(import.meta.dirname, '../fixtures/postings.json');
export const postingCases: readonly PostingCase[] = JSON.parse(readFileSync(file, 'utf8'));

export function requestOfCase(each: PostingCase): PostingRequest {
  const { method, url, headers = {}, bodyBase64 } = each;
  const bytes = bodyBase64 === undefined ? Buffer.from(bodyOf(each)) : fromBase64(bodyBase64);
  return { method, url, headers, body: new Uint8Array(bytes) };
}

export const recogniseCase = (each: PostingCase) => recognise(requestOfCase(each));

function bodyOf({ body, padding }: PostingCase): string {
  if (body === undefined) return '';
  const filled = 'x'.repeat(padding ?? 0);
  if (typeof body === 'string') return filled === '' ? body : `filled=${filled}&${body}`;
  return JSON.stringify(filled === '' ? body : { filled, ...(body as object) });
}

const fromBase64 = (text: string) => Buffer.from(text, 'base64');

/** What of a case is not as expected; [] where all is right. */
export function wrongOfCase({ expected }: PostingCase, found: Recognition): string[] {
  const wrong: string[] = [];
  const hold = (what: string, is: unknown, should: unknown) => {
    const [one, other] = [JSON.stringify(is), JSON.stringify(should)];
    if (should !== undefined && one !== other) wrong.push(`${what} ${one}, not ${other}`);
  };
  hold('service', found.service, expected.service);
  hold('act', found.act, expected.act);
  hold('text', found.text, expected.text);
  hold('account', found.account, expected.account);
  hold('attachments', found.attachments.length, expected.attachments);
  const postings = found.postings.map(({ act, text }) => [act, text]);
  hold('postings', postings, expected.posts);
  return wrong;
}

/** The cases of one service (null: of none), and that its catalogue entry is whole. */
export function describePostings(service: string | null): void {
  const cases = postingCases.filter(({ expected }) => expected.service === service);
  describe(`postings: ${service ?? 'elsewhere'}`, () => {
    it.each(cases.map((each) => [each.says, each] as const))('%s', (_, each) => {
      expect(wrongOfCase(each, recogniseCase(each))).toEqual([]);
    });

    it('has at least one case', () => {
      expect(cases.length).toBeGreaterThan(0);
    });

    it.runIf(service !== null)('names its hosts or its shape, and its evidence', () => {
      const entry = catalogue.find(({ id }) => id === service);
      expect(entry?.hosts.length !== 0 || entry?.shape !== undefined).toBe(true);
      expect(entry?.evidence.length).toBeGreaterThan(0);
      const paths = [...(entry?.rules ?? []), ...(entry?.harmless ?? [])].map(
        // The catalogue's own are all expressions.
        (rule) => rule.path as RegExp,
      );
      expect(paths.filter((each) => each.source !== '^' && !each.ignoreCase)).toEqual([]);
      expect(paths.filter((each) => each.global || each.sticky)).toEqual([]);
    });
  });
}
