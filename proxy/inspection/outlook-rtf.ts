/** The packed RTF body of Outlook's messages ([MS-OXRTFCP]). */
import { decompressRTF } from '@kenjiuno/decompressrtf';
import { type Budget, NotInspected } from './limits.ts';

/** @throws NotInspected truncated, broken, too-large: the length that stands in it is a claim */
export function unpackRtf(packed: Uint8Array, budget: Budget): Uint8Array {
  if (packed.length < 16) throw new NotInspected('truncated');
  const claimed = new DataView(packed.buffer, packed.byteOffset).getUint32(4, true);
  if (claimed > budget.limits.bytesOfEntry) throw new NotInspected('too-large');
  try {
    const bytes = Uint8Array.from(decompressRTF([...packed]));
    budget.spend(bytes.length);
    return bytes;
  } catch (error) {
    throw error instanceof NotInspected ? error : new NotInspected('broken');
  }
}
