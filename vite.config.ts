import { defineConfig } from 'vite';

/**
 * Builds the hub's console to .output/console. Everything it loads is a file of its own (no inlined
 * assets, no injected scripts): the hub's content security policy allows `'self'` alone.
 */
export default defineConfig({
  root: 'proxy/console',
  base: '/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../../.output/console',
    emptyOutDir: true,
    target: ['chrome120', 'firefox128'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
    rolldownOptions: {
      // The table library marks its files for a framework that is not ours.
      onwarn(warning, warn) {
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
      },
    },
  },
});
