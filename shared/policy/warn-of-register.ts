/** What is over or overdue in the register of postings, as warnings of a policy. */
import { type Finding, warning } from './finding.ts';
import {
  type Gap,
  type GapKind,
  isOnlyMissing,
  type RegisterSurroundings,
  registerGaps,
} from './register-gaps.ts';
import type { Policy } from './schema.ts';

type Words = readonly [message: string, cure: string];

const words: Partial<Record<GapKind, (gap: Gap) => Words>> = {
  'responsible-unknown': ({ subject }) => [
    `責任者「${subject}」という利用者も、管理画面の利用者も見つかりません。/ No user, and no account of the console, is called ${subject}.`,
    '管理画面にアカウントを作るか、綴りを確かめてください。管理画面のアカウント ID を書いたのなら、このままで構いません。/ Make an account, or check the spelling; the id of an account may stay.',
  ],
  'responsible-term-ended': ({ subject }) => [
    `責任者「${subject}」の利用期間が終わっています。/ The term of the responsible person ${subject} is over.`,
    '責任者を書き換えるか、users の until を延ばしてください。/ Name another, or move the until of users.',
  ],
  'deputy-term-ended': ({ subject }) => [
    `代理「${subject}」の期間が終わっています。/ The term of the deputy ${subject} is over.`,
    '消すか、until を延ばしてください。/ Delete it, or move until.',
  ],
  'poster-term-ended': ({ subject }) => [
    `担当者「${subject}」の期間が終わっています。/ The term of the poster ${subject} is over.`,
    '消すか、until を延ばしてください。/ Delete it, or move until.',
  ],
  'no-valid-poster': ({ account }) => [
    `アカウント「${account}」には、いま投稿できる担当者がいません。/ Nobody may post by ${account} now.`,
    '担当者を書き足すか、期間を延ばすか、アカウントを停止 (suspended) してください。/ Add a poster, move a term, or suspend the account.',
  ],
  'official-elsewhere': ({ subject }) => [
    `公式と示すページのホスト「${subject}」は、organization.domains にありません。/ The page that names it official is on ${subject}, which is none of organization.domains.`,
    '市のサイトのページを書くか、domains に書き足してください。/ Name a page of the city’s own site, or add to domains.',
  ],
  'two-factor-off': ({ account }) => [
    `アカウント「${account}」は二要素認証が切れています。/ Two-factor authentication of ${account} is off.`,
    'サービスの設定で有効にし、twoFactor を on にしてください。/ Switch it on at the service, then write on.',
  ],
  'two-factor-old': ({ account }) => [
    `アカウント「${account}」の二要素認証を 1 年以上確かめていません。/ Two-factor authentication of ${account} was last looked at over a year ago.`,
    'サービスの設定で確かめ、checked を今日にしてください。/ Look at the service, then write today.',
  ],
  'terms-unchecked': () => [
    '約款をまだ確かめていません。/ The terms of use have never been checked.',
    '約款を読み、管理画面で「今日確かめた」を押すか、checked に日付を書いてください。/ Read them, then write checked.',
  ],
  'terms-old': () => [
    '約款を 1 年以上確かめていません。/ The terms of use were last checked over a year ago.',
    '約款を読み直し、管理画面で「今日確かめた」を押すか、checked を今日にしてください。/ Read them again, then write today.',
  ],
};

/** @param accounts of the console; null where nobody knows them */
export function warnOfRegister(
  policy: Pick<Policy, 'posting' | 'users' | 'organization'>,
  at: number,
  accounts: RegisterSurroundings['accounts'] = null,
): Finding[] {
  const surroundings = surroundingsOf(policy, at, accounts);
  return (policy.posting ?? []).flatMap((rule, i) =>
    registerGaps(rule, surroundings)
      .filter(({ kind }) => !isOnlyMissing(kind))
      .flatMap((gap) => {
        const said = words[gap.kind]?.(gap);
        return said === undefined ? [] : [warning(['posting', i, ...gap.at], ...said)];
      }),
  );
}

export function surroundingsOf(
  { users = [], organization }: Pick<Policy, 'users' | 'organization'>,
  at: number,
  accounts: RegisterSurroundings['accounts'],
): RegisterSurroundings {
  return { at, domains: organization.domains ?? [], users, accounts };
}
