// Builds the console into dist/console; `node build.mjs` runs it where something of the console changed.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { precompress } from './precompress.mjs';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  // Another than the usual one, so that nothing of an environment file can come into what is served.
  envDir: false,
  logLevel: 'warn',
  // The API puts another one in the place of this with every answer (api/console/first-page.ts).
  html: { cspNonce: '__CONSOLE_NONCE__' },
  build: {
    outDir: fileURLToPath(new URL('../dist/console', import.meta.url)),
    emptyOutDir: true,
    // A picture as a data: address would need a hole in the content security policy.
    assetsInlineLimit: 0,
    manifest: 'manifest.json',
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2_000,
    modulePreload: { polyfill: false },
    // What is bundled must be named with its licence: served beside it.
    license: { fileName: 'assets/licences.md' },
    rolldownOptions: {
      onLog: (level, log, take) => {
        // Ant Design and TanStack mark what must not run on a server; nothing of ours does.
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') take(level, log);
      },
    },
  },
  plugins: [precompress()],
});
