/** Posting rules for tests of the console, on top of cityPolicy (its people: tanaka, suzuki). */
import { parseDocument } from 'yaml';

export function postingPolicy(policy: string): string {
  const document = parseDocument(policy);
  const rules = [
    {
      service: 'bluesky',
      title: 'ブルースカイ',
      responsible: 'sns',
      accounts: [{ name: 'yokote.example', posters: ['tanaka', 'suzuki'] }],
    },
    {
      service: 'x',
      responsible: 'kanri',
      deputies: ['suzuki'],
      accounts: [{ name: '@yokote_city', posters: ['tanaka'] }],
      reviewWithin: 'P2D',
    },
    {
      service: 'mastodon',
      responsible: 'another',
      hosts: ['social.example'],
      accounts: [{ name: '@yokote', posters: ['suzuki'] }],
    },
  ];
  document.setIn(['posting'], document.createNode(rules));
  return document.toString();
}
