/** Host names by the million that look like those of real lists, the same at each run. */

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789-';
const ends = ['com', 'net', 'org', 'jp', 'co.jp', 'ru', 'info', 'xyz', 'de', 'com.br', 'top', 'cn'];

/** All distinct: each carries its number. @param mark begins the first label, so that two sets stay apart */
export function makeNames(count: number, mark: string): string[] {
  let state = 0x9e3779b9 ^ mark.charCodeAt(0);
  const random = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const label = (length: number) => {
    let text = '';
    for (let i = 0; i < length; i++) text += letters[random(36)];
    return text;
  };
  const names = Array.from({ length: count }, (_, i) => {
    const below = random(3) === 0 ? `${label(2 + random(6))}.` : '';
    return `${mark}${i.toString(36)}${label(2 + random(8))}.${below}${ends[random(ends.length)]}`;
  });
  // One flat string each, as a proxy reads them: not the pieces they were joined from.
  return names.map((name) => Buffer.from(name, 'latin1').toString('latin1'));
}
