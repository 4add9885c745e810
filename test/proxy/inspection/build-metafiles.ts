/** Metafiles of nothing but words. */
import { encoded } from './build-documents.ts';

export interface DrawnWords {
  readonly y: number;
  readonly text: string;
  /** ExtTextOutOptions. */
  readonly options?: number;
}

/** [MS-EMF] 2.3.5.8: EMR_EXTTEXTOUTW behind a header. */
export function emfOf(words: readonly DrawnWords[]): Buffer {
  const header = Buffer.alloc(88);
  header.writeUInt32LE(1, 0);
  header.writeUInt32LE(header.length, 4);
  header.write(' EMF', 40, 'latin1');
  const records = words.map(({ y, text, options = 0 }) => {
    const letters = Buffer.from(text, 'utf16le');
    const record = Buffer.alloc(76 + Math.ceil(letters.length / 4) * 4);
    record.writeUInt32LE(84, 0);
    record.writeUInt32LE(record.length, 4);
    record.writeInt32LE(y, 40);
    record.writeUInt32LE(text.length, 44);
    record.writeUInt32LE(76, 48);
    record.writeUInt32LE(options, 52);
    letters.copy(record, 76);
    return record;
  });
  return Buffer.concat([header, ...records]);
}

/** [MS-WMF] 2.3.3.5: META_EXTTEXTOUT behind a header. */
export function wmfOf(words: readonly DrawnWords[]): Buffer {
  const header = Buffer.alloc(18);
  header.writeUInt16LE(1, 0);
  header.writeUInt16LE(9, 2);
  const records = words.map(({ y, text, options = 0 }) => {
    const letters = encoded(text, 'SJIS');
    const record = Buffer.alloc(14 + Math.ceil(letters.length / 2) * 2);
    record.writeUInt32LE(record.length / 2, 0);
    record.writeUInt16LE(0x0a32, 4);
    record.writeInt16LE(y, 6);
    record.writeUInt16LE(letters.length, 10);
    record.writeUInt16LE(options, 12);
    record.set(letters, 14);
    return record;
  });
  return Buffer.concat([header, ...records]);
}
