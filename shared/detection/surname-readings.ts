/** How frequent family names of Japan are read: in katakana, and in Latin letters in any of the usual ways. */
import { rarerReadings } from './surname-list.ts';

const readings =
  'サトウ スズキ タカハシ タナカ イトウ ワタナベ ヤマモト ナカムラ コバヤシ カトウ ヨシダ ヤマダ ササキ ヤマグチ マツモト イノウエ キムラ ハヤシ サイトウ シミズ ヤマザキ モリ イケダ ハシモト アベ イシカワ ヤマシタ ナカジマ イシイ オガワ マエダ オカダ ハセガワ フジタ ゴトウ コンドウ ムラカミ エンドウ アオキ サカモト フクダ オオタ ニシムラ フジイ カネコ オカモト フジワラ ナカノ ミウラ ハラダ ナカガワ マツダ タケウチ オノ タムラ ナカヤマ ワダ イシダ モリタ ウエダ ハラ ウチダ シバタ サカイ ミヤザキ ヨコヤマ タカギ アンドウ ミヤモト オオノ コジマ タニグチ クドウ イマイ タカダ マスダ マルヤマ スギヤマ ムラタ オオツカ アライ コヤマ ヒラノ フジモト コウノ ウエノ ノグチ タケダ マツイ チバ イワサキ スガワラ キノシタ クボ サノ ノムラ マツオ イチカワ キクチ スギモト フルカワ オオニシ シマダ ミズノ サクライ タカノ ヨシカワ ニシダ ニシカワ コマツ キタムラ ヤスダ カワグチ ヒラタ セキ ナカタ ハットリ ヒガシ イワタ ツチヤ カワサキ フクシマ ホンダ ツジ ヒグチ アキヤマ タグチ ナガイ オオハシ マツオカ ババ ハマダ ホシノ ヤノ オオクボ カタヤマ ナイトウ クマガイ スドウ オオシマ ホンマ ハヤカワ アラキ オカザキ クロダ モチヅキ ナリタ ミヤタ ホリ サワダ オノデラ イガラシ チダ シブヤ カンノ ソウマ'.split(
    ' ',
  );

const syllables: Readonly<Record<string, string>> = Object.fromEntries(
  'ア a イ i ウ u エ e オ o カ ka キ ki ク ku ケ ke コ ko サ sa シ shi ス su セ se ソ so タ ta チ chi ツ tsu テ te ト to ナ na ニ ni ヌ nu ネ ne ノ no ハ ha ヒ hi フ fu ヘ he ホ ho マ ma ミ mi ム mu メ me モ mo ヤ ya ユ yu ヨ yo ラ ra リ ri ル ru レ re ロ ro ワ wa ン n ガ ga ギ gi グ gu ゲ ge ゴ go ザ za ジ ji ズ zu ゼ ze ゾ zo ダ da ヂ ji ヅ zu デ de ド do バ ba ビ bi ブ bu ベ be ボ bo パ pa ピ pi プ pu ペ pe ポ po'
    .split(' ')
    .flatMap((each, at, all) => (at % 2 === 0 ? [[each, all[at + 1] ?? '']] : [])),
);

/** `satoh`, `satou` and `sato`, `honma` and `homma`, `simizu` and `shimizu` are one. */
function loose(latin: string): string {
  return latin
    .toLowerCase()
    .replace(/o[ou]|oh(?![aiueo])|ō/g, 'o')
    .replace(/m(?=[bpm])/g, 'n')
    .replace(/sh|s(?=i)/g, 's')
    .replace(/ts(?=u)/g, 't')
    .replace(/ch(?=i)/g, 't')
    .replace(/([kstp])\1/g, '$1');
}

const kana = new Set([...readings, ...rarerReadings]);
const latin = new Set(
  readings.map((each) => loose([...each].map((sound) => syllables[sound] ?? '').join(''))),
);

/** @param text in full-width katakana, hiragana or Latin letters */
export function isSurnameReading(text: string): boolean {
  if (/^[a-z]{2,15}$/i.test(text)) return latin.has(loose(text));
  return kana.has(
    text.replace(/[ぁ-ん]/g, (each) => String.fromCharCode(each.charCodeAt(0) + 0x60)),
  );
}
