/**
 * `www-city-example-lg-jp.translate.goog/path?_x_tr_sl=ja…`. The steps are Google's own, written
 * down for advertising networks (developers.google.com/search/docs/appearance/ad-network-and-translation);
 * `_x_tr_sch=http` says that the original has no TLS.
 */
import type { Destination } from '../destination.ts';
import { decodedLabel } from './amp.ts';
import { parameterValues, withQuery } from './origin-text.ts';

const keys = ['_x_tr_hp', '_x_tr_enc', '_x_tr_sch'] as const;

export function translateGoogOrigin({ host, path, query }: Destination): string | null {
  const prefix = host.slice(0, -'.translate.goog'.length);
  if (prefix === '') return null;
  const given = keys.map((key) => parameterValues(query, key));
  if (given.some((values) => values.length > 1 || values[0] === null)) return '';
  const [start = '', encodings = '', scheme = ''] = given.map(([value]) => value ?? '');
  let label = `${start}${prefix}`.toLowerCase();
  if (!/^[a-z0-9_-]+$/.test(label)) return '';
  const encoding = encodings.split(',');
  if (encoding.includes('1') && label.startsWith('1-')) label = label.slice(2);
  const isIdn = encoding.includes('0') && label.startsWith('0-');
  const name = isIdn ? `xn--${decodedLabel(label.slice(2))}` : decodedLabel(label);
  const kept = query.split('&').filter((pair) => !pair.toLowerCase().startsWith('_x_tr_'));
  return withQuery(`${scheme === 'http' ? 'http' : 'https'}://${name}${path}`, kept.join('&'));
}
