// The embedded stack as `npm start` runs it, from dist/, with the options of a test (argument: a JSON of
// them). Says to its parent what its progress is, `{kind: 'up', file, pids}` once it is up and
// `{kind: 'down', reason}` or `{kind: 'failed', message}` at the end; stops when the parent is gone.
const { join } = require('node:path');

const dist = join(__dirname, '..', '..', '..', 'dist');
const { prepareLedger } = require(join(dist, 'cli', 'words', 'prepare-ledger.js'));
const { runStack } = require(join(dist, 'cli', 'stack', 'run.js'));
const { embeddedWords } = require(join(dist, 'cli', 'stack', 'words.js'));

const { simulator, ...order } = JSON.parse(process.argv[2]);
const say = (message, then) => (process.connected ? process.send(message, () => then?.()) : then?.());
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));

const names = ['postgres', 'temporal', 'simulator', 'api', 'worker'];
runStack(
  {
    ...order,
    progress: (line) => say({ kind: 'progress', line }),
    migrate: prepareLedger,
    simulator: { seed: 1, words: embeddedWords, ...simulator },
  },
  (stack) => {
    const pidsNow = () => Object.fromEntries(names.map((name) => [name, stack.pidOf(name)]));
    say({ kind: 'up', file: stack.file, pids: pidsNow() });
    process.on('message', () => say({ kind: 'pids', pids: pidsNow() }));
    return Promise.resolve('stay');
  },
).then(
  (reason) => say({ kind: 'down', reason }, () => process.exit(reason.kind === 'asked' ? 0 : 1)),
  (error) => say({ kind: 'failed', message: error.message }, () => process.exit(1)),
);
