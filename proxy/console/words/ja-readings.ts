/** Japanese: what of the hub was read, as the audit log tells it. */
export const jaReadings = {
  all: 'すべての記録',
  uploads: 'アップロード',
  postings: '投稿記録',
  posting: '投稿1件',
  thumbnail: '縮小画像',
  drafts: '投稿の下書き',
  draftStates: { open: '受付中', closed: '終わったもの' },
  why: '記録の判定のやり直し',
  wanted: (days: string) => `ページが必要とした宛先（${days}日分）`,
  learning: (days: string) => `学習（${days}日分）`,
  opening: (id: string) => `申請 ${id} に関わる遮断`,
  replay: (revision: string, days: string) => `版 ${revision} への変更、${days}日分の記録`,
  filtered: (what: string, filter: string) => `${what}（${filter}）`,
};
