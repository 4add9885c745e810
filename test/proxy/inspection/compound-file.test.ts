import * as CFB from 'cfb';
import { describe, expect, it } from 'vitest';
import { readCompoundFile } from '../../../proxy/inspection/compound-file.ts';

function compoundOf(streams: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const file = CFB.utils.cfb_new();
  for (const [name, bytes] of Object.entries(streams)) {
    CFB.utils.cfb_add(file, `/${name}`, Buffer.from(bytes));
  }
  return Uint8Array.from(CFB.write(file, { type: 'buffer' }) as Buffer);
}

const some = new Uint8Array(64).fill(65);

/** As the Packager writes it: size, flags, label, source, type, temporary path, file. */
function native(name: string, content: string): Uint8Array {
  const number = (value: number) => Buffer.from(Uint32Array.of(value).buffer);
  const text = (value: string) => Buffer.from(`${value}\0`);
  const path = text(`C:\\${name}`);
  return Buffer.concat([
    number(0),
    Buffer.of(2, 0),
    text(name),
    path,
    number(0x30000),
    number(path.length),
    path,
    number(content.length),
    Buffer.from(content),
  ]);
}

describe('compound files', () => {
  it.each([
    ['encrypted-office', 'EncryptedPackage'],
    ['doc', 'WordDocument'],
    ['xls', 'Workbook'],
    ['ppt', 'PowerPoint Document'],
    ['msg', '__substg1.0_0037001F'],
    ['jtd', 'DocumentText'],
    ['ole-package', 'Package'],
    ['compound-file', 'Something'],
  ])('are %s with a stream %s', (type, name) => {
    expect(readCompoundFile(compoundOf({ [name]: some })).type).toBe(type);
  });

  it('give the file that was put in, with its name', () => {
    const file = readCompoundFile(
      compoundOf({ '\u0001Ole10Native': native('a.txt', 'content of a') }),
    );
    const [first] = file.embedded();
    expect(first?.name).toBe('a.txt');
    expect(Buffer.from(first?.bytes ?? []).toString()).toBe('content of a');
  });

  it('are broken where their directory is', () => {
    const bytes = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600, 0xff)]);
    expect(() => readCompoundFile(bytes)).toThrow(expect.objectContaining({ why: 'broken' }));
  });
});
