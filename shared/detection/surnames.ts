/** Frequent family names of Japan, and whether a text has the form of a person's name. */

import { givenNameForm } from './given-names.ts';
import { plainCode, plainKanji } from './kanji-variants.ts';
import { rarerSurnames } from './surname-list.ts';
import { isSurnameReading } from './surname-readings.ts';

const frequent = new Set(
  plainKanji(
    '佐藤 鈴木 高橋 田中 伊藤 渡辺 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上 木村 林 斎藤 清水 山崎 森 池田 橋本 阿部 石川 山下 中島 石井 小川 ' +
      '前田 岡田 長谷川 藤田 後藤 近藤 村上 遠藤 青木 坂本 斉藤 福田 太田 西村 藤井 金子 岡本 藤原 中野 三浦 原田 中川 松田 竹内 小野 田村 中山 和田 石田 森田 ' +
      '上田 原 内田 柴田 酒井 宮崎 横山 高木 安藤 宮本 大野 小島 谷口 工藤 今井 高田 増田 丸山 杉山 村田 大塚 新井 小山 平野 藤本 河野 上野 野口 武田 松井 千葉 ' +
      '岩崎 菅原 木下 久保 佐野 野村 松尾 市川 菊地 杉本 古川 大西 島田 水野 桜井 高野 渡部 吉川 山内 西田 飯田 菊池 西川 小松 北村 安田 五十嵐 川口 平田 関 中田 ' +
      '久保田 服部 東 岩田 土屋 川崎 福島 本田 辻 樋口 秋山 田口 永井 山中 中西 吉村 川上 石原 大橋 松岡 馬場 浜田 森本 星野 矢野 浅野 大久保 吉岡 片山 荒井 ' +
      '小池 松下 内藤 田辺 尾崎 熊谷 須藤 野田 大島 本間 岩本 早川 荒木 岡崎 川村 松村 黒田 望月 成田 宮田 堀 永田 大石 川田 富田 堀内 関口 渡邊 斎藤 齋藤 齊藤 ' +
      '森下 篠原 奥村 三宅 栗原 須田 田島 中尾 児玉 広瀬 桑原 小田 宮川 広田 八木 上村 横田 浅井 萩原 中嶋 宮下 白石 坂口 島崎 長田 大谷 杉浦 福井 川島 西山 柳田 ' +
      '小西 平井 川井 塚本 今村 河合 松永 入江 上原 伊東 奥田 水谷 岡 大川 川本 松浦 岡村 坂井 榎本 神田 大森 土井 村山 高山 黒木 古田 石橋 飯塚 小沢 小澤 大沢 ' +
      '吉野 滝沢 吉沢 宮沢 黒沢 中沢 中澤 金沢 米田 戸田 根本 今野 片岡 岸本 伊東 三上 木内 佐久間 植田 植木 町田 大木 平山 天野 村井 川原 松原 梅田 竹田 菅野 相馬 ' +
      '桑田 笠原 山根 丹羽 青山 高島 滝口 大竹 橋口 徳永 津田 竹中 榊原 安達 小泉 沢田 澤田 藤村 日高 大山 野中 浜口 小倉 窪田 田代 稲葉 寺田 西尾 岡野 西岡 ' +
      '江口 江藤 福本 福岡 藤沢 藤川 井口 井川 中井 北川 北野 南 堀江 柏木 柳沢 荻野 高井 宇野 横井 向井 赤松 堀口 高松 若林 小笠原 飯島 金井 細川 细川 亀井 ' +
      '長尾 平川 平松 三好 三木 茂木 杉田 杉原 根岸 石塚 石黒 石山 加納 加賀 島村 大内 大田 大場 大原 小原 小出 小椋 牧野 牧 畠山 畑中 氏家 溝口 溝川 富永 冨永 ' +
      '冨田 川端 川合 皆川 白井 白川 真鍋 矢島 柳 梶原 谷 谷川 武藤 佐竹 佐川 佐伯 佐久 久米 久野 黒川 黒澤 豊田 鎌田 鎌倉 稲垣 安部 安井 安東 阿久津 相沢 相澤 会田 ' +
      '赤木 秋元 浅田 浅見 芦田 有馬 池上 池内 板東 坂東 板垣 市村 稲田 猪俣 今田 岩井 岩瀬 岩下 植松 内山 梅原 浦田 江川 榎 遠山 及川 大槻 大平 大和田 岡部 ' +
      '沖田 荻原 奥山 奥野 落合 小野寺 小野田 尾形 折田 戸塚 角田 笠井 樫村 梶 片桐 勝又 門田 金田 上條 神谷 川西 川野 河村 河原 河田 木戸 岸 岸田 北原 北島 ' +
      '清田 草野 国分 倉田 栗田 小谷 古賀 児島 小柳 駒井 権田 西条 斎木 坂田 坂上 坂野 酒向 桜田 笹川 佐原 沢 塩田 塩見 重松 渋谷 島 下田 下村 庄司 城 新田 新谷 ' +
      '菅 杉 関根 瀬戸 千田 曽我 園田 高瀬 高倉 高原 滝 武井 武内 竹下 竹本 立花 田崎 谷本 玉井 千代田 津村 堤 坪井 手塚 寺島 寺西 東海林 土肥 内海 長井 長島 中原 ' +
      '長岡 永野 中本 並木 成瀬 西 西井 西野 西原 仁科 二宮 根津 野崎 野沢 野上 萩野 橋爪 長谷 蜂谷 花田 羽田 林田 浜 早坂 原口 半田 比嘉 土方 日野 平岡 平賀 ' +
      '深沢 深田 福沢 福永 福原 藤巻 藤岡 藤森 古谷 保坂 星 細田 細谷 堀田 本多 前川 前原 正木 増井 松川 松崎 松島 松山 三谷 三村 水上 溝上 緑川 南野 峰 宮 宮内 ' +
      '宮城 宮原 宮野 武者 村岡 村松 室井 持田 元木 森岡 森川 森山 諸橋 八田 矢口 安川 柳橋 柳原 山形 山岸 山川 山木 結城 湯浅 横尾 横川 吉井 吉原 吉本 米山 ' +
      '若松 鷲尾 渡 渡会 和泉 上杉 宇佐美 大河原 垣内 髙橋 髙木 髙田 﨑山 山﨑 宮﨑 岡﨑 金城 大城 新垣 玉城 仲村 城間 島袋 知念 宮里 喜屋武 仲間',
  ).split(' '),
);

/** Marks what the first two characters of every family name come to: a few others come to it as well. */
const beginnings = new Uint8Array(1 << 18);
const placeOf = (first: number, second: number) =>
  (plainCode(first) * 331 + plainCode(second)) & (beginnings.length - 1);
for (const name of [...frequent, ...rarerSurnames]) {
  if (name.length > 1) beginnings[placeOf(name.charCodeAt(0), name.charCodeAt(1))] = 1;
}

/** Whether a known family name of two characters and more may begin so: most words do not. */
export function beginsSurname(first: number, second: number): boolean {
  return beginnings[placeOf(first, second)] === 1;
}

/** 2: a frequent family name; 1: a rarer one; 0: none that is known. */
export function surnameForm(text: string): 0 | 1 | 2 {
  const name = plainKanji(text);
  return frequent.has(name) ? 2 : rarerSurnames.has(name) ? 1 : 0;
}

const givenPart = /^[ 　]?[\p{Script=Han}々ぁ-んァ-ヶー]{1,4}$/u;
const kanjiName = /^[\p{Script=Han}々]{1,4}[ 　]?[\p{Script=Han}々ぁ-んァ-ヶー]{1,5}$/u;
const kanaName = /^[ァ-ヶーｦ-ﾟ]{2,7}[ 　]?[ァ-ヶーｦ-ﾟ]{2,7}$|^[ぁ-んー]{2,7}[ 　]?[ぁ-んー]{2,7}$/u;
const romanName =
  /^[A-Z][a-z]+,? [A-Z][a-z]+$|^[A-Z][a-z]+,? [A-Z]{2,}$|^[A-Z]{2,},? [A-Z][A-Za-z]+$/;
/** A family or a given name alone. */
const romanPart = /^[A-Z][a-z]{1,14}$|^[A-Z]{2,15}$/;
/** How names of places, firms and facilities end. */
const otherEnding =
  /(?:[都道府県市区町村郡丁目番地駅寺館園校院所場社店課部係室局署庁会組団隊橋川線号棟荘湖港]|公園|神社|センター|団地|地区|商店|工業|商事|商会|住宅|機関|病院|組合|協会|[屋堂軒亭庵苑楼舗房車穀科魚]|食品|食堂|理容|美容|整骨|接骨|鍼灸|薬品|保険|[不動]動産|運送|運輸|交通|観光|電器|電気|電機|時計|写真|印刷|石材|石油|建設|建築|建材|土木|塗装|板金|鉄工|木工|家具|造園|農園|農場|牧場|林業|水産|酒造|醸造|製材|製作|製菓|輪業|青果|精肉|呉服|洋品|文具|玩具|金物|仏具|葬祭|設備|設計|測量|会計|税理|法律|産業|物産)$/u;

const latePoliteness = /[ 　]?(?:さん|様|さま|君|殿|氏)$/;

/** Two words in kana or Latin letters, one of them the reading of a frequent family name. */
function isReadName(text: string): boolean {
  if (!text.includes(' ') && !text.includes('　')) return false;
  const name = text.normalize('NFKC').replace(/, ?/, ' ');
  if (!kanaName.test(name) && !romanName.test(name)) return false;
  return name.split(' ').some(isSurnameReading);
}

/** A frequent family name followed by a given name: tells persons from places without a header. */
export function isLikelyPersonName(text: string): boolean {
  const name = text.trim().replace(latePoliteness, '');
  if (isReadName(name)) return true;
  if (name.length < 2 || name.length > 9 || otherEnding.test(name)) return false;
  const plain = plainKanji(name);
  const [, family, given] = /^([\p{Script=Han}々]{2,3})[ 　]+(\S{1,3})$/u.exec(plain) ?? [];
  if (family !== undefined && givenNameForm(given ?? '') === 2 && !otherEnding.test(family))
    return true;
  for (let length = Math.min(4, name.length - 1); length >= 1; length--) {
    const given = plain.slice(length);
    if (!givenPart.test(given)) continue;
    const form = surnameForm(plain.slice(0, length));
    if (form === 2 || (form === 1 && length > 1 && givenNameForm(given.trim()) > 0)) return true;
  }
  return false;
}

export function isSurname(text: string): boolean {
  const name = text.trim();
  return surnameForm(name) > 0 || isSurnameReading(name.normalize('NFKC'));
}

/** Nothing but the form: beside a column of family names it is enough. */
export function mayBeGivenName(text: string): boolean {
  const name = text.trim().normalize('NFKC');
  return (givenPart.test(name) && !otherEnding.test(name)) || romanPart.test(name);
}

/** The form alone: enough under a header that says so. */
export function mayBePersonName(text: string): boolean {
  const name = text.trim().normalize('NFKC').replace(latePoliteness, '');
  if (name.length < 1 || name.length > 24) return false;
  if (/^[\p{Script=Han}々]{1,4}$/u.test(name))
    return !otherEnding.test(name) || frequent.has(plainKanji(name));
  return (
    (kanjiName.test(name) && !otherEnding.test(name)) ||
    kanaName.test(name) ||
    romanName.test(name) ||
    romanPart.test(name) ||
    /^[ぁ-んァ-ヶー]{1,8}$/u.test(name)
  );
}
