/** What the schema of uploads and services cannot say: levels, lists, filters and units that there are. */
import { parseMatch } from '../destination/entry-match.ts';
import { type Known, unknownNames } from './check-scope.ts';
import { error, type Finding, type Place, warning } from './finding.ts';
import type { Policy } from './schema.ts';
import { defaultLevels } from './uploads-schema.ts';

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
