/** What a service's rules for postings say of the file of a picture or video. */
import type { Destination } from '../destination/destination.ts';
import type { PictureMetadata } from '../detection/picture-metadata.ts';
import { candidatesFor } from '../posting/recognise.ts';
import type { CompiledPosting, CompiledPostingRule } from './compile-posting.ts';
import type { Judgement } from './decision.ts';

export function pictureObjections(
  { service, clause, forbidden }: CompiledPostingRule,
  metadata: readonly PictureMetadata[],
): readonly Judgement[] {
  const { pictureMetadata: action } = forbidden;
  if (action === 'allow' || metadata.length === 0) return [];
  const rule = `posting/${service}/forbidden/pictureMetadata`;
  return [{ action, reason: 'picture-metadata', rule, clause }];
}

/** The same of a picture that is chosen on the service's own page, before anything leaves. null: nothing. */
export function judgePicture(
  posting: CompiledPosting | null,
  { host, path }: Pick<Destination, 'host' | 'path'>,
  metadata: readonly PictureMetadata[],
): Judgement | null {
  if (posting === null || metadata.length === 0) return null;
  // Where the shape alone tells a service, it may be another one.
  const [rule] = candidatesFor(host, path, posting.policyServices).flatMap(({ service, by }) =>
    by === 'host' ? (posting.rules.get(service.id) ?? []) : [],
  );
  return rule === undefined ? null : (pictureObjections(rule, metadata)[0] ?? null);
}
