/** How far the hub has this terminal's records: `proxy/outbox.json`. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { writePrivateFile } from '../platform/private-file.ts';

const cursorSchema = z.strictObject({
  v: z.literal(1),
  terminal: z.string(),
  upTo: z.number().int().nonnegative(),
});

export interface OutboxCursor {
  read(): Promise<number>;
  write(upTo: number): Promise<void>;
}

/** A cursor that is missing, damaged or another terminal's is 0: what the hub has, it passes over. */
export function outboxCursor(file: string, terminal: string): OutboxCursor {
  return {
    async read() {
      try {
        const cursor = cursorSchema.parse(JSON.parse(await readFile(file, 'utf8')));
        return cursor.terminal === terminal ? cursor.upTo : 0;
      } catch {
        return 0;
      }
    },
    write: (upTo) => writePrivateFile(file, JSON.stringify({ v: 1, terminal, upTo })),
  };
}
