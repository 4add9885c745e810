/**
 * The text recogniser: tesseract as WebAssembly with Japanese data, both from files of this
 * installation. It holds its files in memory, writes nothing and connects nowhere.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { type Grey, greyOfPng } from './grey.ts';
import { sureLines } from './sure-lines.ts';

/** How a picture is turned before it is read, in the numbers of EXIF: as it is, 180°, 90°, 270°. */
export type Turn = 1 | 3 | 6 | 8;

export interface Recognised {
  /** Of the lines that are surer than guesses. */
  readonly text: string;
  /** 0 to 100, of the whole picture. */
  readonly confidence: number;
  /** Radians by which its lines slope. */
  readonly slope: number;
}

export interface Engine {
  /** null where the bytes are no picture that it can open. */
  recognise(picture: Uint8Array, turn: Turn, angle?: number): Recognised | null;
  /** The same picture in grey; null as above. */
  greyOf(picture: Uint8Array, turn: Turn): Grey | null;
}

interface Api {
  Init(folder: null, language: string, mode: number): number;
  SetVariable(name: string, value: string): boolean;
  SetImageFile(turn: number, angle: number): number;
  WriteImage(kind: number, file: string): void;
  Recognize(monitor: null): number;
  GetUTF8Text(): string;
  GetTSVText(page: number): string;
  GetGradient(): number;
  MeanTextConf(): number;
  Clear(): void;
}

interface Core {
  readonly FS: {
    writeFile(file: string, bytes: Uint8Array): void;
    readFile(file: string): Uint8Array;
    unlink(file: string): void;
  };
  readonly TessBaseAPI: new () => Api;
}

const require = createRequire(import.meta.url);
/** Only the neural recogniser, as the data has no other. */
const lstmOnly = 1;
const greyImage = 1;
const file = '/input';

export async function loadEngine(): Promise<Engine> {
  const start: (options: object) => Promise<Core> = require(
    `tesseract.js-core/${coreFor(process.arch)}`,
  );
  const core = await start({ print() {}, printErr() {}, TesseractProgress() {} });
  core.FS.writeFile('/jpn.traineddata', await japanese());
  const api = new core.TessBaseAPI();
  if (api.Init(null, 'jpn', lstmOnly) !== 0) throw new Error('no data for Japanese');
  // Else it puts a space between kanji.
  api.SetVariable('preserve_interword_spaces', '1');

  const open = (picture: Uint8Array, turn: Turn, angle = 0) => {
    core.FS.writeFile(file, picture);
    try {
      return api.SetImageFile(turn, angle) === 0;
    } finally {
      core.FS.unlink(file);
    }
  };

  return {
    recognise(picture, turn, angle) {
      if (!open(picture, turn, angle)) return null;
      try {
        if (api.Recognize(null) !== 0) return null;
        const text = sureLines(api.GetUTF8Text(), api.GetTSVText(0));
        return { text, confidence: api.MeanTextConf(), slope: api.GetGradient() };
      } finally {
        api.Clear();
      }
    },
    greyOf(picture, turn) {
      if (!open(picture, turn)) return null;
      api.WriteImage(greyImage, '/image.png');
      const png = core.FS.readFile('/image.png');
      core.FS.unlink('/image.png');
      api.Clear();
      return greyOfPng(png);
    },
  };
}

/** Every processor that this Node runs on has the fixed vector instructions; the relaxed ones differ by processor. */
function coreFor(architecture: string): string {
  return architecture === 'x64' ? 'tesseract-core-relaxedsimd-lstm' : 'tesseract-core-simd-lstm';
}

async function japanese(): Promise<Uint8Array> {
  const home = path.dirname(require.resolve('@tesseract.js-data/jpn/package.json'));
  const packed = await readFile(path.join(home, '4.0.0_best_int', 'jpn.traineddata.gz'));
  return promisify(gunzip)(packed);
}
