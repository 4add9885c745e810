/**
 * After the whole suite: nothing that the tests sent stands in anything that the system wrote. Its
 * homes hold records, logs, databases, segments and temporary files.
 */
import { expect, it } from 'vitest';
import { findLeaks } from '../support/leaks.ts';
import { keptFolders, sentValues } from '../support/sent-values.ts';

const values = sentValues();
const title = 'no value that a test sent is found in what the system left behind';

it.skipIf(values.length === 0)(
  values.length === 0 ? `${title} (not run: nothing was sent)` : title,
  () => {
    const homes = keptFolders();
    expect(homes).not.toEqual([]);
    expect(findLeaks(values, { files: homes })).toEqual([]);
  },
);
