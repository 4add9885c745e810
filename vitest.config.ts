import { defineConfig } from 'vitest/config';
import { CountReporter } from './test/support/count-reporter.ts';

const soak = process.argv.includes('soak');

/** `unit` is quick and runs in parallel; `system` starts real processes and browsers, one file at a time. */
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
          fileParallelism: false,
          testTimeout: soak ? 3_600_000 : 180_000,
          hookTimeout: 180_000,
          env: { SEKISHO_SOAK: soak ? '1' : '' },
        },
      },
    ],
  },
});
