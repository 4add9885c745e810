import { defineConfig } from 'vitest/config';
import { CountReporter } from './test/support/count-reporter.ts';

const soak = process.argv.includes('soak');
const driven = ['test/end-to-end/**/*.test.ts'];
/** Nothing may be lost or done twice there: no second try. */
const killed = ['test/end-to-end/*kill*.test.ts'];
/** They look at how long something takes. */
const timed = [
  'test/end-to-end/extension.test.ts',
  'test/end-to-end/forced-chromium.test.ts',
  'test/end-to-end/managers-week.test.ts',
  'test/proxy/inspection/bombs.system.test.ts',
  'test/proxy/terminal/parts.system.test.ts',
];
/**
 * A browser, or another's server in it, loses a click or a page now and then. What did not come in a
 * minute is tried once more, and named at the end of the run; what came and was wrong never is.
 */
const secondTry = {
  retry: {
    count: 1,
    condition:
      /did not come true within|is not on the page|does not say|cannot (?:click|fill)|Timed out after|exceeded|Protocol error/,
  },
};
const patient = {
  testTimeout: soak ? 3_600_000 : 180_000,
  hookTimeout: 180_000,
  expect: { poll: { timeout: 60_000 } },
  env: { SEKISHO_SOAK: soak ? '1' : '' },
};

/**
 * `unit` is quick and runs in parallel; `system` starts real processes, `browser` real browsers as
 * well, two files at a time, for a browser waits more than it works; `timed` runs one at a time;
 * `last` looks at what all have left behind.
 */
export default defineConfig({
  test: {
    reporters: ['default', new CountReporter()],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/{shared,proxy,extension,architecture,support}/**/*.test.ts'],
          exclude: ['test/**/*.system.test.ts'],
          // Nothing here changes what other files see, and loading all of it for each costs more than the tests.
          isolate: false,
          testTimeout: soak ? 3_600_000 : 25_000,
          hookTimeout: 60_000,
          // Longer than the test: only its own limit ends the wait for something on a busy machine.
          expect: { poll: { timeout: 60_000 } },
          env: { SEKISHO_SOAK: soak ? '1' : '' },
        },
      },
      {
        test: {
          name: 'system',
          include: ['test/**/*.system.test.ts', ...killed],
          exclude: ['**/node_modules/**', ...timed],
          globalSetup: 'test/support/sent-values-setup.ts',
          maxWorkers: soak ? 1 : 2,
          sequence: { groupOrder: 1 },
          ...patient,
        },
      },
      {
        test: {
          name: 'browser',
          include: driven,
          exclude: ['**/node_modules/**', ...timed, ...killed],
          globalSetup: 'test/support/sent-values-setup.ts',
          maxWorkers: soak ? 1 : 2,
          sequence: { groupOrder: 1 },
          ...secondTry,
          ...patient,
        },
      },
      {
        test: {
          name: 'timed',
          include: timed,
          globalSetup: 'test/support/sent-values-setup.ts',
          fileParallelism: false,
          // Said outright: files that run alone would else come after every group.
          sequence: { groupOrder: 2 },
          ...secondTry,
          ...patient,
        },
      },
      {
        test: {
          name: 'last',
          include: ['test/last/**/*.test.ts'],
          sequence: { groupOrder: 3 },
          testTimeout: 600_000,
        },
      },
    ],
  },
});
