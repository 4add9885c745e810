/** What goes along with a posting: a file in the request, or the name of what was uploaded before. */
import type { Part } from './content/multipart.ts';
import type { Attachment } from './service.ts';

export function referenceTo(reference: string): Attachment {
  return { name: null, type: null, size: null, reference };
}

export function fileOf({ fileName, type, bytes }: Part): Attachment {
  return { name: fileName || null, type, size: bytes.length, reference: null, data: bytes };
}
