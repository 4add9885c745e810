/** RC4 in documents of Office 97 to 2003: which of the two it is, and streams cut into blocks. */
import type { Keys } from '../keys.ts';
import {
  type BlockKey,
  cryptoApiBlocks,
  rc4Blocks,
  readCryptoApiInfo,
  readRc4Info,
} from './office-keys.ts';
import { firstOf, passwordsOf } from './open-office.ts';

export interface OpenedBlocks {
  readonly keyOf: BlockKey;
  /** Properties lie encrypted in a stream of their own. */
  readonly hidesProperties: boolean;
}

/**
 * @param header from its version on
 * @throws NotInspected encrypted
 */
export function openBlocks(header: Uint8Array, keys: Keys): OpenedBlocks {
  const bytes = Buffer.from(header.buffer, header.byteOffset, header.byteLength);
  const old = readRc4Info(bytes);
  const api = readCryptoApiInfo(bytes);
  if (old === null && (api === null || api.isAes)) throw keys.locked('useless');
  const keyOf = firstOf(passwordsOf(keys), (password) => {
    if (old !== null) return rc4Blocks(old, password);
    return api === null ? null : cryptoApiBlocks(api, password);
  });
  if (keyOf === null) throw keys.refused();
  return { keyOf, hidesProperties: api !== null && !api.keepsProperties };
}

/** Every block has a key of its own; bytes before `from` are not encrypted, but count. */
export function openStream(
  stream: Uint8Array,
  keyOf: BlockKey,
  blockSize: number,
  from = 0,
): Uint8Array {
  const out = Uint8Array.from(stream);
  for (let at = 0, block = 0; at < stream.length; at += blockSize, block++) {
    if (at + blockSize <= from) continue;
    out.set(keyOf(block).apply(stream.subarray(at, at + blockSize)), at);
  }
  out.set(stream.subarray(0, from));
  return out;
}
