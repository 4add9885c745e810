/** Variants of kanji that names are written with: 髙﨑 is 高崎, 渡邉 and 渡邊 are 渡辺. */

const pairs =
  '髙高﨑崎嵜崎邉辺邊辺齋斎齊斉濵浜濱浜澤沢嶋島嶌島櫻桜廣広國国眞真惠恵德徳瀨瀬栁柳籔薮邨村桒桑壽寿條条冨富將将彌弥顯顕靜静瀧滝曾曽槇槙';
const plainOf: ReadonlyMap<string, string> = new Map(
  Array.from({ length: pairs.length / 2 }, (_, at) => [
    pairs[at * 2] ?? '',
    pairs[at * 2 + 1] ?? '',
  ]),
);
/** UTF-16 code → code of the plain character. */
const plainCodes = new Uint16Array(0x10000).map((_, code) => code);
for (const [variant, plain] of plainOf) plainCodes[variant.charCodeAt(0)] = plain.charCodeAt(0);

export const plainCode = (code: number): number => plainCodes[code] ?? code;

/** For comparing only. Its length is that of the text. */
export function plainKanji(text: string): string {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (plainCodes[code] === code) continue;
    return [...text].map((each) => plainOf.get(each) ?? each).join('');
  }
  return text;
}
