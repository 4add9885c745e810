/** What is wrong with a feed or a line of it, in words: Japanese, then English. */
import type { FeedReport } from './compile-feed.ts';
import type { FeedFault } from './feed-reader.ts';

/** Why a whole feed was not taken: the one before stays. */
export const feedFailures = [
  'no-file',
  'unreadable',
  'too-large',
  'not-text',
  'page',
  'no-list',
  'too-few',
  'not-https',
  'zone-closed',
  'not-found',
  'unreachable',
  'upstream',
  'certificate',
  'timeout',
  'status',
  'redirects',
  'half',
  'compile-failed',
  'not-kept',
] as const;
export type FeedFailure = (typeof feedFailures)[number];

interface Words {
  readonly message: string;
  readonly cure: string;
}

const failures: Readonly<Record<FeedFailure, Words>> = {
  'no-file': {
    message: 'フィードのファイルがありません。/ The feed’s file is not there.',
    cure: 'ファイル名を確かめてください。相対パスはポリシーのファイルがあるフォルダーから数えます。/ Check its name; relative paths start at the folder of the policy file.',
  },
  unreadable: {
    message: 'フィードのファイルを読めません。/ The feed’s file cannot be read.',
    cure: '読む権限と、ファイルであることを確かめてください。/ Check that it is a file, and the right to read it.',
  },
  'too-large': {
    message: 'フィードが大きすぎます。/ The feed is too large.',
    cure: '正しいリストであれば maxBytes を大きくしてください。/ Raise maxBytes if this is the right list.',
  },
  'not-text': {
    message: 'フィードが文字の並びではありません。/ The feed is no text.',
    cure: '圧縮や暗号化を解いたもの (gzip は可) を指定してください。/ Name the list itself; of packed forms gzip is taken.',
  },
  page: {
    message: 'リストではなく Web ページが返りました。/ A web page came instead of a list.',
    cure: 'アドレスを確かめてください。サインインや利用規約のページかもしれません。/ Check the address; this may be a page to sign in or to agree.',
  },
  'no-list': {
    message: 'この形式のリストとして読めません。/ This cannot be read as a list of its format.',
    cure: 'format と column を確かめてください。/ Check format and column.',
  },
  'too-few': {
    message:
      '名前が少なすぎるので、前のものを使い続けます。/ There are too few names: the one before stays.',
    cure: '途中で切れていないか確かめてください。正しければ minimum を小さくしてください。/ See whether it was cut off; lower minimum if it is right.',
  },
  'not-https': {
    message:
      'https ではないアドレスへ転送されました。/ It was redirected to an address that is not https.',
    cure: '転送先の https のアドレスを url に書いてください。/ Write the https address into url.',
  },
  'zone-closed': {
    message: 'アドレスが閉じた区域の中にあります。/ The address lies in a closed zone.',
    cure: 'インターネット上の配布元を指定するか、zones.open に「アドレス:ポート」を入れてください。/ Name a publisher on the Internet, or put address:port into zones.open.',
  },
  'not-found': {
    message: 'ホスト名が見つかりません。/ The host name was not found.',
    cure: 'url の綴りと、名前解決を確かめてください。/ Check the spelling of url, and name resolution.',
  },
  unreachable: {
    message: '配布元に接続できません。/ The publisher cannot be reached.',
    cure: '回線を確かめてください。次の時刻にもう一度試します。/ Check the line; it is tried again at its next time.',
  },
  upstream: {
    message: '上位のプロキシを通れません。/ The proxy above did not let it through.',
    cure: 'このハブに資格を登録したか (sekisho upstream)、上位のプロキシが配布元を許可しているか確かめてください。/ See whether its credential is kept on the hub (sekisho upstream), and whether the proxy above allows the publisher.',
  },
  certificate: {
    message: '配布元の証明書を確かめられません。/ The publisher’s certificate cannot be verified.',
    cure: '配布元に問い合わせてください。/ Ask the publisher.',
  },
  timeout: {
    message: '配布元の応答が遅すぎます。/ The publisher answers too slowly.',
    cure: '次の時刻にもう一度試します。/ It is tried again at its next time.',
  },
  status: {
    message: '配布元がリストを返しません。/ The publisher does not give the list.',
    cure: 'ブラウザーで url を開いて確かめてください。/ Open url in a browser.',
  },
  redirects: {
    message: '転送が多すぎます。/ There are too many redirects.',
    cure: '転送先のアドレスを url に書いてください。/ Write the last address into url.',
  },
  half: {
    message: '途中で切れました。/ It broke off in the middle.',
    cure: '次の時刻にもう一度試します。/ It is tried again at its next time.',
  },
  'compile-failed': {
    message: 'リストを組み立てられませんでした。/ The list could not be compiled.',
    cure: 'もう一度取得してください。続くときはハブのログを見てください。/ Fetch it again; see the hub’s log if that goes on.',
  },
  'not-kept': {
    message: 'ディスクに書けませんでした。/ It could not be written to disk.',
    cure: 'ハブのディスクの空きと権限を確かめてください。/ Check the hub’s disk for space and rights.',
  },
};

const faults: Readonly<Record<FeedFault, Words>> = {
  'not-a-host': {
    message: 'ホスト名として読めません。/ No host can be read there.',
    cure: '書き方か format を確かめてください。/ Check its spelling, or format.',
  },
  'other-rule': {
    message: 'ホストのほかのことを決める規則です。/ The rule says something else than a host.',
    cure: '使いません。必要なら項目として書いてください。/ It is left out; write an entry where you need it.',
  },
  'other-address': {
    message: '別のアドレスを割り当てる行です。/ The line maps the name to an address of its own.',
    cure: '使いません。拒否や許可のリストか確かめてください。/ It is left out; see whether this is a list of sites.',
  },
  'too-wide': {
    message: '公開サフィックス全体は許可できません。/ An allow feed may not open a whole suffix.',
    cure: '意図したものなら、リストの項目として書いてください。/ Write it as an entry of a list if that is what you mean.',
  },
  'exception-with-path': {
    message: 'パスのある例外は使えません。/ An exception with a path is not taken.',
    cure: '必要なら許可リストの項目として書いてください。/ Write it as an entry of an allow list where you need it.',
  },
  'too-many-filters': {
    message:
      'パスなどを見る行が多すぎます (20,000 まで)。/ There are too many lines with a path (at most 20,000).',
    cure: 'ホスト名だけのリストにしてください。/ Use a list of hosts.',
  },
  'no-column': {
    message: 'ホスト名の列が見つかりません。/ There is no column of hosts.',
    cure: 'column に見出しの言葉か番号を書いてください。/ Write the header’s word or number into column.',
  },
  'not-json': {
    message:
      'JSON として読めないか、URLBlocklist も URLAllowlist もありません。/ This is no JSON, or holds neither URLBlocklist nor URLAllowlist.',
    cure: 'ファイル全体があるか確かめてください。/ See whether the file is whole.',
  },
  html: failures.page,
};

export function failureWords(failure: FeedFailure): Words {
  return failures[failure];
}

export function faultWords(fault: FeedFault): Words {
  return faults[fault];
}

/** Why nothing of the feed counts; null where it is to be taken. */
export function failureOf(report: FeedReport, minimum = 1): FeedFailure | null {
  if (report.skipped.html !== undefined) return 'page';
  if (report.skipped['not-json'] !== undefined) return 'no-list';
  if (report.skipped['no-column'] !== undefined) return 'no-list';
  return report.taken < minimum ? 'too-few' : null;
}
