/** What a poster writes where `policyWithDrafts` counts: a draft without a fault. */
export const written = {
  service: 'bluesky',
  account: 'yokote.example',
  act: 'post',
  replyTo: null,
  topic: 'イベント',
  text: '明日は雪まつりです。会場は横手公園です。',
  word: '広報の件',
} as const;
