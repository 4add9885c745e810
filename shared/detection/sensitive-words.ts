/**
 * What of a person is nobody else's business (要配慮個人情報, and what a municipality knows besides): words
 * that say it of somebody, and headers of columns that hold it. For folded text.
 */

import { startingFast } from './first-characters.ts';

export interface SensitiveGroup {
  /** What may be shown. */
  readonly name: string;
  readonly words: string;
  /** Above a column whose filled cells say it. */
  readonly header: string;
}

export const sensitiveGroups: readonly SensitiveGroup[] = [
  {
    name: '健康・医療 / health',
    words:
      '診断(?:名|書の病名|を受け)|(?:傷|疾)?病名|疾患|既往[歴症]?|持病|難病|持病|統合失調症|うつ病|双極性|精神(?:疾患|障害|科(?:に|へ|通院|受診))|発達障害|自閉|ADHD|認知症|徘徊|依存症|てんかん|がん(?:の?(?:治療|手術|末期|闘病)|と診断)|(?:肺|胃|乳|大腸|肝|子宮)がん|白血病|糖尿病|高血圧|脳[梗卒]|心[筋不]|肝炎|腎不全|人工透析|透析|HIV|エイズ|梅毒|結核|陽性(?:者|反応)?|要精密検査|要再検査|健診結果|検査結果|服薬|投薬|インスリン|エピペン|アレルギ[ー-]|重症|死因|自殺|自傷|希死念慮|孤独死|妊娠|中絶|流産|不妊治療|喘息|余命|入院(?:中|した|歴)|通院(?:中|歴)',
    header:
      '病名|診断|疾患|疾病|病歴|既往|アレルギ[ー-]|服薬|症状|健診結果|検査結果|血液型|接種歴|[が癌]ん|入院',
  },
  {
    name: '福祉・介護 / welfare',
    words:
      '生活保護|生保受給|保護費|被保護|要介護 ?[1-5]|要支援 ?[12]|要介護認定|身体障害者手帳|療育手帳|精神障害者(?:保健福祉)?手帳|障害(?:者)?手帳|障害支援区分|障害等級|障害年金|特別支援学級|通級指導|児童扶養手当を?(?:受給|停止)|特別児童扶養手当を?受給|特別児童扶養手当|就学援助(?:の対象|を受|認定|世帯)|特定妊婦|要保護児童|要支援児童|児童相談所|一時保護|不登校|ひきこもり|引きこもり|生活困窮|ホ-ムレス|ホームレス|里親委託|養護施設',
    header:
      '生活?保護?受給|生活保護|要?介護度|要介護|要支援|障害(?:の)?(?:種[別類]|名|程度|区分|等級|支援)?|手帳|等級|就学援助|扶養手当|保護区分|支援区分',
  },
  {
    name: '税・滞納 / taxes and debts',
    words:
      '滞納|差し?押え?|差押|分納|延滞金|不納欠損|未納額|非課税世帯|自己破産|破産|多重債務|借金|債権回収|催告',
    header: '滞納|未納|差押|分納|税額|課税(?:所得|額)|所得(?:金)?額|年収|収入額?|延滞金|非課税',
  },
  {
    name: '暴力・虐待 / violence',
    words:
      'DV|ドメスティック|配偶者(?:から|による|等から)の?暴力|(?:夫|妻|父|母|元夫|元妻|交際相手|実父|実母)(?:から|による|に)?の?(?:暴力|虐待|暴行)|虐待|保護命令|支援措置|閲覧制限|スト-カ-|ストーカー|いじめ(?:の)?(?:被害|加害|を受)|性(?:的)?被害|性暴力|シェルター|接近禁止',
    header: '支援措置|DV|虐待|いじめ',
  },
  {
    name: '犯罪 / crime',
    words:
      '逮捕|前科|前歴|犯歴|執行猶予|懲役|服役|起訴|不起訴|保護観察|少年院|有罪|罰金刑|(?:窃盗|詐欺|傷害|暴行|覚醒剤|薬物)(?:の)?(?:罪|容疑|事件|で(?:逮捕|起訴))',
    header: '犯罪|前科|犯歴|罪名|刑名|処分歴|逮捕',
  },
  {
    name: '思想・出自 / belief and origin',
    words:
      '信仰し|信者である|被差別部落|同和地区出身|国籍離脱|トランスジェンダ-|トランスジェンダー|性同一性障害|性自認',
    header: '宗教|信仰|支持政党|出身地区|人種',
  },
];

const all = (of: 'words' | 'header') => sensitiveGroups.map((group) => `(${group[of]})`).join('|');

/** Global; the group that matched says which. */
export const sensitiveWord = new RegExp(startingFast(all('words')), 'gu');
export const sensitiveHeader = new RegExp(all('header'), 'u');

/** One character of each word, or a few: a text without any is done with. */
export const cheapSensitive =
  /[病症診患薬療妊喘徘透肝障護虐滞押納債破暴逮犯猶懲訴罰徒窃詐傷覚殺亡死閉梗筋炎結核陽重養余娠産入通尉宗信籍落罪]|がん|うつ|ADHD|HIV|エイズ|インスリン|エピペン|アレルギ|てんかん|検査|健診|介護|支援|手帳|手当|援助|困窮|不登校|きこもり|分納|延滞|未納|課税|DV|ドメス|いじめ|性|ストーカ|スト-カ|シェルタ|接近|前[科歴]|少年院|ムレス|トランス|里親|児童相談|一時保護|保護命令|閲覧|借金|催告/;

export function groupOf(found: RegExpMatchArray): SensitiveGroup | null {
  const at = found.findIndex((group, index) => index > 0 && group !== undefined);
  return sensitiveGroups[at - 1] ?? null;
}
