// Lays beside each script and style what it is compressed, so that no process compresses it again for each answer.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** Each off the main thread, so that every processor does its part. */
const compressions = {
  // Quality 9 is a tenth of the time of 11 and a few per cent more bytes: a build waits for it.
  br: (plain) => promisify(brotliCompress)(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gz: (plain) => promisify(gzip)(plain, { level: 9 }),
};

async function layBeside(path) {
  const plain = await readFile(path);
  for (const [extension, compress] of Object.entries(compressions)) {
    const compressed = await compress(plain);
    if (compressed.length < plain.length) await writeFile(`${path}.${extension}`, compressed);
  }
}

/** A Vite plugin; `.br` and `.gz` beside whatever is worth it. */
export function precompress() {
  let folder = '';
  return {
    name: 'precompress',
    apply: 'build',
    configResolved({ build }) {
      folder = join(build.outDir, build.assetsDir);
    },
    async closeBundle() {
      const worthIt = (await readdir(folder)).filter((name) => /\.(js|css|svg)$/.test(name));
      await Promise.all(worthIt.map((name) => layBeside(join(folder, name))));
    },
  };
}
