/** The directory of a cabinet, file by file ([MS-CAB] 2.1 CFHEADER, 2.3 CFFILE). */
export interface CabFile {
  /** Bytes. */
  readonly size: number;
  /** Where it begins among what its folder unpacks to. */
  readonly start: number;
  readonly folder: number;
  readonly attributes: number;
  readonly name: Uint8Array;
}

const header = { directory: 16, files: 28 } as const;
const nameAt = 16;

/** @throws RangeError where the directory breaks off, after what could be read */
export function* cabFiles(bytes: Uint8Array): Generator<CabFile> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = view.getUint32(header.directory, true);
  for (let left = view.getUint16(header.files, true); left > 0; left--) {
    const attributes = view.getUint16(at + 14, true);
    const end = bytes.indexOf(0, at + nameAt);
    if (end < 0) throw new RangeError('name');
    yield {
      size: view.getUint32(at, true),
      start: view.getUint32(at + 4, true),
      folder: view.getUint16(at + 8, true),
      attributes,
      name: bytes.subarray(at + nameAt, end),
    };
    at = end + 1;
  }
}
