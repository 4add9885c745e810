/** Whether a service's rules for a disaster name accounts, people and roles that there are, and end. */
import { roles } from '../protocol/accounts.ts';
import { checkScope, type Known } from './check-scope.ts';
import { accountKey } from './compile-posting.ts';
import { rolePrefix } from './disaster-people.ts';
import { addDuration } from './duration.ts';
import { error, type Finding, type Place, warning } from './finding.ts';
import type { DisasterRule, PostingRule } from './posting-schema.ts';

const longestDays = 31;
const dayMs = 86_400_000;

export function checkDisaster(rule: PostingRule, place: Place, known: Known): Finding[] {
  const { disaster } = rule;
  if (disaster === undefined) return [];
  const at = [...place, 'disaster'];
  return [
    ...checkBy(disaster, at),
    ...checkPeriod(disaster, at),
    ...checkAccounts(disaster, rule, at),
    ...checkScope({ users: disaster.posters }, at, known).map((finding) => ({
      ...finding,
      at: [...at, 'posters', ...finding.at.slice(at.length + 1)],
    })),
    ...checkOpensSomething(disaster, rule, at),
  ];
}

function checkBy({ by }: DisasterRule, at: Place): Finding[] {
  return by.flatMap((name, i) => {
    if (!name.startsWith(rolePrefix)) return [];
    const role = name.slice(rolePrefix.length);
    if (roles.some((each) => each === role)) return [];
    return [
      error(
        [...at, 'by', i],
        `役割「${role}」はありません。/ There is no such role.`,
        `次のどれかを書いてください / write one of: ${roles.map((each) => rolePrefix + each).join(', ')}`,
      ),
    ];
  });
}

function checkPeriod({ for: period }: DisasterRule, at: Place): Finding[] {
  if (period === undefined) return [];
  const ms = addDuration(0, period);
  if (ms > 0 && ms <= longestDays * dayMs) return [];
  return [
    error(
      [...at, 'for'],
      `災害時の投稿は、一度に長くて ${longestDays} 日までです (いまの値: ${period})。/ One throw of the switch lasts ${longestDays} days at most, and not nothing.`,
      '「PT72H」や「P7D」のように書いてください。終わってもまだ要るときは、もう一度入れます。/ Write PT72H or P7D; where it is still needed then, the switch is thrown again.',
    ),
  ];
}

function checkAccounts({ accounts = [] }: DisasterRule, rule: PostingRule, at: Place): Finding[] {
  const names = new Set(rule.accounts.map(({ name }) => accountKey(name)));
  return accounts.flatMap((name, i) =>
    names.has(accountKey(name))
      ? []
      : [
          error(
            [...at, 'accounts', i],
            `アカウント「${name}」がこのサービスの accounts にありません。/ The account is not among those of the service.`,
            'accounts の name と同じに書いてください。/ Write it as the name in accounts.',
          ),
        ],
  );
}

function checkOpensSomething(disaster: DisasterRule, rule: PostingRule, at: Place): Finding[] {
  const opensHours = disaster.hours !== 'keep' && rule.hours !== undefined;
  const opensApproval = disaster.approval !== 'before' && rule.approval === 'before';
  if (opensHours || opensApproval || disaster.posters !== undefined) return [];
  return [
    warning(
      at,
      '災害時の規則が、ふだんより何も広げていません。/ The rules for a disaster open nothing that is closed otherwise.',
      '時間 (hours)、承認 (approval)、担当者 (posters) のどれかを広げるか、disaster を消してください。/ Open hours, approval or posters, or delete disaster.',
    ),
  ];
}
