/** Japanese: posts that were found outside of the barrier. */
export const jaImports = {
  view: '関所を通らない投稿',
  intro:
    'アカウントの公開されている投稿を定期的に読み、投稿記録にないものを「外で見つかった投稿」として記録します。スマートフォンやほかの端末からの投稿が分かります。',
  caption: '読み取りの状況',
  account: 'サービス・アカウント',
  from: '読み方',
  sources: {
    bluesky: 'Bluesky の API',
    mastodon: 'Mastodon の API',
    rss: 'RSS・Atom などのフィード',
  },
  every: '間隔',
  checked: '最後に読んだ日時',
  notYet: 'まだ読んでいません',
  state: '状態',
  good: '読めています',
  failed: '読めません',
  failedSince: (time: string) => `${time}から`,
  open: '確認待ち',
  since: (time: string) => `${time}より後の投稿を見ています`,
  now: '今すぐ読む',
  reading: '読んでいます…',
  cameOf: (read: string, found: string) =>
    `${read}の投稿を読み、外で見つかった投稿は${found}でした。`,
  nothingCame: 'リストは空でした。',
  gone: (count: string) => `掲載先からなくなった投稿：${count}。`,
  back: (count: string) => `また現れた投稿：${count}。`,
  cut: '続きがありますが、ここまでを読みました。',
  empty: '読み取るアカウントはありません。ポリシーの accounts に import を書くと読み取ります。',
  all: '外で見つかった投稿を開く',
};
