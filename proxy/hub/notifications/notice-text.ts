/** What a mail and a webhook say: which kind, service, title, reference, link. Nothing else is known here. */
import type { NewNotification } from '../store/notification-store.ts';

const words: Readonly<Record<NewNotification['kind'], readonly [ja: string, en: string]>> = {
  'upload-approval': ['アップロードの承認を待っています', 'an upload waits for approval'],
  draft: ['投稿の下書きについて', 'a draft of a posting'],
  'review-overdue': ['投稿の確認の期限を過ぎています', 'reviews of postings are overdue'],
  'correction-ordered': ['投稿の訂正が指示されました', 'a posting is to be corrected'],
  'correction-overdue': [
    '投稿の訂正の期限を過ぎています',
    'the correction of a posting is overdue',
  ],
  'disaster-thrown': ['災害時の投稿に切り替わりました', 'disaster postings are on'],
  'disaster-ended': ['災害時の投稿が終わりました', 'disaster postings ended'],
  'unknown-write': ['種類の分からない書き込みがありました', 'a write of an unknown kind was met'],
  test: ['通知の試験', 'a test of notifications'],
};

export interface NoticeText {
  readonly subject: string;
  readonly text: string;
  readonly link: string;
}

/** @param base of the console, without a slash at its end */
export function noticeText({ kind, facts }: NewNotification, base: string): NoticeText {
  const [ja, en] = words[kind];
  const link = `${base}${facts.path}`;
  const lines = [
    ja,
    '',
    ...(facts.service === null ? [] : [`サービス: ${oneLine(facts.service)}`]),
    `件名: ${oneLine(facts.title)}`,
    `参照番号: ${oneLine(facts.reference)}`,
    '',
    `管理画面で確かめてください: ${link}`,
    '',
    `(Sekisho: ${en}. Open the console by the link above.)`,
    'このメールには、投稿の本文もファイルの中身も含まれません。',
  ];
  const about = facts.service === null ? '' : `: ${oneLine(facts.service)}`;
  return { subject: `[関所] ${ja}${about}`, text: `${lines.join('\n')}\n`, link };
}

/** Nothing of a title starts a new line, or another field of a header. */
function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .slice(0, 200);
}
