/** Every refusal of the link: a code for programs, a status, and a sentence that says what to do. */

const refusals = {
  'host-foreign': [
    421,
    'リンクは 127.0.0.1 か localhost の自分のポートだけに答えます / The link answers to 127.0.0.1 or localhost with its own port only: mend the Host header',
  ],
  'method-unknown': [
    405,
    'リンクは POST だけを受けます / The link takes POST only: send the call by POST',
  ],
  'path-unknown': [
    404,
    'この呼び出しはありません / No such call: see docs/link.md for the calls that there are',
  ],
  'warning-unknown': [
    404,
    'この警告の記録が見つかりません。もう一度そのページを開いてください / No such warning of yours is known any more: open the page again',
  ],
  'upload-unknown': [
    404,
    '止められたファイルの記録が見つかりません。もう一度ファイルを選んでください / No such stopped file of yours is known any more: choose the file again',
  ],
  'approval-impossible': [
    404,
    'この宛先への送信を承認できる人が、規則にありません。問い合わせ先に相談してください / The policy names nobody who may approve this: ask the contact on the page',
  ],
  'posting-unknown': [
    404,
    '止められた投稿の記録が見つかりません。もう一度投稿してください / No such stopped posting of yours is known any more: post it again',
  ],
  'draft-impossible': [
    409,
    'この内容では承認を頼めません。投稿してはならない内容がないか、アカウントと画像を確かめてください。画像は、もう一度つけ直すと頼めることがあります / This cannot be sent for approval: check that it holds nothing that may not be published, the account and the pictures; it may help to attach the pictures once more',
  ],
  'content-type-unknown': [
    415,
    '本文は JSON（inspect と take-out は application/octet-stream）で送ってください / Send the body as Content-Type: application/json, of inspect and take-out as application/octet-stream',
  ],
  'origin-foreign': [
    403,
    '登録された拡張機能だけが呼び出せます / Only the enrolled extension may call: call from its background, or enrol it again',
  ],
  'origin-missing': [
    403,
    '登録は拡張機能から行ってください / Enrol from the extension: the call needs its Origin header',
  ],
  'authorization-missing': [
    401,
    '資格情報がありません / No usable Authorization header: send the one that this call takes',
  ],
  'code-unknown': [
    401,
    '登録コードが違うか、使用済みか、期限切れです。管理者に新しいコードを頼んでください / The one-time code is wrong, used or expired: ask your administrator for a new one (sekisho enroll)',
  ],
  'too-many-attempts': [
    429,
    '試行が多すぎます。1分待ってからやり直してください / Too many attempts: wait a minute, then try again',
  ],
  'too-many-requests': [
    429,
    '回答待ちの申請が多すぎます。回答を待つか、電話で連絡してください / Too many requests wait for an answer: wait for it, or call the contact on the page',
  ],
  'key-unusable': [
    400,
    '公開鍵が P-256 の点ではありません / The public key is no point of P-256: make a new key pair and enrol again',
  ],
  'enrolment-unknown': [
    401,
    'このブラウザーは登録されていません。管理者に登録コードを頼んでください / This browser is not enrolled here: ask your administrator for a one-time code and enrol again',
  ],
  'statement-stale': [
    401,
    '時刻が合いません。この端末の時計を確かめ、もう一度署名してください / The statement is not of this moment: check the clock of this terminal and sign again',
  ],
  'statement-replayed': [
    401,
    'この署名は使用済みです。新しく署名してください / This statement was used before: sign a new one with a fresh nonce',
  ],
  'signature-wrong': [
    401,
    '署名が合いません。登録し直してください / The signature does not fit the enrolled key: enrol again',
  ],
  'token-unknown': [
    401,
    '資格情報が無効か期限切れです。更新してください / The token is unknown or expired: renew the credential and call again',
  ],
  'body-too-large': [
    413,
    '本文が 64 KB（inspect は 4 MB）を超えています。分けて送ってください / The body is larger than 64 KB, of inspect 4 MB: send it in smaller pieces',
  ],
  'body-malformed': [
    400,
    '本文が正しくありません / The body does not fit this call: mend it as the rest of this sentence says',
  ],
  'person-unknown': [
    403,
    'このブラウザーでは切り替えられない人です。管理者に登録を頼んでください / This browser may not switch to that person: ask your administrator to enrol them here',
  ],
  'hub-unreachable': [
    503,
    'ハブに届きません。少し待ってからやり直すか、電話で連絡してください / The hub cannot be reached: try again in a moment, or call the contact on the page',
  ],
  'not-recorded': [
    503,
    '記録を書けないため、受け付けられません。ディスクの空きを確かめてください / Nothing was done, because it could not be recorded: check that the disk of this terminal has room',
  ],
  busy: [
    503,
    '混み合っています。少し待ってからやり直してください / The link is busy: try again in a moment',
  ],
  'internal-error': [
    500,
    '内部エラーです。繰り返すなら管理者に伝えてください / An internal error: tell your administrator if it happens again',
  ],
} as const satisfies Record<string, readonly [status: number, sentence: string]>;

export type RefusalCode = keyof typeof refusals;
export const refusalCodes = Object.keys(refusals) as RefusalCode[];

export interface Refusal {
  readonly refused: RefusalCode;
  readonly status: number;
  readonly message: string;
}

/** @param where what exactly has to be mended; never a value that was sent */
export function refuse(code: RefusalCode, where?: string): Refusal {
  const [status, sentence] = refusals[code];
  return { refused: code, status, message: where ? `${sentence}: ${where}` : sentence };
}

export function isRefusal(answer: object): answer is Refusal {
  return 'refused' in answer;
}
