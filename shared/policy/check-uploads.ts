/** What the schema of uploads and services cannot say: levels, lists, filters and units that there are. */
import { parseMatch } from '../destination/entry-match.ts';
import { type Known, unknownNames } from './check-scope.ts';
import { addDuration } from './duration.ts';
import { error, type Finding, type Place, warning } from './finding.ts';
import type { Policy } from './schema.ts';
import { defaultApprovalPeriod, defaultLevels } from './uploads-schema.ts';

export function checkUploads(policy: Policy, known: Known): Finding[] {
  const order = (policy.levels ?? defaultLevels).order;
  return [
    ...checkLevelOf(policy, order),
    ...checkRules(policy, order),
    ...checkRegister(policy, order, known),
    ...checkSeen(policy),
  ];
}

function checkLevelOf({ uploads }: Policy, order: readonly string[]): Finding[] {
  return Object.entries(uploads?.levelOf ?? {}).flatMap(([key, row]) =>
    row === undefined
      ? []
      : unknownLevel(
          typeof row === 'string' ? row : row.level,
          ['uploads', 'levelOf', key, ...(typeof row === 'string' ? [] : ['level'])],
          order,
        ),
  );
}

function checkRules(policy: Policy, order: readonly string[]): Finding[] {
  const lists = new Set((policy.destinations.lists ?? []).map(({ id }) => id));
  return (policy.uploads?.rules ?? []).flatMap((rule, i) => {
    const at: Place = ['uploads', 'rules', i];
    return [
      ...(rule.level ?? []).flatMap((level, j) => unknownLevel(level, [...at, 'level', j], order)),
      ...checkTo(rule.to, [...at, 'to'], lists),
      ...checkApproval(rule, at, policy),
      ...(rule.to === 'registered' && policy.services === undefined
        ? [
            warning(
              [...at, 'to'],
              '「registered」の規則ですが、services がありません。/ This rule is for registered services, and there is no services.',
              'services: にサービスを書いてください (まだなければ services: [])。/ Write them under services: (or services: [] while there are none).',
            ),
          ]
        : []),
    ];
  });
}

const dayMs = 86_400_000;
const longestApproval = 31 * dayMs;

function checkApproval(
  { approval, action }: NonNullable<NonNullable<Policy['uploads']>['rules']>[number],
  at: Place,
  { services = [] }: Policy,
): Finding[] {
  if (approval === undefined) return [];
  const found: Finding[] = [];
  if (action !== 'block') {
    found.push(
      error(
        [...at, 'approval'],
        '承認は、止める規則 (action: block) だけに書けます。/ Only a rule that blocks can have an approval.',
        'action を block にするか、approval を消してください。/ Set action to block, or take approval away.',
      ),
    );
  }
  const { for: period = defaultApprovalPeriod } = approval;
  const length = addDuration(0, period);
  if (length <= 0 || length > longestApproval) {
    found.push(
      error(
        [...at, 'approval', 'for'],
        `承認の期間「${period}」は長すぎるか、短すぎます。/ The period of the approval is too long or too short.`,
        'P31D 以内で書いてください (例: P1D)。/ Write at most P31D, such as P1D.',
      ),
    );
  }
  if (approval.by === 'responsible' && services.length === 0) {
    found.push(
      warning(
        [...at, 'approval', 'by'],
        'サービスの責任者が承認する規則ですが、services がありません。だれも承認できません。/ The responsible person of a service approves, and there is no service: nobody can.',
        'services にサービスと責任者を書くか、by に承認する人を書いてください。/ Register services with their responsible persons, or name accounts in by.',
      ),
    );
  }
  return found;
}

function checkTo(to: string, at: Place, lists: ReadonlySet<string>): Finding[] {
  if (to === 'any' || to === 'registered') return [];
  if (to.startsWith('list:')) {
    const id = to.slice('list:'.length);
    if (lists.has(id)) return [];
    return [
      error(
        at,
        `リスト「${id}」が destinations.lists にありません。/ There is no list ${id}.`,
        `次のどれかを書いてください / write one of: ${[...lists].map((each) => `list:${each}`).join(', ')}`,
      ),
    ];
  }
  return badFilter(to, at);
}

function badFilter(text: string, at: Place): Finding[] {
  const parsed = parseMatch(text);
  if (parsed.ok) return [];
  const { message, cure } = parsed.problem;
  return [error(at, `「${text}」: ${message}`, cure)];
}

function checkRegister({ services = [] }: Policy, order: readonly string[], known: Known) {
  const seen = new Set<string>();
  return services.flatMap((service, i): Finding[] => {
    const at: Place = ['services', i];
    const isDouble = seen.has(service.id);
    seen.add(service.id);
    return [
      ...(isDouble
        ? [
            error(
              [...at, 'id'],
              `「${service.id}」が 2 回あります。/ ${service.id} is there twice.`,
              'どちらかの名前を変えるか、消してください。/ Rename or delete one of the two.',
            ),
          ]
        : []),
      ...(service.highest === undefined
        ? []
        : unknownLevel(service.highest, [...at, 'highest'], order)),
      ...unknownNames(service.units ?? [], [...at, 'units'], known.units, '部署', 'units'),
    ];
  });
}

/** Rules that no interception carries out would stand there and not be kept. */
function checkSeen({ uploads, posting, intercept }: Policy): Finding[] {
  if (intercept?.default === true) return [];
  const found: Finding[] = [];
  if (uploads !== undefined) {
    found.push(
      warning(
        ['uploads'],
        '通信の中を見ないホスト (https) では、アップロードの規則が働きません。/ On hosts that are not intercepted (https) the rules of uploads do nothing.',
        'intercept.default を true にし、見ないホストを except に書いてください。/ Set intercept.default to true, and name the exceptions.',
      ),
    );
  }
  if (posting !== undefined) {
    found.push(
      warning(
        ['posting'],
        '投稿の規則があるサービスのほかは、通信の中を見ません。/ Only the services with posting rules are intercepted.',
        'ほかのサービスへの投稿も止めるには、intercept.default を true にしてください。/ Set intercept.default to true to see postings to other services as well.',
      ),
    );
  }
  return found;
}

function unknownLevel(level: string, at: Place, order: readonly string[]): Finding[] {
  if (order.includes(level)) return [];
  return [
    error(
      at,
      `レベル「${level}」が levels.order にありません。/ The level is not among levels.order.`,
      `次のどれかを書いてください / write one of: ${order.join(', ')}`,
    ),
  ];
}
