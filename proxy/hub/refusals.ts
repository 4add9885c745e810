/** Everything that the hub answers instead of what was asked: one table, one sentence each. */
import type { ConsoleError } from '../../shared/protocol/console.ts';

/** code → status and sentence (Japanese with the cure, then English). */
export const refusals = {
  malformed: [
    400,
    '送られた内容を読み取れません。画面を再読み込みして、もう一度お試しください / the request cannot be read: reload the page and try again',
  ],
  invalid: [
    400,
    '入力に直すところがあります。各欄の説明を見て直してください / some fields need mending: see the words next to them',
  ],
  'bad-place': [
    400,
    '続きの位置が正しくありません。最初のページから開き直してください / this place in the audit log does not exist: start from the first page',
  ],
  'chain-broken': [
    400,
    '記録のつながりが確かめられません。端末の記録を確認してください / the records do not fit together: check the audit log of this terminal with `sekisho audit verify`',
  ],
  'not-signed-in': [401, 'サインインしてください / sign in first'],
  'sign-in-failed': [
    401,
    'IDまたはパスワードが違います。確かめて、もう一度入力してください / the account or the password is wrong: check both and try again',
  ],
  'wrong-password': [
    400,
    '現在のパスワードが違います。確かめて、もう一度入力してください / the current password is wrong: check it and try again',
  ],
  'token-refused': [
    401,
    '端末の登録が確かめられません。端末を登録し直してください / this terminal is not known: let it join again',
  ],
  'join-refused': [
    401,
    '登録用の合い言葉が違います。ハブの join-token を端末へ写し直してください / the join token is wrong: copy the hub’s join-token to the terminal again',
  ],
  'host-refused': [
    403,
    'このアドレスでは開けません。http://127.0.0.1 または http://localhost とポート番号で開いてください / this address is not the hub’s: open it by http://127.0.0.1 or http://localhost and its port',
  ],
  'origin-refused': [
    403,
    '別のページからの操作は受け付けません。管理画面から操作してください / requests of other pages are refused: use the console’s own pages',
  ],
  forbidden: [
    403,
    'この操作の権限がありません。必要なときは管理者に依頼してください / your role does not allow this: ask an administrator',
  ],
  'not-found': [404, '見つかりません。画面を読み込み直してください / not found: reload the list'],
  'link-used': [
    404,
    'このリンクは使用済みか期限切れです。管理者に新しいリンクを依頼してください。最初の管理者を作るときは、ハブを再起動すると新しいリンクが表示されます / this link is used up or too old: ask an administrator for a new one, or restart the hub where there is no administrator yet',
  ],
  'id-taken': [
    409,
    'このIDはすでに使われています。別のIDにしてください / this account exists already: choose another id',
  ],
  'last-administrator': [
    409,
    '最後の管理者は無効化・役割変更できません。先に別の管理者を作ってください / the last administrator cannot be disabled or demoted: make another administrator first',
  ],
  'account-disabled': [
    409,
    'このアカウントは無効です。先に有効にしてください / this account is disabled: enable it first',
  ],
  'stale-base': [
    409,
    '他の人が先に公開しました。差分を確かめて、最新の状態からやり直してください / somebody published before you: look at the difference and start again from the current revision',
  ],
  'signature-needed': [
    409,
    'この公開には、ほかの人の確認が必要です。「確認を依頼」してください / another person has to sign this: ask for a signature instead of publishing',
  ],
  'proposal-closed': [
    409,
    'この依頼は、すでに終わっています（公開・差し戻し・取り下げ）。画面を読み込み直してください / this proposal has ended already (published, returned or withdrawn): reload the page',
  ],
  'proposal-changed': [
    409,
    '見ていた内容と今の内容が違います。画面を読み込み直して、もう一度確かめてください / this proposal is not what you looked at any more: reload the page and look again',
  ],
  'proposal-stale': [
    409,
    'ほかの人が同じところを先に変えたため、この依頼は作成者に戻りました。違いを確かめてください / others changed the same meanwhile: the proposal went back to its author. Look at the difference',
  ],
  'own-proposal': [
    403,
    '自分が作った変更は、自分では確認できません。ほかの人に依頼してください / nobody signs a change of their own: ask another person',
  ],
  'not-own-proposal': [
    403,
    '取り下げられるのは、依頼した本人だけです。差し戻してください / only its author withdraws a proposal: return it instead',
  ],
  'signer-refused': [
    403,
    'ポリシーで確認者に決められた人だけが確認できます。必要なときは管理者に依頼してください / the policy names who may sign, and you are not among them: ask an administrator',
  ],
  'already-answered': [
    409,
    'この申請にはすでに回答があります。画面を読み込み直してください / this request has been answered already: reload the list',
  ],
  'already-reviewed': [
    409,
    'この投稿は、ほかの人がすでに確認しました。画面を読み込み直してください / somebody has reviewed this posting already: reload the page',
  ],
  'nothing-to-review': [
    409,
    'この投稿は、確認の対象ではありません。画面を読み込み直してください / this posting does not wait for a review: reload the page',
  ],
  'disaster-on': [
    409,
    '選んだサービスのどれかは、すでに災害時の投稿に切り替わっています。画面を読み込み直してください / the switch of one of these services is on already: reload the page',
  ],
  'disaster-over': [
    409,
    'この災害時の投稿は、すでに終わっています。画面を読み込み直してください / this has ended already: reload the page',
  ],
  'correction-open': [
    409,
    'この投稿には、まだ終わっていない訂正指示があります。画面を読み込み直してください / this posting has an order that is not done yet: reload the page',
  ],
  'correction-ended': [
    409,
    'この訂正指示は、すでに終わっています。画面を読み込み直してください / this order is done already: reload the page',
  ],
  'draft-changed': [
    409,
    'この下書きは、開いている間に変わりました。画面を読み込み直して、今の内容を確かめてください / this draft changed while you looked at it: reload the page and look again',
  ],
  'draft-closed': [
    409,
    'この下書きは、すでに回答済みか、投稿済みか、取り下げ済みです。画面を読み込み直してください / this draft has been answered, posted or withdrawn already: reload the page',
  ],
  'draft-refused': [
    422,
    '投稿してはならない内容があるか、このアカウントの担当者ではないため、下書きを受け付けられません。内容とアカウントを確かめてください / this draft cannot be taken: it holds what may not be published, or you are not a poster of this account. Check both',
  ],
  'document-taken': [
    409,
    'このファイルはすでに登録されています。登録文書の画面で確かめてください / this very file is registered already: look at the list',
  ],
  'document-empty': [
    422,
    'ファイルが空か、登録できるものがありません。別のファイルを選んでください / the file is empty, or nothing of it can be registered: choose another one',
  ],
  'document-not-read': [
    422,
    'ファイルを時間内に読めないか、大きすぎます。分けて登録してください / the file takes too long or too much to be read: register it in parts',
  ],
  'replay-busy': [
    429,
    'ほかの人が記録で試している最中です。少し待ってから、もう一度始めてください / other replays are under way: wait a moment and start again',
  ],
  'policy-problems': [
    422,
    'ポリシーに直すところがあります。公開されていません / the policy has problems: nothing was published',
  ],
  'too-large': [
    413,
    '送られた内容が大きすぎます。分けて送ってください / the request is too large: send it in parts',
  ],
  'media-type': [415, 'JSON で送ってください / send JSON (Content-Type: application/json)'],
  'too-many-requests': [
    429,
    '回答待ちの申請が多すぎます。回答を待つか、電話で連絡してください / too many requests of this person wait for an answer: wait for it, or call',
  ],
  'too-many-attempts': [
    429,
    '試行が多すぎます。15分ほど待ってからお試しください / too many attempts: wait a quarter of an hour and try again',
  ],
  internal: [
    500,
    'ハブの内部でエラーが起きました。もう一度試し、続くときは管理者に連絡してください / something went wrong inside the hub: try again, and tell an administrator if it stays',
  ],
  'not-recorded': [
    503,
    '監査記録を書けないため、実行できません。ハブのディスクの空きを確かめてください / the audit record could not be written: check the free space of the hub’s disk',
  ],
  'console-missing': [
    503,
    '管理画面がまだ作られていません。npm run build を実行してください / the console’s pages are not built yet: run `npm run build`',
  ],
} as const satisfies Record<string, readonly [status: number, sentence: string]>;

export type RefusalCode = keyof typeof refusals;

/** Thrown by handlers, answered once at the edge (server.ts). */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly more: Partial<ConsoleError> & { readonly fields?: Record<string, string> };

  constructor(
    code: RefusalCode,
    more: Partial<ConsoleError> & { readonly fields?: Record<string, string> } = {},
  ) {
    super(code);
    this.code = code;
    this.more = more;
  }

  get status(): number {
    return refusals[this.code][0];
  }

  body(): ConsoleError {
    const { fields, ...more } = this.more;
    const error = { code: this.code, message: refusals[this.code][1] };
    return { error: fields === undefined ? error : { ...error, fields }, ...more };
  }
}
