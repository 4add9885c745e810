/** What the schema cannot say of the register: addresses that are none, terms that cannot be, doubles. Nothing here looks at the clock. */
import { parseDestination } from '../destination/destination.ts';
import { checkTerm } from './check-scope.ts';
import { error, type Finding, type Place, warning } from './finding.ts';
import { startOf } from './japan-time.ts';
import { isInTerm, userOf } from './people-in-term.ts';
import type { PostingRule } from './posting-schema.ts';
import { type PersonInTerm, topicName } from './register-schema.ts';

export function checkRegister(rule: PostingRule, at: Place): Finding[] {
  return [
    ...checkPeople(rule.deputies ?? [], [...at, 'deputies']),
    ...checkTopics(rule, at),
    ...checkAddress(rule.terms?.url, [...at, 'terms', 'url'], ['https']),
    ...rule.accounts.flatMap(({ posters, address, official, suspended }, i) => {
      const here = [...at, 'accounts', i];
      return [
        ...checkPeople(posters, [...here, 'posters']),
        ...checkAddress(address, [...here, 'address'], ['https', 'http']),
        ...checkAddress(official, [...here, 'official'], ['https', 'http']),
        ...(suspended === undefined ? [] : checkTerm(suspended, [...here, 'suspended'])),
      ];
    }),
  ];
}

function checkPeople(people: readonly PersonInTerm[], at: Place): Finding[] {
  return people.flatMap((each, i) => [
    ...(typeof each === 'string' ? [] : checkTerm(each, [...at, i])),
    ...(people.slice(0, i).some((earlier) => overlap(earlier, each))
      ? [
          warning(
            [...at, i],
            `「${userOf(each)}」が、重なる期間で 2 回あります。/ The person is there twice in terms that overlap.`,
            'どちらかを消すか、期間を分けてください。/ Delete one of the two, or part their terms.',
          ),
        ]
      : []),
  ]);
}

function overlap(a: PersonInTerm, b: PersonInTerm): boolean {
  if (userOf(a) !== userOf(b)) return false;
  const beginning = (each: PersonInTerm) =>
    typeof each === 'string' || each.from === undefined ? 0 : startOf(each.from);
  return isInTerm(a, beginning(b)) || isInTerm(b, beginning(a));
}

function checkTopics({ topics, topicMissing }: PostingRule, at: Place): Finding[] {
  if (topics === undefined) {
    if (topicMissing === undefined || topicMissing === 'allow') return [];
    return [
      error(
        [...at, 'topicMissing'],
        'topicMissing がありますが、topics がありません。選べる話題がなく、だれも投稿できません。/ topicMissing without topics: there is nothing to pick.',
        'topics に話題を書くか、topicMissing を消してください。/ Write topics, or delete topicMissing.',
      ),
    ];
  }
  const names = topics.map(topicName);
  return names.flatMap((name, i) =>
    names.indexOf(name) < i
      ? [
          error(
            [...at, 'topics', i],
            `話題「${name}」が 2 回あります。/ The topic is there twice.`,
            'どちらかを消すか、例を一つにまとめてください。/ Delete one of the two, or put their examples together.',
          ),
        ]
      : [],
  );
}

function checkAddress(
  url: string | undefined,
  at: Place,
  schemes: readonly ('https' | 'http')[],
): Finding[] {
  if (url === undefined) return [];
  const parsed = parseDestination(url);
  if (parsed.ok && schemes.some((scheme) => parsed.destination.scheme === scheme)) return [];
  const [scheme] = schemes;
  return [
    error(
      at,
      `「${url}」は ${schemes.join(' か ')} のアドレスではありません。/ This is no address of ${schemes.join(' or ')}.`,
      `${scheme}://example.jp/ のように、全体を書いてください。/ Write all of it, such as ${scheme}://example.jp/.`,
    ),
  ];
}
