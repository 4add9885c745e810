/** Messages of Outlook and of the Internet, made when the test runs. */
import { number16, number32, utf16 } from './build-compound.ts';

/** [MS-OXRTFCP] 2.1.3: sizes, `MELA` for not packed, no sum. */
export function plainRtfBody(rtf: string, claimed = rtf.length): Uint8Array {
  const body = Buffer.from(rtf, 'latin1');
  return Buffer.concat([
    number32(body.length + 12),
    number32(claimed),
    Buffer.from('MELA'),
    number32(0),
    body,
  ]);
}

/** Streams of a message or an attachment: property and type → value. */
export function mapi(
  values: Readonly<Record<string, string | Uint8Array>>,
  folder = '',
): Record<string, Uint8Array> {
  const streams = Object.entries(values).map(([tag, value]) => [
    `${folder}__substg1.0_${tag}`,
    typeof value === 'string' ? utf16(value) : value,
  ]);
  return {
    [`${folder}__properties_version1.0`]: new Uint8Array(32),
    ...Object.fromEntries(streams),
  };
}

/** One attribute of TNEF: level, id, length, data, sum. */
export function tnefAttribute(id: number, data: Uint8Array): Buffer {
  return Buffer.concat([Buffer.of(1), number32(id), number32(data.length), data, number16(0)]);
}

export function tnefOf(...attributes: Uint8Array[]): Uint8Array {
  return Buffer.concat([Buffer.from([0x78, 0x9f, 0x3e, 0x22, 1, 0]), ...attributes]);
}

/** MAPI properties: a count, then type, tag, count, length, value. */
export function tnefProperties(
  properties: readonly (readonly [type: number, tag: number, value: Uint8Array])[],
): Uint8Array {
  return Buffer.concat([
    number32(properties.length),
    ...properties.map(([type, tag, value]) =>
      Buffer.concat([
        number16(type),
        number16(tag),
        number32(1),
        number32(value.length),
        value,
        Buffer.alloc((4 - (value.length % 4)) % 4),
      ]),
    ),
  ]);
}
