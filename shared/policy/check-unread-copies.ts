/** An exception from interception that covers hosts which show copies of any page: they are refused. */
import { copyServices } from '../destination/copy-services.ts';
import { parseDestination } from '../destination/destination.ts';
import { parseMatch } from '../destination/entry-match.ts';
import { mayMatch } from '../destination/match.ts';
import { type Finding, warning } from './finding.ts';
import type { Policy } from './schema.ts';

/** One host of each service; of Google's by country the best known. */
const hosts = [
  'translate.google.com',
  'www.google.com',
  'www.google.co.jp',
  'translate.google.co.jp',
  ...copyServices.flatMap((service) => service.hosts.map((host) => host.replace('*.', 'a.'))),
];

export function checkUnreadCopies({ intercept }: Pick<Policy, 'intercept'>): Finding[] {
  return (intercept?.except ?? []).flatMap(({ match: text }, i) => {
    const parsed = parseMatch(text);
    if (!parsed.ok) return [];
    const covered = hosts.find((host) => {
      const { ok, destination } = { destination: null, ...parseDestination(`https://${host}/`) };
      return ok && destination !== null && mayMatch(parsed.match, destination);
    });
    if (covered === undefined) return [];
    return [
      warning(
        ['intercept', 'except', i, 'match'],
        `「${text}」には、ほかのページの写しを見せるホストが含まれます (例: ${covered})。中を読まないと、どのページか分かりません。/ This takes in hosts that show copies of other pages, such as ${covered}; unread, nobody can tell of which.`,
        'そうしたホストは拒否されます (path-unseen)。写しを見せないホストだけを書いてください (例: accounts.google.com)。/ Such hosts are refused (path-unseen): except only hosts that show no copies, such as accounts.google.com.',
      ),
    ];
  });
}
