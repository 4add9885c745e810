/**
 * What a person is told where the block page of the extension cannot be shown. One generic sentence
 * for every refusal: rules and reasons are not for a page's script to read (they come over the link).
 */
import type { FailureCode } from './statuses.ts';

export type RefusalCode =
  | 'refused'
  | 'warned'
  | 'upload-refused'
  | 'upload-warned'
  | 'posting-refused'
  | 'posting-warned'
  | 'malformed'
  | 'no-policy'
  | 'policy-expired'
  | 'not-recorded'
  | 'internal-error'
  | 'wrong-host'
  | 'credential-needed'
  | 'bad-request'
  | 'request-timeout'
  | 'too-large'
  | 'headers-too-large'
  | FailureCode;

export interface Words {
  readonly ja: string;
  readonly en: string;
}

export const refusalWords: Readonly<Record<RefusalCode, Words>> = {
  refused: {
    ja: 'この宛先への接続は許可されていません。必要な場合は、参照番号を添えて情報システム担当課へ申請してください。',
    en: 'This destination is not open. If you need it, ask your information department and give the reference.',
  },
  warned: {
    ja: 'この宛先は警告の対象です。拡張機能の画面で確認してから、もう一度開いてください。',
    en: 'This destination needs care. Confirm it on the page of the extension, then open it again.',
  },
  'upload-refused': {
    ja: 'この内容の送信は許可されていません。ファイルや入力内容を確かめてください。分からないときは、参照番号を添えて情報システム担当課へ連絡してください。',
    en: 'This content may not be sent. Check the file or what was typed; if in doubt, call your information department and give the reference.',
  },
  'upload-warned': {
    ja: 'この内容の送信は警告の対象です。拡張機能の画面で理由を入力してから、もう一度送信してください。',
    en: 'Sending this content needs care. Give a reason on the page of the extension, then send it again.',
  },
  'posting-refused': {
    ja: 'この投稿は許可されていません。投稿のきまりを確かめてください。分からないときは、参照番号を添えてサービスの責任者へ連絡してください。',
    en: 'This posting may not be made. Check the rules for postings; if in doubt, call the responsible person and give the reference.',
  },
  'posting-warned': {
    ja: 'この投稿は警告の対象です。拡張機能の画面で理由を入力してから、もう一度投稿してください。',
    en: 'This posting needs care. Give a reason on the page of the extension, then post it again.',
  },
  malformed: {
    ja: '宛先を読み取れませんでした。アドレスを確かめて、もう一度入力してください。',
    en: 'The destination could not be read. Check the address and type it again.',
  },
  'no-policy': {
    ja: 'この端末にはまだポリシーが届いていません。しばらく待って、もう一度お試しください。',
    en: 'This terminal has not received a policy yet. Wait a little and try again.',
  },
  'policy-expired': {
    ja: 'この端末のポリシーは期限が切れています。情報システム担当課へ連絡してください。',
    en: 'The policy of this terminal has expired. Call your information department.',
  },
  'not-recorded': {
    ja: '記録を保存できないため、通信を止めています。情報システム担当課へ連絡してください。',
    en: 'Nothing is let through while records cannot be kept. Call your information department.',
  },
  'internal-error': {
    ja: '判定中に障害が起きたため、通信を止めました。情報システム担当課へ連絡してください。',
    en: 'The decision failed, so the request was stopped. Call your information department.',
  },
  'wrong-host': {
    ja: 'この接続は別の宛先のものです。ページを開き直してください。',
    en: 'This connection belongs to another destination. Open the page again.',
  },
  'credential-needed': {
    ja: '登録されたブラウザーから開いてください。',
    en: 'Open this from an enrolled browser.',
  },
  'bad-request': {
    ja: 'リクエストの形が正しくありません。ブラウザーを開き直してください。',
    en: 'The request is malformed. Open the browser again.',
  },
  'request-timeout': {
    ja: 'リクエストが時間内に届きませんでした。もう一度お試しください。',
    en: 'The request did not arrive in time. Try again.',
  },
  'too-large': {
    ja: 'リクエストが大きすぎます。',
    en: 'The request is too large.',
  },
  'headers-too-large': {
    ja: 'リクエストのヘッダーが大きすぎます。このサイトの Cookie を削除して、もう一度お試しください。',
    en: 'The headers of the request are too large. Delete the cookies of this site and try again.',
  },
  'destination-not-found': {
    ja: '宛先が見つかりません。アドレスを確かめてください。',
    en: 'There is no such destination. Check the address.',
  },
  'destination-lookup-failed': {
    ja: '宛先の名前を調べられませんでした。しばらく待って、もう一度お試しください。',
    en: 'The name of the destination could not be looked up. Wait a little and try again.',
  },
  'destination-refused': {
    ja: '宛先が接続を受け付けませんでした。しばらく待って、もう一度お試しください。',
    en: 'The destination did not take the connection. Wait a little and try again.',
  },
  'destination-unreachable': {
    ja: '宛先に届きませんでした。ネットワークの接続を確かめてください。',
    en: 'The destination cannot be reached. Check the network connection.',
  },
  'destination-timeout': {
    ja: '宛先が時間内に応答しませんでした。しばらく待って、もう一度お試しください。',
    en: 'The destination did not answer in time. Wait a little and try again.',
  },
  'destination-broke-off': {
    ja: '宛先が接続を切りました。もう一度お試しください。',
    en: 'The destination broke off. Try again.',
  },
  'destination-malformed': {
    ja: '宛先の応答の形が正しくないため、表示しません。しばらく待って、もう一度お試しください。',
    en: 'The answer of the destination is malformed, so it is not shown. Wait a little and try again.',
  },
  'destination-failed': {
    ja: '宛先に接続できませんでした。しばらく待って、もう一度お試しください。',
    en: 'The destination could not be reached. Wait a little and try again.',
  },
  'tls-failed-expired': {
    ja: '宛先の証明書は期限外です。宛先の管理者に確認してください。',
    en: 'The certificate of the destination is out of its term. Ask whoever runs it.',
  },
  'tls-failed-untrusted': {
    ja: '宛先の証明書を信頼できません。情報システム担当課へ連絡してください。',
    en: 'The certificate of the destination cannot be trusted. Call your information department.',
  },
  'tls-failed-name': {
    ja: '宛先の証明書は別の名前のものです。アドレスを確かめてください。',
    en: 'The certificate of the destination is for another name. Check the address.',
  },
  'tls-failed': {
    ja: '宛先と安全な接続を作れませんでした。情報システム担当課へ連絡してください。',
    en: 'No safe connection to the destination could be made. Call your information department.',
  },
  'upstream-not-found': {
    ja: '上位のプロキシ（県のセキュリティクラウドなど）の名前を調べられませんでした。情報システム担当課へ連絡してください。',
    en: 'The name of the proxy above this one (such as a prefectural security cloud) cannot be looked up. Call your information department.',
  },
  'upstream-unreachable': {
    ja: '上位のプロキシ（県のセキュリティクラウドなど）につながりません。しばらく待って、もう一度お試しください。続くときは情報システム担当課へ連絡してください。',
    en: 'The proxy above this one (such as a prefectural security cloud) cannot be reached. Wait a little and try again; if it lasts, call your information department.',
  },
  'upstream-tls-failed': {
    ja: '上位のプロキシ（県のセキュリティクラウドなど）と安全な接続を作れませんでした。情報システム担当課へ連絡してください。',
    en: 'No safe connection to the proxy above this one (such as a prefectural security cloud) could be made. Call your information department.',
  },
  'upstream-credential-missing': {
    ja: '上位のプロキシ（県のセキュリティクラウドなど）のパスワードが、この端末に登録されていません。情報システム担当課へ連絡してください。',
    en: 'This terminal has no password for the proxy above this one (such as a prefectural security cloud). Call your information department.',
  },
  'upstream-credential-refused': {
    ja: '上位のプロキシ（県のセキュリティクラウドなど）が、この端末の資格を認めませんでした。情報システム担当課へ連絡してください。',
    en: 'The proxy above this one (such as a prefectural security cloud) does not take the credential of this terminal. Call your information department.',
  },
  'upstream-refused': {
    ja: '上位のプロキシ（県のセキュリティクラウドなど）が、この宛先への接続を通しませんでした。関所が止めたのではありません。必要な場合は、参照番号を添えて情報システム担当課へ相談してください。',
    en: 'The proxy above this one (such as a prefectural security cloud) refused this destination; Sekisho did not. If you need it, ask your information department and give the reference.',
  },
  'upstream-destination-failed': {
    ja: '上位のプロキシ（県のセキュリティクラウドなど）から宛先に届きませんでした。アドレスを確かめ、しばらく待って、もう一度お試しください。',
    en: 'The proxy above this one (such as a prefectural security cloud) could not reach the destination. Check the address, wait a little and try again.',
  },
  'upstream-timeout': {
    ja: '上位のプロキシ（県のセキュリティクラウドなど）が時間内に応答しませんでした。しばらく待って、もう一度お試しください。',
    en: 'The proxy above this one (such as a prefectural security cloud) did not answer in time. Wait a little and try again.',
  },
  'upstream-failed': {
    ja: '上位のプロキシ（県のセキュリティクラウドなど）の応答が途中で切れたか、読み取れませんでした。もう一度お試しください。続くときは情報システム担当課へ連絡してください。',
    en: 'The proxy above this one (such as a prefectural security cloud) broke off or could not be understood. Try again; if it lasts, call your information department.',
  },
  busy: {
    ja: 'この端末の通信が混み合っています。しばらく待って、もう一度お試しください。',
    en: 'This terminal has too many connections open. Wait a little and try again.',
  },
};
