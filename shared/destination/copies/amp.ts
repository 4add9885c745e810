/**
 * AMP caches (and Google's AMP viewer): `/c/s/host/path`, the `s` for https, other letters for pages
 * in a viewer, pictures and so on. A cache also carries the host in its own name: `.` as `-`, `-` as `--`.
 */
import type { Destination } from '../destination.ts';
import { unescaped, withQuery } from './origin-text.ts';

const form = /^\/(?:[a-z]|wp|mbv|amp|[a-z]{2}\/w\d+)\/(s\/)?(.+)$/;

export function ampOrigin({ host, path, query }: Destination): string | null {
  const [, secure, address] = form.exec(path) ?? [];
  if (address !== undefined) {
    const text = unescaped(address);
    return text === null
      ? ''
      : withQuery(`http${secure === undefined ? '' : 's'}://${text}`, query);
  }
  const label = /^([^.]+)\.(?:cdn\.ampproject\.org|(?:www\.)?bing-amp\.com)$/.exec(host)?.[1];
  if (label === undefined || !label.includes('-')) return null;
  return withQuery(`https://${decodedLabel(label)}${path}`, query);
}

/** One hyphen is a dot, two are a hyphen. */
export function decodedLabel(label: string): string {
  return label.replace(/\b-\b/g, '.').replaceAll('--', '-');
}
