/** What a terminal keeps of its joining: `terminal.json`, for the proxy's account alone. */
import { z } from 'zod';
import { publicKeySchema } from '../../shared/protocol/link.ts';
import { writePrivateFile } from '../platform/private-file.ts';
import { readKeptFile } from './kept-file.ts';

const terminalSchema = z.strictObject({
  v: z.literal(1),
  terminal: z.string().min(1).max(200),
  token: z.string().min(1).max(500),
  /** Pinned: only bundles that it vouches for are taken, and a later joining may not change it. */
  rootKey: publicKeySchema,
});
export type Terminal = z.infer<typeof terminalSchema>;

/** null before the first joining. @throws StartError where the file is damaged */
export function readTerminal(file: string): Promise<Terminal | null> {
  return readKeptFile(file, terminalSchema, {
    ja: '控えを戻すか、消してハブに登録し直してください',
    en: 'put back a copy, or delete it and let the terminal join the hub again',
  });
}

export async function writeTerminal(file: string, terminal: Terminal): Promise<void> {
  await writePrivateFile(file, `${JSON.stringify(terminal)}\n`);
}
