/** The highest revision that this terminal has seen, and whose: below it no policy is taken. */
import { z } from 'zod';
import { writePrivateFile } from '../platform/private-file.ts';
import { readKeptFile } from './kept-file.ts';

const highWaterSchema = z.strictObject({
  v: z.literal(1),
  organization: z.string(),
  revision: z.number().int().positive(),
});
export type HighWater = z.infer<typeof highWaterSchema>;

/** null where no policy was ever applied. @throws StartError where the file is damaged */
export function readHighWater(file: string): Promise<HighWater | null> {
  return readKeptFile(file, highWaterSchema, {
    ja: 'ハブが正しいことを確かめてから消してください',
    en: 'make sure that the hub is the right one, then delete it',
  });
}

export async function writeHighWater(file: string, highWater: HighWater): Promise<void> {
  await writePrivateFile(file, `${JSON.stringify(highWater)}\n`);
}
