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
    .filter((each) => /^[\w.:-]{1,200}$/.test(each));
}
