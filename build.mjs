// Compiles the rooms into dist/ and bundles the workflow code once, so that the stack, the
// worker and the tests all run the very same bundle; builds the console beside them. Does nothing
// when dist/ is newer than every source file, and each of the two only where its own sources changed.
// Types are not looked at here (`npm run check:types`): nobody who clones should wait for that.
import { spawn } from 'node:child_process';
import {
  existsSync,
  readdirSync,
  statSync,
  writeFileSync,
  mkdirSync,
  rmSync,
  chmodSync,
  cpSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformFile } from '@swc/core';

const root = fileURLToPath(new URL('.', import.meta.url));
const require = createRequire(import.meta.url);
const rooms = [
  'domain',
  'workflows',
  'activities',
  'ledger',
  'worker',
  'client',
  'api',
  'cli',
  'simulator',
  'runtime',
];
const stamp = join(root, 'dist', '.built');
const consoleStamp = join(root, 'dist', '.console-built');
const quiet = process.argv.includes('--quiet');

/** Newest modification among such files of the rooms and what steers their build. */
function newestSourceMs(kinds, names) {
  let newest = 0;
  const look = (path) => {
    const found = statSync(path);
    if (found.isDirectory()) for (const name of readdirSync(path)) look(join(path, name));
    else if (kinds.test(path)) newest = Math.max(newest, found.mtimeMs);
  };
  for (const name of names) if (existsSync(join(root, name))) look(join(root, name));
  return newest;
}

const isNewer = (stamp, sourceMs) => existsSync(stamp) && statSync(stamp).mtimeMs > sourceMs;

/** Builds the console in a process of its own, beside whatever else is being built; resolves when it is done. */
function buildConsole() {
  const sources = ['console', 'package-lock.json', 'build.mjs'];
  if (isNewer(consoleStamp, newestSourceMs(/\.(tsx?|css|svg|html|json|mjs)$/, sources)))
    return Promise.resolve();
  rmSync(consoleStamp, { force: true });
  const vite = join(require.resolve('vite/package.json'), '../bin/vite.js');
  const built = spawn(
    process.execPath,
    [vite, 'build', 'console', '--config', 'console/vite.config.mjs', '--configLoader', 'native'],
    {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      // Tests set another, under which React would be the one for developing.
      env: { ...process.env, NODE_ENV: 'production' },
    },
  );
  return new Promise((resolve) =>
    built.once('close', (status) => {
      if (status !== 0) process.exit(status ?? 1);
      writeFileSync(consoleStamp, new Date().toISOString());
      resolve();
    }),
  );
}

/**
 * Compiles each source of the rooms by itself, as `isolatedModules` allows; what is newer than its source and than what
 * steers the build stays. Ends the build where a file is no TypeScript.
 */
async function compileRooms() {
  const steeringMs = newestSourceMs(/\.(json|mjs)$/, steering);
  const sources = rooms.flatMap((room) =>
    readdirSync(join(root, room), { recursive: true })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
      .map((name) => join(room, name)),
  );
  const compiled = await Promise.allSettled(
    sources.map(async (name) => {
      const source = join(root, name);
      const output = join(root, 'dist', name).replace(/\.ts$/, '.js');
      if (isNewer(output, Math.max(steeringMs, statSync(source).mtimeMs))) return;
      const { code, map } = await transformFile(source, {
        swcrc: false,
        jsc: {
          parser: { syntax: 'typescript' },
          target: 'es2023',
          minify: { compress: false, mangle: false, format: { comments: false } },
        },
        // What is loaded when it is needed may be an ES module, and stays an `import()`.
        module: { type: 'commonjs', ignoreDynamic: true },
        sourceMaps: true,
        sourceFileName: relative(dirname(output), source),
        inlineSourcesContent: false,
      });
      mkdirSync(dirname(output), { recursive: true });
      writeFileSync(`${output}.map`, map);
      // Last, or the next build would take it for done.
      writeFileSync(output, `${code}//# sourceMappingURL=${basename(output)}.map\n`);
    }),
  );
  const failures = compiled.flatMap(({ reason }) => (reason === undefined ? [] : [reason]));
  if (failures.length === 0) return;
  for (const failure of failures) console.error(failure.message);
  process.exit(1);
}

/**
 * The bundle, its source map without the sources' text: stack traces need places and names only, and
 * each worker reads the whole of it.
 */
function withoutSources(code) {
  return code.replace(/(?<=sourceMappingURL=data:application\/json;charset=utf-8;base64,)\S+/, (map) => {
    const kept = JSON.parse(Buffer.from(map, 'base64').toString());
    delete kept.sourcesContent;
    return Buffer.from(JSON.stringify(kept)).toString('base64');
  });
}

/**
 * The SDK takes a stack trace of every promise a workflow makes, and each frame of it costs. Three tell where something
 * failed, and who called it. It is said in front of the bundle, as the sandbox freezes what is there before the workflows.
 */
const shortStacks = 'Error.stackTraceLimit = 3;';

/**
 * Modules that all workflows of a worker share, and what these import: each would otherwise be run anew for every story,
 * 1 ms of processor and 54 KB for each that is kept. None may keep anything of a workflow (`test/architecture/`).
 */
const shared = [
  'workflows/index.js',
  'runtime/codec/failure-converter.js',
  'runtime/codec/payload-converter.js',
].map((name) => join(root, 'dist', name));

const steering = ['package.json', 'package-lock.json', 'build.mjs'];
const roomsSources = [...rooms, 'examples/words', 'examples/number-segments.csv', ...steering];
const startedMs = Date.now();
mkdirSync(join(root, 'dist'), { recursive: true });
const consoleBuilt = buildConsole();
if (isNewer(stamp, newestSourceMs(/\.(ts|json|mjs|sql|liquid|csv)$/, roomsSources))) {
  await consoleBuilt;
  process.exit(0);
}
if (!quiet || process.stderr.isTTY) console.error('building dist/ …');
rmSync(stamp, { force: true });
await compileRooms();
// One that was renamed must not stay beside itself.
rmSync(join(root, 'dist/ledger/migrations'), { recursive: true, force: true });
cpSync(join(root, 'ledger/migrations'), join(root, 'dist/ledger/migrations'), { recursive: true });
rmSync(join(root, 'dist/examples/words'), { recursive: true, force: true });
cpSync(join(root, 'examples/words'), join(root, 'dist/examples/words'), { recursive: true });
cpSync(join(root, 'examples/number-segments.csv'), join(root, 'dist/examples/number-segments.csv'));

const { bundleWorkflowCode } = require('@temporalio/worker');
const silent = { log() {}, trace() {}, debug() {}, info() {}, warn: console.warn, error: console.error };
const { code } = await bundleWorkflowCode({
  workflowsPath: join(root, 'dist/workflows/index.js'),
  failureConverterPath: join(root, 'dist/runtime/codec/failure-converter.js'),
  payloadConverterPath: join(root, 'dist/runtime/codec/payload-converter.js'),
  preloadModules: shared,
  logger: silent,
});
writeFileSync(join(root, 'dist/workflow-bundle.js'), shortStacks + withoutSources(code));
if (existsSync(join(root, 'dist/cli/bida.js'))) chmodSync(join(root, 'dist/cli/bida.js'), 0o755);
writeFileSync(stamp, new Date().toISOString());
await consoleBuilt;
if (!quiet || process.stderr.isTTY)
  console.error(`built dist/ in ${((Date.now() - startedMs) / 1000).toFixed(1)} s`);
process.exit(0);
