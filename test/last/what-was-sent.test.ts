/**
 * After the whole suite: nothing that the tests sent stands in anything that the system wrote: homes
 * with records, logs, databases and segments; whatever came into the folder for temporary files
 * meanwhile; snapshots of tests.
 */
import { globSync } from 'node:fs';
import { expect, it } from 'vitest';
import { projectRoot } from '../../proxy/platform/build.ts';
import { findLeaks } from '../support/leaks.ts';
import { keptFolders, sentValues, temporaryFiles } from '../support/sent-values.ts';

const values = sentValues();
const title = 'no value that a test sent is found in what the system left behind';

it.skipIf(values.length === 0)(
  values.length === 0 ? `${title} (not run: nothing was sent)` : title,
  () => {
    const homes = keptFolders();
    expect(homes).not.toEqual([]);
    const snapshots = globSync('test/**/*.snap', { cwd: projectRoot });
    expect(findLeaks(values, { files: [...homes, ...temporaryFiles(), ...snapshots] })).toEqual([]);
  },
);
