/** What the extension's background does with a file that the guard holds: pieces to the link. */
import {
  type InspectAnswer,
  type InspectPiece,
  inspectAnswerSchema,
} from '../../shared/protocol/link.ts';
import type { LinkClient, Received } from './link-client.ts';

export const uploadPage = 'https://upload.example/form?n=1';

export function sendPiece(
  client: LinkClient,
  bytes: Uint8Array,
  changes: Partial<InspectPiece> = {},
  headers: Record<string, string | undefined> = {},
  path = '/v1/inspect',
): Promise<Received> {
  const piece = {
    upload: crypto.randomUUID(),
    kind: 'file',
    name: 'file.txt',
    page: uploadPage,
    offset: 0,
    total: bytes.length,
    ...changes,
  };
  return client.post({
    path,
    headers: {
      authorization: `Bearer ${client.credential.token}`,
      'content-type': 'application/octet-stream',
      'sekisho-upload': Buffer.from(JSON.stringify(piece)).toString('base64url'),
      ...headers,
    },
    body: bytes,
  });
}

/** @throws where the link refuses, or wants more */
export async function inspectAt(
  client: LinkClient,
  text: string,
  changes: Partial<InspectPiece> = {},
): Promise<Extract<InspectAnswer, { state: 'decided' }>['decision']> {
  const { status, text: said } = await sendPiece(client, new TextEncoder().encode(text), changes);
  if (status !== 200) throw new Error(said);
  const answer = inspectAnswerSchema.parse(JSON.parse(said));
  if (answer.state !== 'decided') throw new Error(said);
  return answer.decision;
}
