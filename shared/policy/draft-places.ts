/** Drafts by the rules of now: where a person may write them, what is said against one, what is never taken. */
import { catalogue } from '../posting/catalogue.ts';
import type { DraftPlace } from '../protocol/drafts.ts';
import type { CompiledPosting } from './compile-posting.ts';
import { type AskedPosting, type PostingContext, postingObjections } from './decide-posting.ts';
import type { Judgement } from './decision.ts';
import { type PostingRule, postingDefaults } from './posting-schema.ts';
import { topicName } from './register-schema.ts';
import type { Policy } from './schema.ts';

const titles = new Map(catalogue.map(({ id, title }) => [id, title]));

/** Services whose postings wait for an approval, with the accounts of which the person is a poster. */
export function draftPlaces(
  { posting = [] }: Pick<Policy, 'posting'>,
  compiled: CompiledPosting | null,
  person: { readonly user: string; readonly unit: string | null },
  now: number,
): DraftPlace[] {
  return posting.flatMap((rule) => {
    const { service, title, topics = [], topicMissing } = rule;
    const accounts = postersAccounts(rule, compiled, person, now);
    if (rule.approval !== 'before' || accounts.length === 0) return [];
    return [
      {
        service,
        title: title ?? titles.get(service) ?? service,
        accounts,
        topics: topics.map(topicName),
        needsTopic: (topicMissing ?? postingDefaults.topicMissing) !== 'allow',
      },
    ];
  });
}

function postersAccounts(
  { service, accounts }: PostingRule,
  compiled: CompiledPosting | null,
  { user, unit }: { readonly user: string; readonly unit: string | null },
  now: number,
): string[] {
  const context = { user, unit, at: now, findings: [], level: null, topic: null };
  return accounts
    .map(({ name }) => name)
    .filter((account) => {
      const draft = { service, account, act: 'post', text: '' } as const;
      const said = draftObjections(compiled, draft, context);
      return !said.some(({ reason }) => reason === 'not-a-poster' || reason === 'account-unknown');
    });
}

/** All but that the approval is missing, which is what is asked for. */
export function draftObjections(
  compiled: CompiledPosting | null,
  draft: Pick<AskedPosting, 'service' | 'account' | 'act' | 'text'>,
  context: Omit<PostingContext, 'isApproved' | 'isDifferent'>,
): readonly Judgement[] {
  if (compiled === null) return [];
  return postingObjections(compiled, { ...draft, by: 'host' }, { ...context, isApproved: true });
}

/** What nobody could approve away. */
const neverTaken: ReadonlySet<string> = new Set([
  'not-a-poster',
  'account-unknown',
  'forbidden-content',
  'shortened-url',
]);

/** What keeps a draft from being taken at all. */
export function draftHindrance(objections: readonly Judgement[]): Judgement | null {
  return (
    objections.find(({ action, reason }) => action === 'block' && neverTaken.has(reason)) ?? null
  );
}
