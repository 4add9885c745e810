import { describe, expect, it } from 'vitest';
import { cabProblem } from '../../../../proxy/inspection/archives/cab-layout.ts';
import { cabOf } from '../build-archives.ts';
import { inspect, utf8 } from '../build-documents.ts';

const files = [
  { name: utf8('a.txt'), content: utf8('一つ目です') },
  { name: utf8('b.txt'), content: utf8('二つ目です') },
];
const cab = () => Buffer.from(cabOf(files));
const firstFile = 44;

describe('a cabinet', () => {
  it('holds what it shows', () => {
    expect(cabProblem(cab())).toBeNull();
  });

  it.each<[string, (bytes: Buffer) => Buffer, 'truncated' | 'broken']>([
    ['is cut off', (bytes) => bytes.subarray(0, -1), 'truncated'],
    ['ends in its directory', (bytes) => bytes.subarray(0, 50), 'truncated'],
    ['has a file that is shorter than what lies there', shorterBy(1, 1), 'broken'],
    ['has a file of nothing in front of what lies there', shorterBy(1, 15), 'broken'],
    ['has a file that goes on behind what there is', shorterBy(1, -1), 'broken'],
    ['shows one file less', lessFiles, 'broken'],
  ])('%s: it is told', async (_, change, problem) => {
    const bytes = change(cab());
    expect(cabProblem(bytes)).toBe(problem);
    const { inspected, why } = await inspect(bytes);
    expect(inspected).not.toBe(true);
    expect(why).toBeDefined();
  });

  it('that is one of several is not held against what lies elsewhere', () => {
    const bytes = lessFiles(cab());
    bytes.writeUInt16LE(2, 30);
    expect(cabProblem(bytes)).toBeNull();
  });
});

/** The second file's size. */
function shorterBy(file: number, letters: number): (bytes: Buffer) => Buffer {
  return (bytes) => {
    const at = firstFile + file * 22;
    bytes.writeInt32LE(bytes.readInt32LE(at) - letters, at);
    return bytes;
  };
}

function lessFiles(bytes: Buffer): Buffer {
  bytes.writeUInt16LE(1, 28);
  return bytes;
}
