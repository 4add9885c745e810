/** Whether the city's own names are names that somebody can own. */
import { canonicalHost } from '../destination/canonical-host.ts';
import { registrableDomain } from '../destination/public-suffix.ts';
import { error, type Finding } from './finding.ts';
import type { Policy } from './schema.ts';

export function checkOwnDomains({ organization }: Pick<Policy, 'organization'>): Finding[] {
  return (organization.domains ?? []).flatMap((text, i) => {
    const read = canonicalHost(text);
    if (read?.kind === 'name' && registrableDomain(read.host) !== null) return [];
    return [
      error(
        ['organization', 'domains', i],
        `「${text}」は団体のドメイン名ではありません。/ This is no domain name that an organization can own.`,
        'city.example.lg.jp のように、団体が登録した名前を書いてください。/ Write a name that the organization has registered, such as city.example.lg.jp.',
      ),
    ];
  });
}
