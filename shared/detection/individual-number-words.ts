/** What stands beside an Individual Number, and beside the numbers that are none. For folded text. */
import { spaced, type Words } from './context.ts';

/** Statistics of the cards, and the law, speak of the number and hold none. */
const notOfStatistics =
  '(?![ー-]? ?(?:カ ?[ー-] ?ド)? ?の? ?(?:交 ?付|普 ?及|保 ?有|申 ?請|枚 ?数|制 ?度|関 ?連|利 ?活 ?用))';
const names = [
  ...['個人番号', 'マイナンバ', 'まいなんば', 'マイナ番号', 'ﾏｲﾅﾝﾊﾞ', '個人ナンバー'].map(spaced),
  '個 ?人 ?N ?[o0]',
];
/** `dummy number` and `academy number` are other words. */
const latin = [
  '(?<![a-z])my[ -]?number',
  '(?<!dum|acade|econo|ene|(?<![a-z])ar)my_?number',
  '(?<![a-z])my[ _-]?no(?![a-z])',
  '(?:individual|personal)[ _-]?(?:number|no(?![a-z]))',
  'kojin[ _-]?(?:bang[oōu]+|no(?![a-z])|number)',
  'social security and tax',
];
const named = `(?:${names.join('|')})${notOfStatistics}[ー-]?|${latin.join('|')}`;
const others = [
  '法人等?番号',
  '免許',
  '保険者?(?:証)?の?(?:記号)?番号',
  '保険',
  '年金',
  '口座',
  '電話',
  '携帯',
  'TEL',
  'FAX',
  '注文',
  '受注',
  '伝票',
  '送り状',
  '荷物',
  '貨物',
  '宅急便',
  '宅配',
  'ゆうパック',
  'ヤマト運輸',
  '佐川',
  '請求',
  '見積',
  '契約',
  '納付',
  'お?客(?:様|さま)',
  '顧客',
  '会員',
  'ポイントカード',
  '社員',
  '職員番号',
  '学籍',
  '管理',
  '会議',
  'ミーティング',
  'meeting',
  'zoom',
  'webex',
  '予約',
  '受付',
  '追跡',
  'tracking',
  'booking',
  'ticket',
  '問い?合わ?せ',
  '登録番号',
  '整理番号',
  '住民票コード',
  '(?<!個人)(?<=[\\p{Script=Han}\\p{Script=Katakana}-])番号',
  'コード',
  '型番',
  '製造',
  'シリアル',
  'serial',
  'account',
  'アカウント',
  '(?<![a-z])id ?[:=]',
  'JAN',
  'ISBN',
  'EAN',
  'order',
  'invoice',
  '緯度',
  '経度',
  '座標',
  '日時',
  '日付',
  'timestamp',
  '更新',
  '版',
  'version',
  'revision',
  '¥',
  '円',
];

export const individualNumberWords: Words = {
  own: new RegExp(`${named}|通知カード|特定個人情報`, 'giu'),
  other: new RegExp(`(?:${others.join('|')})`, 'giu'),
};

/** A label: the number is written next, however it is spread. */
export const individualNumberLabel = new RegExp(named, 'giu');

/** Says at once that none of these stands in a text. */
export const cheapLabel =
  /人 ?番|人 ?ナ|人 ?N|[イい] ?[ナな] ?[ン番ん]|ｲ ?ﾅ ?ﾝ|y[ _-]?n[uo]|al[ _-]?n[uo]|jin[ _-]?[bn]|and tax/i;
