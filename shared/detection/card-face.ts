/**
 * What a card says around its number, as recognition of a picture gives it: words in any order and
 * on any line, spaces between them. Several of them together are the face of the card.
 */

/** Characters on each side in which the words stand. */
const around = 300;

const ofBoth = [
  /氏 ?名/,
  /住 ?所/,
  /生 ?年 ?月 ?日|[日\d] ?生(?![産活涯])/,
  /有 ?効 ?期 ?限|ま ?で ?有 ?効/,
  /性 ?別/,
];
const ofMyNumberCard = [/電 ?子 ?証 ?明 ?書/, /臓 ?器 ?提 ?供/, /個 ?人 ?番 ?号 ?カ ?[ー-] ?ド/];
const ofLicences = [
  /公 ?安 ?委 ?員 ?会/,
  /免 ?許 ?の ?条 ?件|眼 ?鏡 ?等/,
  /交 ?付/,
  /普 ?通|中 ?型|準 ?中/,
];

/** Whether a number there stands on a driver licence. */
export function isOfLicence(text: string, at: number): boolean {
  const near = text.slice(Math.max(0, at - around), at + around);
  return (
    /公 ?安 ?委 ?員 ?会|運 ?転 ?免 ?許/.test(near) &&
    count(near, ofBoth) + count(near, ofLicences) >= 4
  );
}

/** Whether a number there stands on an Individual Number Card. */
export function isOfMyNumberCard(text: string, at: number): boolean {
  const near = text.slice(Math.max(0, at - around), at + around);
  return /個 ?人 ?番 ?号/.test(near) && count(near, ofBoth) + count(near, ofMyNumberCard) >= 4;
}

const title = /個 ?人 ?番 ?号 ?カ ?[ー-] ?ド/g;
/** Values, and not only the names of the fields: a page that explains the card has none. */
const birth = /(?:明治|大正|昭和|平成|令和|(?:19|20)\d\d ?年)[^\n]{0,16}?日 ?(?:\n ?)?生/;
const expiry =
  /\d{1,4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日 ?ま ?で ?有 ?効|有 ?効 ?期 ?限[^\n]{0,6}\d{4}/;

/** The front, which shows no number: the title with a date of birth and of expiry, and more. */
export function myNumberCardFront(text: string): { start: number; end: number } | null {
  for (const { index, 0: word } of text.matchAll(title)) {
    const near = text.slice(Math.max(0, index - around), index + around);
    if (!birth.test(near) || !expiry.test(near)) continue;
    if (count(near, ofBoth) + count(near, ofMyNumberCard) >= 4) {
      return { start: index, end: index + word.length };
    }
  }
  return null;
}

function count(text: string, words: readonly RegExp[]): number {
  return words.filter((word) => word.test(text)).length;
}
