/** What the schema cannot say: references, orders, doubles; filters, addresses and widths in files of their own. */
import { holdsLongNumber } from '../audit/mask.ts';
import { checkInitiators, checkReadOnly, checkUnseenConditions } from './check-conditions.ts';
import { checkExceptions, checkLists, checkWithoutCredential } from './check-entries.ts';
import { checkFeeds } from './check-feeds.ts';
import { checkNotifications } from './check-notifications.ts';
import { checkOwnDomains } from './check-own-domains.ts';
import { checkPosting } from './check-posting.ts';
import { checkScope, checkTerm, type Known } from './check-scope.ts';
import { checkServices } from './check-services.ts';
import { checkTests } from './check-tests.ts';
import { checkUnreadCopies } from './check-unread-copies.ts';
import { checkUnreadPostings } from './check-unread-postings.ts';
import { checkUploads } from './check-uploads.ts';
import { checkUpstream } from './check-upstream.ts';
import { checkZones } from './check-zones.ts';
import { addDuration } from './duration.ts';
import { error, type Finding, type Place } from './finding.ts';
import { checkPublishing } from './publishing.ts';
import { checkRetention } from './retention.ts';
import type { Policy } from './schema.ts';
import { defaultLevels } from './uploads-schema.ts';

export function checkPolicy(policy: Policy): Finding[] {
  const known: Known = {
    units: new Set(policy.units ?? []),
    users: new Set((policy.users ?? []).map(({ id }) => id)),
  };
  return [
    ...doubles(policy.units ?? [], ['units'], (unit) => unit),
    ...(policy.units ?? []).flatMap((unit, i) =>
      holdsLongNumber(unit) ? [longNumber(['units', i])] : [],
    ),
    ...checkOwnDomains(policy),
    ...checkUsers(policy, known),
    ...checkZones(policy.zones),
    ...checkWithoutCredential(policy.destinations.withoutCredential ?? []),
    ...doubles(policy.destinations.lists ?? [], ['destinations', 'lists'], ({ id }) => id, 'id'),
    ...(policy.destinations.lists ?? []).flatMap((list, i) => [
      ...checkScope(list, ['destinations', 'lists', i], known),
      ...checkInitiators(list, list.action, ['destinations', 'lists', i]),
      ...checkReadOnly(list, list.action, ['destinations', 'lists', i]),
    ]),
    ...checkLists(policy, known),
    ...checkFeeds(policy),
    ...checkExceptions(policy),
    ...checkUnseenConditions(policy),
    ...checkUnreadCopies(policy),
    ...checkUploads(policy, known),
    ...checkServices(policy),
    ...checkPosting(policy.posting ?? [], known, (policy.levels ?? defaultLevels).order),
    ...checkUnreadPostings(policy),
    ...checkTests(policy.tests ?? [], known),
    ...checkUpstream(policy.upstream),
    ...checkBundle(policy.bundle),
    ...checkNotifications(policy),
    ...checkPublishing(policy.publishing),
    ...checkRetention(policy.retention),
  ];
}

function checkUsers({ users = [] }: Policy, { units }: Known): Finding[] {
  const unknownUnit = users.flatMap(({ unit }, i) =>
    unit === undefined || units.has(unit)
      ? []
      : [
          error(
            ['users', i, 'unit'],
            `部署「${unit}」が units にありません。/ The unit is not among units.`,
            'units に書き足すか、綴りを確かめてください。/ Add it to units, or check its spelling.',
          ),
        ],
  );
  const terms = users.flatMap((user, i) => checkTerm(user, ['users', i]));
  const numbered = users.flatMap(({ id }, i) =>
    holdsLongNumber(id) ? [longNumber(['users', i, 'id'])] : [],
  );
  const double = doubles(users, ['users'], ({ id }) => id, 'id');
  return [...double, ...numbered, ...unknownUnit, ...terms];
}

/** Records name users and units, and hold no Individual Number. */
function longNumber(at: Place): Finding {
  return error(
    at,
    '12 桁以上の番号は使えません。記録に残るためです。/ No number of 12 digits or more: it would stand in the records.',
    '職員番号など、個人番号でないものにしてください。/ Use the number of the member of staff, or another name.',
  );
}

function doubles<T>(
  items: readonly T[],
  at: Place,
  nameOf: (item: T) => string,
  key?: string,
): Finding[] {
  const seen = new Set<string>();
  return items.flatMap((item, i) => {
    const name = nameOf(item);
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    return [
      error(
        key === undefined ? [...at, i] : [...at, i, key],
        `「${name}」が 2 回あります。/ ${name} is there twice.`,
        'どちらかの名前を変えるか、消してください。/ Rename or delete one of the two.',
      ),
    ];
  });
}

function checkBundle(bundle: Policy['bundle']): Finding[] {
  if (bundle?.freshFor === undefined || bundle.expires === undefined) return [];
  if (addDuration(0, bundle.freshFor) <= addDuration(0, bundle.expires)) return [];
  return [
    error(
      ['bundle', 'expires'],
      'expires が freshFor より短くなっています。/ expires is shorter than freshFor.',
      'expires を freshFor 以上にしてください (例: freshFor: P1D, expires: P90D)。/ Make expires at least as long as freshFor.',
    ),
  ];
}
