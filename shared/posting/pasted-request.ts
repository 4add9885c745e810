/**
 * A request as people copy it: from a browser's tools as cURL (bash, cmd), as fetch or as an entry of
 * a HAR file, as raw HTTP/1.1, or as a line of `sekisho recognise`. Bodies are text: what a browser
 * does not copy cannot be read back.
 */

import { readCurl } from './pasted/curl.ts';
import { readHttpText } from './pasted/http-text.ts';
import { readJsonRequest } from './pasted/json-request.ts';
import type { PostingRequest } from './recognise.ts';

export type Pasted = { readonly request: PostingRequest } | { readonly problem: PastedProblem };
export type PastedProblem = 'empty' | 'unknown-form' | 'no-url' | 'broken-quotes' | 'broken-json';

export interface PastedParts {
  readonly method: string | null;
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string | null;
}

export function readPastedRequest(text: string): Pasted {
  const trimmed = text.trim();
  if (trimmed === '') return { problem: 'empty' };
  const parts = partsOf(trimmed);
  if (typeof parts === 'string') return { problem: parts };
  const { method, url, headers, body } = parts;
  if (!/^(?:https?|wss?):\/\//i.test(url)) return { problem: 'no-url' };
  const folded: Record<string, string> = Object.create(null);
  for (const [name, value] of headers) {
    // HTTP/2's own, as HAR files and raw copies have them.
    if (!name.startsWith(':')) folded[name.toLowerCase()] = value;
  }
  return {
    request: {
      method: (method ?? (body === null ? 'GET' : 'POST')).toUpperCase(),
      url,
      headers: folded,
      body: new TextEncoder().encode(body ?? ''),
    },
  };
}

function partsOf(text: string): PastedParts | PastedProblem {
  if (/^(?:\$\s+)?curl(?:\.exe)?\s/.test(text)) return readCurl(text.replace(/^\$\s+/, ''));
  if (/^(?:await\s+)?fetch\s*\(/.test(text) || text.startsWith('{')) return readJsonRequest(text);
  return readHttpText(text) ?? 'unknown-form';
}
