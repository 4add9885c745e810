import { describe, expect, it } from 'vitest';
import { createPictureReader } from '../../../../proxy/inspection/ocr/picture-reader.ts';
import { blankPixels, notice } from '../build-pictures.ts';

const fileOf = (bytes: Uint8Array) => ({ form: 'file', bytes, turn: 1 }) as const;
const why = (reason: string) => expect.objectContaining({ why: reason, isFinal: false });

describe('the reader of pictures', { timeout: 60_000 }, () => {
  it('reads each once', async () => {
    const reader = createPictureReader({ time: 30_000 });
    const [first, again] = await Promise.all([
      reader.read(fileOf(notice('png'))),
      reader.read(fileOf(notice('png'))),
    ]);
    expect(first).toContain('通知書');
    expect(again).toBe('');
    expect(reader.used).toBeGreaterThan(10);
  });

  it('finds nothing on white paper', async () => {
    const reader = createPictureReader({ time: 30_000 });
    expect(await reader.read({ form: 'pixels', ...blankPixels(300, 200) })).toBe('');
  });

  it('says why it does not', async () => {
    const off = createPictureReader({ time: 0 });
    await expect(off.read(fileOf(notice('png')))).rejects.toThrow(why('ocr-off'));
    const broken = createPictureReader({ time: 30_000 });
    await expect(broken.read(fileOf(Buffer.from('none')))).rejects.toThrow(why('broken'));
    const few = createPictureReader({ time: 30_000, pages: 1 });
    await few.read({ form: 'pixels', ...blankPixels(50, 50) });
    await expect(few.read(fileOf(notice('png')))).rejects.toThrow(why('ocr-time'));
  });

  it('ends when its time is over, and the next one reads again', async () => {
    const short = createPictureReader({ time: 1 });
    await expect(short.read(fileOf(notice('jpg')))).rejects.toThrow(why('ocr-time'));
    await expect(short.read(fileOf(notice('gif')))).rejects.toThrow(why('ocr-time'));
    const next = createPictureReader({ time: 30_000 });
    expect(await next.read(fileOf(notice('jpg')))).toContain('通知書');
  });
});
