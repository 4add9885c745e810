import { defineConfig } from 'vitest/config';
import { CountReporter } from './test/support/count-reporter.ts';

const soak = process.argv.includes('soak');

/**
 * `unit` is quick and runs in parallel; `system` starts real processes and browsers, one file at a
 * time; `last` looks at what both have left behind.
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
          testTimeout: soak ? 3_600_000 : 20_000,
          env: { SEKISHO_SOAK: soak ? '1' : '' },
        },
      },
      {
        test: {
          name: 'system',
          include: ['test/end-to-end/**/*.test.ts', 'test/**/*.system.test.ts'],
          globalSetup: 'test/support/sent-values-setup.ts',
          fileParallelism: false,
          // Said outright: files that run alone would else come after every group.
          sequence: { groupOrder: 1 },
          testTimeout: soak ? 3_600_000 : 180_000,
          hookTimeout: 180_000,
          env: { SEKISHO_SOAK: soak ? '1' : '' },
        },
      },
      {
        test: {
          name: 'last',
          include: ['test/last/**/*.test.ts'],
          sequence: { groupOrder: 2 },
          testTimeout: 600_000,
        },
      },
    ],
  },
});
