/**
 * Pictures with text: a notice with a name, an address and an Individual Number that nobody has, set
 * in Noto Sans CJK JP (OFL) at 15 px, in test/fixtures/pictures; and other files made of it.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import { type Engine, loadEngine } from '../../../proxy/inspection/ocr/engine.ts';
import { type Grey, scaled } from '../../../proxy/inspection/ocr/grey.ts';
import { projectRoot } from '../../../proxy/platform/build.ts';

export function notice(kind: 'png' | 'jpg' | 'webp' | 'gif'): Uint8Array {
  return readFileSync(path.join(projectRoot, 'test/fixtures/pictures', `notice.${kind}`));
}

let engine: Promise<Engine> | undefined;

/** Its pixels, three times as many each way: a scan. */
export async function noticePixels(): Promise<Grey> {
  engine ??= loadEngine();
  const grey = (await engine).greyOf(notice('png'), 1);
  if (grey === null) throw new Error('no picture');
  return scaled(grey, 3);
}

/** White. */
export function blankPixels(width: number, height: number): Grey {
  return { width, height, pixels: new Uint8Array(width * height).fill(255) };
}

/** As a camera that lies on its side makes it, without a word of that. */
export function turnedLeft({ width, height, pixels }: Grey): Grey {
  const turned = new Uint8Array(pixels.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++)
      turned[(width - 1 - x) * height + y] = pixels[y * width + x] ?? 0;
  }
  return { width: height, height: width, pixels: turned };
}

export function bmpOf({ width, height, pixels }: Grey): Uint8Array {
  const stride = Math.ceil((width * 3) / 4) * 4;
  const file = Buffer.alloc(54 + stride * height, 0);
  file.write('BM');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(54, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(width, 18);
  file.writeInt32LE(height, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++)
      file.fill(
        pixels[y * width + x] ?? 0,
        54 + (height - 1 - y) * stride + x * 3,
        54 + (height - 1 - y) * stride + x * 3 + 3,
      );
  }
  return file;
}

/** A page for each, without compression. */
export function tiffOf(pages: readonly Grey[]): Uint8Array {
  const pieces: Buffer[] = [];
  let at = 8;
  for (const [page, { width, height, pixels }] of pages.entries()) {
    const tags = [
      [256, width],
      [257, height],
      [258, 8],
      [259, 1],
      [262, 1],
      [273, at],
      [277, 1],
      [278, height],
      [279, pixels.length],
    ] as const;
    const directory = Buffer.alloc(2 + tags.length * 12 + 4);
    directory.writeUInt16LE(tags.length);
    for (const [index, [tag, value]] of tags.entries()) {
      directory.writeUInt16LE(tag, 2 + index * 12);
      directory.writeUInt16LE(4, 4 + index * 12);
      directory.writeUInt32LE(1, 6 + index * 12);
      directory.writeUInt32LE(value, 10 + index * 12);
    }
    const after = at + pixels.length + directory.length;
    const isLast = page === pages.length - 1;
    const nextPixels = pages[page + 1]?.pixels.length ?? 0;
    directory.writeUInt32LE(isLast ? 0 : after + nextPixels, directory.length - 4);
    pieces.push(Buffer.from(pixels), directory);
    at = after;
  }
  const head = Buffer.from('II*\0\0\0\0\0', 'latin1');
  head.writeUInt32LE(8 + (pages[0]?.pixels.length ?? 0), 4);
  return Buffer.concat([head, ...pieces]);
}

/** A scan: a page for each list of pictures, one below the other, and nothing else. */
export function scanOf(pages: readonly (readonly Grey[])[], draws = ''): Uint8Array {
  const objects: Buffer[] = [];
  const add = (text: string, data?: Uint8Array) =>
    objects.push(
      data === undefined
        ? Buffer.from(text)
        : Buffer.concat([Buffer.from(`${text}\nstream\n`), data, Buffer.from('\nendstream')]),
    );
  const kids: number[] = [];
  add('<< /Type /Catalog /Pages 2 0 R >>');
  add('');
  for (const pictures of pages) {
    const first = objects.length + 1;
    for (const { width, height, pixels } of pictures) {
      const packed = deflateSync(pixels);
      add(
        `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /FlateDecode /Length ${packed.length} >>`,
        packed,
      );
    }
    const names = pictures.map((_, at) => `/P${at} ${first + at} 0 R`).join(' ');
    const content = `${pictures.map((_, at) => `q 300 0 0 40 0 ${160 - at * 40} cm /P${at} Do Q`).join('\n')}\n${draws}`;
    add(`<< /Length ${content.length} >>`, Buffer.from(content));
    kids.push(objects.length + 1);
    add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Resources << /XObject << ${names} >> >> /Contents ${objects.length} 0 R >>`,
    );
  }
  objects[1] = Buffer.from(
    `<< /Type /Pages /Count ${kids.length} /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] >>`,
  );
  return pdfFile(objects);
}

function pdfFile(objects: readonly Buffer[]): Uint8Array {
  const pieces = [Buffer.from('%PDF-1.4\n')];
  let at = 9;
  const offsets = objects.map((object, index) => {
    const piece = Buffer.concat([
      Buffer.from(`${index + 1} 0 obj\n`),
      object,
      Buffer.from('\nendobj\n'),
    ]);
    pieces.push(piece);
    at += piece.length;
    return `${String(at - piece.length).padStart(10, '0')} 00000 n \n`;
  });
  pieces.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(pieces);
}
