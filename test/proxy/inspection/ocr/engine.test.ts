import { describe, expect, it } from 'vitest';
import { loadEngine } from '../../../../proxy/inspection/ocr/engine.ts';
import { notice } from '../build-pictures.ts';

describe('the recogniser', { timeout: 60_000 }, () => {
  it('reads Japanese without spaces between its letters, and every digit', async () => {
    const engine = await loadEngine();
    const read = engine.recognise(notice('png'), 1);
    expect(read?.text.replaceAll(' ', '')).toContain(['1234', '5678', '9018'].join(''));
    expect(read?.text).toContain('個人番号カード交付通知書');
    expect(read?.confidence).toBeGreaterThan(70);
  });

  it('opens no other bytes, and goes on after them', async () => {
    const engine = await loadEngine();
    expect(engine.recognise(new Uint8Array(0), 1)).toBe(null);
    expect(engine.greyOf(Buffer.from('no picture'), 1)).toBe(null);
    expect(engine.recognise(notice('jpg').subarray(0, 300), 1)?.text ?? '').toBe('');
    const grey = engine.greyOf(notice('gif'), 6);
    expect([grey?.width, grey?.height]).toEqual([140, 480]);
  });
});
