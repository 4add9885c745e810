/** A folder as the hub or a terminal has it, with files that are registered in it. */
import { createHash } from 'node:crypto';
import { defaultLimits } from '../../proxy/inspection/limits.ts';
import type { RegisteredSource } from '../../proxy/inspection/messages.ts';
import { fingerprintContent } from '../../proxy/inspection/registered/fingerprint-content.ts';
import { writeRegisteredFolder } from '../../proxy/inspection/registered/registered-folder.ts';
import { usesOf } from '../../proxy/inspection/registered/registered-secret.ts';
import { buildRegisteredSet } from '../../shared/detection/registered/build-set.ts';
import { testSecret } from './registered-documents.ts';

export interface RegisteredFile {
  readonly id: string;
  readonly bytes: Uint8Array;
  readonly level?: string;
}

export async function makeRegisteredFolder(
  folder: string,
  files: readonly RegisteredFile[],
): Promise<RegisteredSource> {
  const documents = [];
  for (const { id, bytes, level = '3A' } of files) {
    const limits = defaultLimits;
    const made = await fingerprintContent(bytes, '', {
      limits,
      secret: testSecret,
      everyGram: false,
    });
    const { digest, grams } = made;
    documents.push({
      id,
      owner: '情報政策課',
      level,
      until: null,
      bytes: bytes.length,
      digest,
      grams,
    });
  }
  const { bytes } = buildRegisteredSet(documents, [], usesOf(testSecret).name);
  const snapshot = createHash('sha256').update(bytes).digest('hex');
  return writeRegisteredFolder(folder, { snapshot, secret: testSecret }, bytes);
}
