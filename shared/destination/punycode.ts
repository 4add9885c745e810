/** Punycode → Unicode, label by label (RFC 3492). What cannot be decoded stays as it is. */

const base = 36;
const [tMin, tMax, skew, damp, initialBias, initialN] = [1, 26, 38, 700, 72, 128];

/** A canonical host as people would read it. */
export function unicodeHost(host: string): string {
  if (!host.includes('xn--')) return host;
  return host
    .split('.')
    .map((label) => (label.startsWith('xn--') ? (decodeLabel(label.slice(4)) ?? label) : label))
    .join('.');
}

function decodeLabel(text: string): string | null {
  const basic = text.lastIndexOf('-');
  const output = [...text.slice(0, Math.max(basic, 0))].map((char) => char.charCodeAt(0));
  let n = initialN;
  let i = 0;
  let bias = initialBias;
  for (let at = basic > 0 ? basic + 1 : 0; at < text.length; ) {
    const before = i;
    for (let weight = 1, k = base; ; k += base) {
      const digit = digitOf(text.charCodeAt(at++));
      if (digit === null) return null;
      i += digit * weight;
      const t = k <= bias ? tMin : Math.min(k - bias, tMax);
      if (digit < t) break;
      weight *= base - t;
      if (weight > 2 ** 31) return null;
    }
    bias = adapted(i - before, output.length + 1, before === 0);
    n += Math.floor(i / (output.length + 1));
    if (n > 0x10ffff) return null;
    i %= output.length + 1;
    output.splice(i++, 0, n);
  }
  return String.fromCodePoint(...output);
}

/** NaN past the end. */
function digitOf(code: number): number | null {
  if (code >= 0x61 && code <= 0x7a) return code - 0x61;
  return code >= 0x30 && code <= 0x39 ? code - 0x30 + 26 : null;
}

function adapted(delta: number, length: number, isFirst: boolean): number {
  let rest = isFirst ? Math.floor(delta / damp) : delta >> 1;
  rest += Math.floor(rest / length);
  let k = 0;
  for (; rest > ((base - tMin) * tMax) >> 1; k += base) rest = Math.floor(rest / (base - tMin));
  return k + Math.floor(((base - tMin + 1) * rest) / (rest + skew));
}
