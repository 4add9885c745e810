import { existsSync, mkdtempSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { individual } from '../proxy/inspection/build-documents.ts';
import { findLeaks } from './leaks.ts';
import { keepForLeaks, keptFolders, openSentValues, sentValue, sentValues } from './sent-values.ts';

const home = () => mkdtempSync(path.join(os.tmpdir(), 'sekisho-home-'));

it('hands on what was sent and what was left behind, and is gone in the end', async () => {
  const number = individual();
  let kept: string[];
  {
    await using _ = openSentValues();
    expect([sentValue(number), sentValue('二行\nの値'), sentValue(number)][0]).toBe(number);
    expect(sentValues()).toEqual([number, '二行\nの値']);
    const left = home();
    writeFileSync(path.join(left, 'log'), `${number}\n`);
    await keepForLeaks(left);
    expect(existsSync(left)).toBe(false);
    kept = keptFolders();
    expect(statSync(path.dirname(path.dirname(kept[0] ?? ''))).mode & 0o077).toBe(0);
    expect(findLeaks([number], { files: kept })).toMatchObject([{ value: 0 }]);
  }
  expect(kept.filter((each) => existsSync(each))).toEqual([]);
});

it('keeps nothing outside of a run', async () => {
  sentValue(individual());
  expect(sentValues()).toEqual([]);
  const left = home();
  await keepForLeaks(left);
  expect(existsSync(left)).toBe(false);
  expect(keptFolders()).toEqual([]);
});
