/** What the schema of posting rules cannot say: services, people and units that there are, doubles. */
import { parseDestination } from '../destination/destination.ts';
import { catalogue } from '../posting/catalogue.ts';
import { checkDescribed } from './check-described.ts';
import { checkDisaster } from './check-disaster.ts';
import { checkRegister } from './check-register.ts';
import { checkScope, type Known } from './check-scope.ts';
import { accountKey } from './compile-posting.ts';
import { error, type Finding, type Place } from './finding.ts';
import { userOf } from './people-in-term.ts';
import type { PostingRule } from './posting-schema.ts';

const services = new Map(catalogue.map((service) => [service.id, service]));

/** @param levels from the highest to the lowest, as the policy orders them */
export function checkPosting(
  rules: readonly PostingRule[],
  known: Known,
  levels: readonly string[],
): Finding[] {
  return rules.flatMap((rule, i) => {
    const at: Place = ['posting', i];
    const isDouble = rules.findIndex(({ service }) => service === rule.service) < i;
    return [
      ...checkService(rule, at, isDouble),
      ...checkDescribed(rule, at),
      ...checkAccounts(rule, at, known),
      ...checkRegister(rule, at),
      ...checkScope({ units: rule.units, hours: rule.hours }, at, known),
      ...checkHosts(rule, at),
      ...checkLevel(rule, at, levels),
      ...checkDisaster(rule, at, known),
    ];
  });
}

function checkService({ service, requests }: PostingRule, at: Place, isDouble: boolean): Finding[] {
  if (!services.has(service) && requests === undefined) {
    return [
      error(
        [...at, 'service'],
        `サービス「${service}」を知りません。/ The service is not known.`,
        `次のどれかを書くか、requests で説明してください / write one of these, or describe it by requests: ${[...services.keys()].join(', ')}`,
      ),
    ];
  }
  if (!isDouble) return [];
  return [
    error(
      [...at, 'service'],
      `サービス「${service}」の規則が 2 回あります。責任者はサービスごとに 1 人です。/ The service has its rules twice; each has one responsible person.`,
      'アカウントを一つの規則にまとめてください。/ Put the accounts into one of the two.',
    ),
  ];
}

function checkAccounts({ accounts }: PostingRule, at: Place, known: Known): Finding[] {
  const seen = new Set<string>();
  return accounts.flatMap(({ name, ids = [], posters }, i) => {
    const here = [...at, 'accounts', i];
    const keys = new Set([name, ...ids].map(accountKey));
    const doubled = [...keys].filter((key) => seen.has(key));
    for (const key of keys) seen.add(key);
    return [
      ...doubled.map((key) =>
        error(
          here,
          `アカウント「${key}」が 2 回あります。/ The account is there twice.`,
          '担当者を一つにまとめてください。/ Put its posters together.',
        ),
      ),
      ...checkScope({ users: posters.map(userOf) }, here, known).map((finding) => ({
        ...finding,
        at: [...here, 'posters', ...finding.at.slice(here.length + 1)],
      })),
    ];
  });
}

function checkHosts({ service, hosts = [] }: PostingRule, at: Place): Finding[] {
  if (hosts.length > 0 && services.has(service) && services.get(service)?.shape === undefined) {
    return [
      error(
        [...at, 'hosts'],
        `「${service}」は自前のサーバーを持てません。/ Nobody else runs servers of this service.`,
        'hosts を消してください。/ Delete hosts.',
      ),
    ];
  }
  return hosts.flatMap((host, i) => {
    const parsed = parseDestination(`https://${host}/`);
    if (parsed.ok && parsed.destination.host === host && parsed.destination.port === 443) return [];
    return [
      error(
        [...at, 'hosts', i],
        `「${host}」はホスト名ではありません。/ This is not a host name.`,
        '「social.city.example.jp」のように書いてください。/ Write a name such as social.city.example.jp.',
      ),
    ];
  });
}

function checkLevel({ forbidden }: PostingRule, at: Place, levels: readonly string[]): Finding[] {
  if (forbidden?.level === undefined || levels.includes(forbidden.level)) return [];
  return [
    error(
      [...at, 'forbidden', 'level'],
      `レベル「${forbidden.level}」が levels.order にありません。/ The level is not among levels.order.`,
      `次のどれかを書いてください / write one of: ${levels.join(', ')}`,
    ),
  ];
}
