/**
 * The decoder and encoder of pictures: one WebAssembly module of this installation, without a system
 * interface. What makes it panic leaves it unusable, so that each picture has an instance of its own.
 */
import { createRequire } from 'node:module';

export interface CodecPicture {
  get_width(): number;
  get_height(): number;
  /** RGBA, row by row. */
  get_raw_pixels(): Uint8Array;
  /** JFIF without any other segment. @param quality 1 to 100 */
  get_bytes_jpeg(quality: number): Uint8Array;
  free(): void;
}

export interface PictureCodec {
  readonly PhotonImage: {
    /** RGBA, row by row. */
    new (pixels: Uint8Array, width: number, height: number): CodecPicture;
    /** Of an animation the first picture. @throws where it cannot be opened */
    new_from_byteslice(file: Uint8Array): CodecPicture;
  };
  resize(picture: CodecPicture, width: number, height: number, filter: number): CodecPicture;
}

/** Triangle: means over what falls into a pixel. */
export const meanFilter = 2;

const require = createRequire(import.meta.url);
const name = '@silvia-odwyer/photon-node';

export function newCodec(): PictureCodec {
  delete require.cache[require.resolve(name)];
  return require(name);
}
