import { describe, expect, it } from 'vitest';
import { compoundBytes, readCompoundFile } from '../../../proxy/inspection/compound-file.ts';
import { compoundOf } from './build-compound.ts';

const some = new Uint8Array(64).fill(65);

describe('compound files', () => {
  it.each([
    ['encrypted-office', 'EncryptedPackage'],
    ['doc', 'WordDocument'],
    ['xls', 'Workbook'],
    ['ppt', 'PowerPoint Document'],
    ['msg', '__substg1.0_0037001F'],
    ['jtd', 'DocumentText'],
    ['jtd', 'JSCompDocument'],
    ['ole-package', 'Package'],
    ['compound-file', 'Something'],
  ])('are %s with a stream %s', (type, name) => {
    expect(readCompoundFile(compoundOf({ [name]: some })).type).toBe(type);
  });

  it('are what stands in their root, whatever is embedded', () => {
    const bytes = compoundOf({ Workbook: some, 'MBD1/WordDocument': some });
    expect(readCompoundFile(bytes).type).toBe('xls');
  });

  it('give a storage as a file of its own', () => {
    const { root } = readCompoundFile(compoundOf({ 'A/WordDocument': some, 'A/B/Data': some }));
    const [inner] = root.storages;
    const file = readCompoundFile(compoundBytes(inner ?? root));
    expect(file.type).toBe('doc');
    expect([...(file.root.storages[0]?.streams ?? [])]).toEqual([['Data', some]]);
  });

  it('are broken where their directory is', () => {
    const bytes = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600, 0xff)]);
    expect(() => readCompoundFile(bytes)).toThrow(expect.objectContaining({ why: 'broken' }));
  });
});
