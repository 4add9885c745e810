/** Encrypted docx, xlsx, pptx (a compound file around them) → the document itself. */
import type { Storage } from '../compound-file.ts';
import { gather } from '../inflate.ts';
import type { Keys } from '../keys.ts';
import { type Budget, NotInspected } from '../limits.ts';
import { agileContent, agileKey, isAgileUnchanged, readAgileInfo } from './office-agile.ts';
import { readCryptoApiInfo, standardContent, standardKey } from './office-keys.ts';

/** Office opens what has this one without asking: a protected structure of a workbook is kept so. */
export const knownPassword = 'VelvetSweatshop';

export interface OpenedPackage {
  readonly bytes: Uint8Array;
  /** It was changed after its password was set, or it is cut off. */
  readonly isWhole: boolean;
}

/** @throws NotInspected encrypted, too-large, broken */
export async function openOffice(
  { streams }: Storage,
  keys: Keys,
  budget: Budget,
): Promise<OpenedPackage> {
  const info = bufferOf(streams.get('EncryptionInfo'));
  const stream = bufferOf(streams.get('EncryptedPackage'));
  // Rights management: the key is on a server.
  if (info.length < 8) throw keys.locked('useless');
  if (stream.length < 8) throw new NotInspected('broken');
  const size = Number(stream.readBigUInt64LE(0));
  if (size > budget.limits.bytesOfEntry) throw new NotInspected('too-large');
  const { content, isUnchanged } = contentOf(info, stream, keys);
  const bytes = await gather(content, stream.length, budget);
  return {
    bytes: bytes.subarray(0, size),
    isWhole: isUnchanged && bytes.length >= size,
  };
}

function contentOf(info: Buffer, stream: Buffer, keys: Keys) {
  const isAgile = info.readUInt16LE(0) === 4 && info.readUInt16LE(2) === 4;
  if (isAgile) {
    const agile = readAgileInfo(info.subarray(8).toString('utf8'));
    if (agile === null) throw keys.locked('useless');
    const key = firstOf(passwordsOf(keys), (password) => agileKey(agile, password));
    if (key === null) throw keys.refused();
    return {
      content: agileContent(agile, key, stream),
      isUnchanged: isAgileUnchanged(agile, key, stream),
    };
  }
  const standard = readCryptoApiInfo(info);
  if (standard === null || !standard.isAes) throw keys.locked('useless');
  const key = firstOf(passwordsOf(keys), (password) => standardKey(standard, password));
  if (key === null) throw keys.refused();
  return { content: [standardContent(key, stream.subarray(8))], isUnchanged: true };
}

/** Office takes no more of a password than this. */
const longest = 255;

export function passwordsOf({ password }: Keys): string[] {
  if (password === null) return [knownPassword];
  const cut = password.slice(0, longest);
  return [...new Set([cut, cut.normalize('NFC'), knownPassword])];
}

export function firstOf<T>(passwords: readonly string[], open: (password: string) => T | null) {
  for (const password of passwords) {
    const opened = open(password);
    if (opened !== null) return opened;
  }
  return null;
}

function bufferOf(bytes: Uint8Array = new Uint8Array()): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
