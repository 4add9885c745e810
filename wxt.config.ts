import { fileURLToPath } from 'node:url';
import { defineConfig } from 'wxt';
import { manifestFor } from './extension/manifest.ts';

const at = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/**
 * Chromium gets Manifest V3. Firefox gets V2, whose background page stays: V3's event page dies
 * after 30 s in spite of an open stream.
 */
export default defineConfig({
  srcDir: 'extension',
  outDir: '.output',
  publicDir: 'extension/public',
  modules: ['@wxt-dev/webextension-polyfill', '@wxt-dev/i18n/module'],
  imports: false,
  manifest: ({ browser }) => manifestFor(browser),
  zip: { includeSources: [] },
  vite: () => ({
    define: { 'process.platform': JSON.stringify('linux') },
    resolve: {
      // picomatch asks for Node's `path` and `util`, which no browser has.
      alias: { path: 'pathe', util: at('./extension/platform/util-shim.ts') },
    },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  }),
});
