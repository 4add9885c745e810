/** The script of a test's page, bundled with the packages beside it. Nothing is written to disk. */
import path from 'node:path';
import { build, type Rolldown } from 'vite';

/** What the extension's own build puts in the place of Node's. */
export const asInExtension = {
  define: { 'process.platform': '"linux"' },
  alias: {
    path: 'pathe',
    util: path.join(import.meta.dirname, '../../extension/platform/util-shim.ts'),
  },
};

/** @param entry its file. Returns one classic script. @throws Error with what the bundler says */
export async function bundlePage(
  entry: string,
  { define, alias }: { define?: Record<string, string>; alias?: Record<string, string> } = {},
): Promise<string> {
  const outputs = await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"', ...define },
    ...(alias && { resolve: { alias } }),
    // Whoever runs tests is in development to the bundler, but these packages are not.
    oxc: { jsx: { development: false } },
    build: {
      write: false,
      minify: false,
      lib: { entry, formats: ['iife'], name: 'page' },
    },
  });
  const { output } = (Array.isArray(outputs) ? outputs[0] : outputs) as Rolldown.RolldownOutput;
  return output[0].code;
}
