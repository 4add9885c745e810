/** A service whose hosts nobody reads cannot be held to its posting rules. */
import { parseDestination } from '../destination/destination.ts';
import { parseMatch } from '../destination/entry-match.ts';
import { type Match, mayMatch } from '../destination/match.ts';
import { catalogue } from '../posting/catalogue.ts';
import { error, type Finding } from './finding.ts';
import type { PostingRule } from './posting-schema.ts';
import type { Policy } from './schema.ts';

export function checkUnreadPostings({ intercept, posting = [] }: Policy): Finding[] {
  return (intercept?.except ?? []).flatMap(({ match: text }, i) => {
    const parsed = parseMatch(text);
    if (!parsed.ok) return [];
    const rule = posting.find((each) => hostsOf(each).some((host) => covers(parsed.match, host)));
    if (rule === undefined) return [];
    return [
      error(
        ['intercept', 'except', i, 'match'],
        `「${text}」は投稿の規則がある「${rule.service}」のホストです。中を見なければ規則を守れません。/ This is a host of ${rule.service}, which has posting rules; unread they cannot be kept.`,
        'except から外すか、posting の規則を消してください。/ Take it out of except, or delete the posting rules.',
      ),
    ];
  });
}

function hostsOf({ service, hosts = [] }: PostingRule): string[] {
  const known = catalogue.find(({ id }) => id === service)?.hosts ?? [];
  return [...known.map((host) => host.replace(/^\*\./, '')), ...hosts];
}

function covers(match: Match, host: string): boolean {
  const parsed = parseDestination(`https://${host}/`);
  return parsed.ok && mayMatch(match, parsed.destination);
}
