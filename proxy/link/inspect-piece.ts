/** The header of `inspect`: base64url of JSON in UTF-8, checked before its bytes count. */
import { type InspectPiece, inspectPieceSchema } from '../../shared/protocol/link.ts';
import { parseBody } from './read-body.ts';
import { type Refusal, refuse } from './refusal.ts';

export function readPiece(header: string | string[] | undefined): InspectPiece | Refusal {
  if (typeof header !== 'string' || !/^[\w-]+$/.test(header)) {
    return refuse('body-malformed', 'Sekisho-Upload: base64url の JSON / JSON in base64url');
  }
  return parseBody(inspectPieceSchema, Buffer.from(header, 'base64url'));
}
