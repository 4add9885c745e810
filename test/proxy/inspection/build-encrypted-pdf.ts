/** pdfOf's documents, encrypted: RC4 with 40 bits ([ISO 32000] 7.6.4, revision 2). */
import { createHash } from 'node:crypto';
import { createRc4 } from '../../../proxy/inspection/decryption/rc4.ts';

const padding = Buffer.from(
  '28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a',
  'hex',
);
const filled = (password: Uint8Array) => Buffer.concat([password, padding]).subarray(0, 32);
const md5 = (...pieces: Uint8Array[]) => createHash('md5').update(Buffer.concat(pieces)).digest();
const rc4 = (key: Uint8Array, bytes: Uint8Array) => createRc4(key).apply(bytes);

/** @param user '' : opens without one. @param owner allows everything */
export function encryptedPdf(clear: Uint8Array, user: Uint8Array, owner: Uint8Array): Uint8Array {
  const o = rc4(md5(filled(owner)).subarray(0, 5), filled(user));
  const id = Buffer.alloc(16, 0x11);
  const permissions = Buffer.from([0xc0, 0xff, 0xff, 0xff]);
  const key = md5(filled(user), o, permissions, id).subarray(0, 5);
  const u = rc4(key, padding);
  const keyOf = (number: number) =>
    md5(key, Buffer.from([number & 0xff, number >> 8, 0, 0, 0])).subarray(0, 10);
  const objects = Buffer.from(clear)
    .toString('latin1')
    .split(/(?=^\d+ 0 obj$)/m)
    .filter((each) => /^\d/.test(each))
    .map((each) => each.replace(/^xref[\s\S]*$/m, ''))
    .map((each, at) =>
      each.replace(/(?<=stream\n)[\s\S]*(?=\nendstream)/, (content) =>
        rc4(keyOf(at + 1), Buffer.from(content, 'latin1')).toString('latin1'),
      ),
    );
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object) => {
    const offset = file.length;
    file += object;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const size = objects.length + 1;
  const table = file.length;
  file += `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}trailer\n<< /Size ${size} /Root 1 0 R /ID [<${id.toString('hex')}> <${id.toString('hex')}>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -64 /O <${o.toString('hex')}> /U <${u.toString('hex')}> >> >>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}
