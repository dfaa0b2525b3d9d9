import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fetchByGo } from '../../../cli/stack/temporal/fetch.js';
import type { Fetch } from '../../../cli/stack/temporal/fetch.js';
import { NoTemporal, resolveTemporal } from '../../../cli/stack/temporal/resolve.js';

const released = 'temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)';
const built = 'temporal version 0.0.0-DEV (Server 1.29.1, UI 2.42.1)';
const other = 'temporal version 1.6.0 (Server 1.30.0, UI 2.44.0)';

describe('Temporal is looked for', () => {
  let root: string;
  let environment: NodeJS.ProcessEnv;
  let said: string[];
  const refused: Fetch = () => Promise.resolve({ why: 'no network' });
  const program = (path: string, body: string) => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `#!/bin/sh\n${body}\n`);
    chmodSync(path, 0o755);
    return path;
  };
  const temporal = (path: string, version: string) => program(path, `echo '${version}'`);
  const resolve = (download: Fetch = refused) =>
    resolveTemporal({
      environment,
      progress: (line) => said.push(line),
      ways: [
        { way: 'download', fetch: download },
        { way: 'go install', fetch: fetchByGo },
      ],
    });
  const cached = () => join(root, 'cache', 'bida', 'temporal-1.5.1', 'temporal');

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'bida-test-resolve-'));
    said = [];
    mkdirSync(join(root, 'bin'));
    environment = { PATH: join(root, 'bin'), BIDA_CACHE: join(root, 'cache') };
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  test('at TEMPORAL_ADDRESS before anything else', async () => {
    temporal(join(root, 'bin', 'temporal'), released);
    environment['TEMPORAL_ADDRESS'] = 'temporal.bank:7233';
    expect(await resolve()).toEqual({ kind: 'server', address: 'temporal.bank:7233', namespace: 'default' });
  });

  test('under BIDA_TEMPORAL_CLI, then on the PATH, then in the cache', async () => {
    const named = temporal(join(root, 'named'), released);
    const onPath = temporal(join(root, 'bin', 'temporal'), built);
    temporal(cached(), built);
    environment['BIDA_TEMPORAL_CLI'] = named;
    expect(await resolve()).toEqual({ kind: 'program', path: named, way: 'BIDA_TEMPORAL_CLI' });
    delete environment['BIDA_TEMPORAL_CLI'];
    expect(await resolve()).toEqual({ kind: 'program', path: onPath, way: 'PATH' });
    rmSync(onPath);
    expect(await resolve()).toEqual({ kind: 'program', path: cached(), way: 'cache' });
    expect(said).toEqual([]);
  });

  test('passing over another version, and saying so', async () => {
    const wrong = temporal(join(root, 'bin', 'temporal'), other);
    temporal(cached(), built);
    expect(await resolve()).toMatchObject({ way: 'cache' });
    expect(said).toEqual([`${wrong} is another version (${other}): skipped, 1.5.1 is needed`]);
  });

  test('by download when it is nowhere here, and is then found in the cache', async () => {
    const download: Fetch = (folder) => {
      temporal(join(folder, 'temporal'), released);
      return Promise.resolve({});
    };
    expect(await resolve(download)).toEqual({ kind: 'program', path: cached(), way: 'download' });
    expect(await resolve()).toMatchObject({ way: 'cache' });
  });

  test('by `go install` of the very version when the download is refused', async () => {
    program(
      join(root, 'bin', 'go'),
      `[ "$1 $2" = "install github.com/temporalio/cli/cmd/temporal@v1.5.1" ] && printf '#!/bin/sh\\n' > "$GOBIN/temporal" && /bin/chmod 755 "$GOBIN/temporal"`,
    );
    expect(await resolve()).toEqual({ kind: 'program', path: cached(), way: 'go install' });
    expect(said).toEqual(['no network']);
  });

  test('and built once when two starts want it at the same time', async () => {
    const log = join(root, 'builds');
    program(
      join(root, 'bin', 'go'),
      `echo one >> ${log}; /bin/sleep 0.3; printf '#!/bin/sh\\n' > "$GOBIN/temporal"; /bin/chmod 755 "$GOBIN/temporal"`,
    );
    const [one, two] = await Promise.all([resolve(), resolve()]);
    expect([one, two]).toMatchObject([{ path: cached() }, { path: cached() }]);
    expect(readFileSync(log, 'utf8')).toBe('one\n');
  });

  test('in vain: one message says what to install, and a failed build leaves nothing in the cache', async () => {
    program(join(root, 'bin', 'go'), 'echo "proxy.example: no such host" >&2; exit 1');
    const failure = await resolve().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(NoTemporal);
    expect((failure as NoTemporal).message).toMatch(
      /no network; go install failed: proxy\.example.*BIDA_TEMPORAL_CLI.*install Go/,
    );
    expect(existsSync(dirname(cached()))).toBe(false);
  });
});
