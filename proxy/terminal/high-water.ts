/** The highest revision that this terminal has seen, and whose: below it no policy is taken. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { writePrivateFile } from '../platform/private-file.ts';
import { StartError } from '../platform/start-error.ts';
import { errorCode } from '../record/audit-log-error.ts';

const highWaterSchema = z.strictObject({
  v: z.literal(1),
  organization: z.string(),
  revision: z.number().int().positive(),
});
export type HighWater = z.infer<typeof highWaterSchema>;

/** null where no policy was ever applied. @throws StartError where the file is damaged */
export async function readHighWater(file: string): Promise<HighWater | null> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
  try {
    return highWaterSchema.parse(JSON.parse(text));
  } catch {
    throw new StartError(
      `${file} が壊れています。ハブが正しいことを確かめてから消してください / ${file} is damaged: make sure that the hub is the right one, then delete it`,
    );
  }
}

export async function writeHighWater(file: string, highWater: HighWater): Promise<void> {
  await writePrivateFile(file, `${JSON.stringify(highWater)}\n`);
}
