/** What stands beside a person's name, and beside names that are published. For folded text. */

/** Roles of private persons, also as names of fields and columns. */
const roles =
  '世帯主|申請者|申込者|届出者|届出人|相続人(?:代表)?|受給者|対象者|要支援者|要配慮者|要介護者|患者|傷病者|被害者|被害(?:児童|生徒)|加害者|目撃者|通報者|相談者|来庁者|申立人|被相続人|請求人|審査請求人|代理人|納税(?:義務)?者|滞納者|被保険者|被扶養者|' +
  '保護者|児童|生徒|園児|幼児|学生|利用者|住民|寄附者|名義人|口座名義人?|使用者|契約者|入居者|居住者|所有者|土地所有者|占有者|参加者|応募者|受験者|入院者|死亡者|出生児|転入者|転出者|本人|配偶者|夫|妻|父|母|長男|二男|次男|三男|長女|二女|次女|三女|祖父|祖母|' +
  '原告|被告|被疑者|被告人|容疑者|陽性者|接種者|受診者|受検者|要援護者|会員|職員|従業員|社員|宛名|受取人|差出人|故';
const nameWords = '氏 ?名|お?名 ?前|姓 ?名|シ ?メ ?イ|フ ?リ ?ガ ?ナ|ふ ?り ?が ?な|よみがな|カナ';

/** `氏名：`, `届出人の氏名 `, `患者名 `, `世帯主 `: a name is written next. */
export const nameLabel = new RegExp(
  `(?:(?:(?:${roles})[のは]? ?)?(?:${nameWords})(?:[(（][^)）\\n]{0,8}[)）])?|(?:${roles})名|${roles}|(?<![a-z])(?<!(?:company|service|package|project|product|file|host|domain|app|class|table|column|field|module|function|event|group|team|item|shop|store|school|facility)[ _.-])(?:full |family |given )?name)\\s{0,3}[:：=＝/・]?[\\s「『]{0,6}$`,
  'iu',
);

/** A field's name itself. */
export const isNameOfField = (text: string) => fieldName.test(text);
const fieldName = new RegExp(`^(?:${roles})?(?:${nameWords}|名|名前)?$`, 'u');

/** In front of a name without a space: `世帯主山崎昭一`. */
export const rolePrefix = new RegExp(`^(?:${roles})(?=..)`, 'u');

/** Above a column, among its first cells. */
export const nameHeader = new RegExp(
  `氏 ?名|お名 ?前|名 ?前(?:\\s|$|[(（])|姓 ?名|(?:^|\\s)姓(?:\\s|$)|(?:^|\\s)(?:${roles.replace(/(?:^|\|)(?:夫|妻|父|母|故)(?=\|)/g, '')})(?:氏?名|様)?(?:\\s|$|[(（])|(?:full|last|family|user|customer|display)[_ ]?name(?:[_ ](?:kanji|kana))?(?:\\s|$)`,
  'iu',
);
/** Says it of a reading, of persons and of places alike. */
export const readingHeader = /フ ?リ ?ガ ?ナ|ふ ?り ?が ?な|カナ|かな|よみ|ヨミ|kana/u;
export const publishedHeader =
  /代表|管理者|責任者|担当|理事|議員|委員|役員|首長|知事|[市町村区部課係室局署所校園館院会社団]長|監督|著者|作者|講師|選手|候補|会派|施設|法人|事業所|店舗?名|商号|企業|団体|町名|字名|地名|駅名|[主催運営実施提供発行制作設計施工製造販売生産出品受賞出演講演]者|書名|品名|提出者|銘柄|線名|路線|市区町村|地区/u;

const offices =
  '[都道府県市町村区]?(?:市|町|村|区)長|知事|大臣|総裁|首相|教育長|消防長|団長|副?議長|[市町村区県衆参]?(?:議会)?議員|副?委員長?|監査委員|民生委員|(?:部|課|係|室|局|署|所|校|園|館|院|会|社|班|団|組合|支店|支部|事務局|学)長|教頭|社長|理事長?|専務|常務|取締役(?:社長)?|代表(?:取締役|理事|者|社員)?(?:社長)?|' +
  '担当者?|責任者|管理者|監督|准?教授|助教|講師|弁護士|司法書士|税理士|医師|主査|主任|主事|主幹|参事|次長|補佐|記者|編集者?|著者?|作者?|訳者?|画家|作家|作曲家|歌手|俳優|選手|棋士|名誉市民|ソムリエ|アナウンサー|タレント|文責|撮影|演出|脚本|指揮|司会|コーチ|師範|住職|宮司|会頭|顧問|幹事|発行人?';
/** In front of the name: `市長 `, `教授の`, `担当：`. */
export const officeBefore = new RegExp(`(?:${offices})(?:の|は|[、・]|氏名)?[\\s:：/]{0,4}$`, 'u');
/** A row of a list that says what office somebody holds. */
export const officeCell = new RegExp(`(?:^|\\t)[\\p{Script=Han}]{0,4}(?:${offices})(?:\\t|$)`, 'u');
/** Who is private in spite of such a word. */
export const privateBefore = /(?:相続人|家族|世帯|遺族|保護者)代表[\s:：]{0,4}$/u;
/** Behind the name: `市長`, `（見本病院院長）`. */
export const officeBehind = new RegExp(
  `^ ?(?:[(（][^)）\\n]{0,14})?(?:${offices}|先生|画伯|師匠|杯|賞|記念館?|家住宅|商店|建設|工務店|医院|クリニック|歯科|事務所)`,
  'u',
);

export const title = /^ ?(?:さん|様|さま|氏|くん|君|ちゃん|殿|どの)(?!族|々|子|式|相)/u;

const historical = new Set(
  (
    '徳川家康 徳川家光 徳川慶喜 徳川吉宗 豊臣秀吉 織田信長 明智光秀 武田信玄 上杉謙信 上杉鷹山 伊達政宗 真田幸村 真田信繁 石田三成 前田利家 毛利元就 源頼朝 源義経 平清盛 足利尊氏 足利義満 足利義政 佐竹義宣 小野寺義道 ' +
    '聖徳太子 中臣鎌足 藤原道長 紫式部 清少納言 小野小町 松尾芭蕉 菅江真澄 伊能忠敬 間宮林蔵 坂本龍馬 西郷隆盛 大久保利通 木戸孝允 勝海舟 吉田松陰 高杉晋作 近藤勇 土方歳三 伊藤博文 大隈重信 板垣退助 福沢諭吉 渋沢栄一 津田梅子 ' +
    '北里柴三郎 野口英世 夏目漱石 森鴎外 樋口一葉 石川啄木 宮沢賢治 太宰治 芥川龍之介 川端康成 三島由紀夫 谷崎潤一郎 志賀直哉 島崎藤村 与謝野晶子 正岡子規 高村光太郎 斎藤茂吉 北原白秋 新渡戸稲造 平賀源内 佐藤信淵 ' +
    '葛飾北斎 歌川広重 平福百穂 藤田嗣治 岡本太郎 黒沢明 手塚治虫 石坂洋次郎 滝廉太郎 山田耕筰 湯川秀樹 田中角栄 犬養毅 原敬 後藤新平 白瀬矗 小林多喜二 石川達三 伊藤永之介 榎本武揚 山本五十六 東郷平八郎 乃木希典'
  ).split(' '),
);

export const isHistorical = (name: string) => historical.has(name.replace(/ /g, ''));
