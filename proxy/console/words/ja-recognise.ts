/** Japanese: a pasted request, tried. */
export const jaRecognise = {
  title: '投稿の判定を試す',
  intro:
    'サービスへの要求を貼り付けると、どのサービスの何（投稿・返信・削除など）と判定されるかを調べます。目録にないサービスを posting の requests で説明するときに使ってください。送信も保存もしません。',
  request: '要求',
  requestHint:
    'ブラウザーの開発者ツール（F12）の「ネットワーク」で要求を右クリックし、「cURL としてコピー」したもの。fetch、HAR の 1 件、生の HTTP も読めます。Cookie や Authorization の行は消してかまいません。',
  submit: '調べる',
  result: '結果',
  url: '要求',
  service: 'サービス',
  noService: '知らないサービスです',
  byShape: '（ホストではなく、要求の形で判定）',
  operation: '操作',
  harmless: '投稿ではありません（無害な要求です）。',
  posting: (number: number, all: number) => (all === 1 ? '投稿' : `投稿 ${number}/${all}`),
};
