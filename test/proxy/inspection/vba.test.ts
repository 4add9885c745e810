import { describe, expect, it } from 'vitest';
import { readCompoundFile } from '../../../proxy/inspection/compound-file.ts';
import { NotInspected } from '../../../proxy/inspection/limits.ts';
import { modulesOf, unpackVba } from '../../../proxy/inspection/vba.ts';
import { compoundOf } from './build-compound.ts';
import { encoded } from './build-documents.ts';
import { chunkOf, packVba, vbaProject } from './build-vba.ts';

const spend = () => {};
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

describe('unpackVba', () => {
  it('gives letters, chunk after chunk', () => {
    const long = 'Sub Auto_Open() '.repeat(400);
    expect(text(unpackVba(packVba(Buffer.from(long)), spend))).toBe(long);
  });

  it('gives what is copied', () => {
    // One letter, then a copy that overlaps itself.
    const chunk = chunkOf(Buffer.from([0x02, 0x61, 0x05, 0x00]));
    expect(text(unpackVba(Buffer.concat([Buffer.of(1), chunk]), spend))).toBe('a'.repeat(9));
  });

  it('tells what comes out, before it does', () => {
    let spent = 0;
    unpackVba(packVba(Buffer.alloc(5000)), (bytes) => {
      spent += bytes;
    });
    expect(spent).toBe(5000);
  });

  it.each([
    ['nothing', []],
    ['another mark', [0x02]],
    ['a chunk of another kind', [0x01, 0x03, 0x80, 0, 0]],
    ['a chunk that is cut', [0x01, 0x10, 0xb0, 0, 0x61]],
    ['a copy of what is not there', [0x01, ...chunkOf(Buffer.of(0x01, 0x00, 0x10))]],
    ['more than a chunk holds', [0x01, ...chunkOf(Buffer.of(0x06, 0x61, 0xff, 0x0f, 0xff, 0x0f))]],
  ])('does not read %s', (_, bytes) => {
    expect(() => unpackVba(Uint8Array.from(bytes), spend)).toThrow(NotInspected);
  });
});

describe('modulesOf', () => {
  const project = (streams: Record<string, Uint8Array>) =>
    readCompoundFile(compoundOf(streams)).root;

  it('gives the source of every module, in its code page', () => {
    const source = encoded("' 個人番号の一覧", 'SJIS');
    const streams = vbaProject('', { Module1: source, Sheet1: Buffer.from('Option Explicit') });
    expect([...modulesOf(project(streams), spend)]).toEqual([
      { name: 'Module1', source: "' 個人番号の一覧" },
      { name: 'Sheet1', source: 'Option Explicit' },
    ]);
  });

  it('does not pass over a module that is not there', () => {
    const { 'VBA/Sheet1': _, ...streams } = vbaProject('', {
      Module1: Buffer.from('Beep'),
      Sheet1: Buffer.from('Beep'),
    });
    expect(() => [...modulesOf(project(streams), spend)]).toThrow(NotInspected);
  });
});
