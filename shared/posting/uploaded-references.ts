/** A file was uploaded ahead of its post: the names by which the post will mean it, out of the service's answer. */
import { fieldValues, readJson } from './content/field-values.ts';

/** As the services' own rules read them out of a post (catalogue/). */
const places: Readonly<Record<string, readonly string[]>> = {
  bluesky: ['blob.ref.$link'],
  mastodon: ['id'],
  misskey: ['id'],
  x: ['media_id_string', 'data.id'],
  wordpress: ['id'],
};

/** [] where the service is not known, or the answer names none. */
export function uploadedReferences(service: string, answer: Uint8Array): string[] {
  const paths = Object.hasOwn(places, service) ? (places[service] ?? []) : [];
  if (paths.length === 0) return [];
  const value = readJson(new TextDecoder().decode(answer));
  return paths
    .flatMap((path) => fieldValues(value, path))
    .flatMap((each) => (typeof each === 'string' || typeof each === 'number' ? [String(each)] : []))
    .filter(isName);
}

export interface Segment {
  readonly reference: string;
  /** A file of one segment has no other. */
  readonly isFirst: boolean;
}

/** X takes files in segments too, under a name that it gave before: the request tells it. @param query as it was sent */
export function segmentOf(service: string, query: string): Segment | null {
  if (service !== 'x') return null;
  const fields = new URLSearchParams(query);
  const reference = fields.get('media_id') ?? '';
  if (fields.get('command') !== 'APPEND' || !isName(reference)) return null;
  return { reference, isFirst: fields.get('segment_index') === '0' };
}

function isName(text: string): boolean {
  return /^[\w.:-]{1,200}$/.test(text);
}
