/** Path and query of a URL as fields: a value is what stands behind its name, or its segment. */
import { formPairs } from '../../../shared/posting/content/form.ts';
import { unescapeBytes } from '../../../shared/posting/content/percent.ts';
import type { Field } from './field.ts';
import { fieldDecoder } from './form-charset.ts';

export interface UrlFields {
  readonly path: readonly Field[];
  readonly query: readonly Field[];
  /** Path and query as they were sent. */
  readonly bytes: Uint8Array;
}

/** @param url absolute, or path and query alone */
export function urlFields(url: string): UrlFields {
  const [whole = ''] = url.replace(/^[a-z][\w+.-]*:\/\/[^/?#]*/i, '').split('#', 1);
  const [path = '', ...rest] = whole.split('?');
  const encoder = new TextEncoder();
  const segments = path
    .split('/')
    .filter((segment) => segment !== '')
    .map((segment) => unescapeBytes(encoder.encode(segment), false));
  const pairs = [...formPairs(encoder.encode(rest.join('?')))];
  const text = fieldDecoder([...segments, ...pairs.flatMap(({ name, value }) => [name, value])]);
  const texts = segments.map(text);
  return {
    path: texts.map((value, at) => ({ name: texts[at - 1] ?? '', value })),
    query: pairs.map(({ name, value }) => ({ name: text(name), value: text(value) })),
    bytes: encoder.encode(whole),
  };
}
