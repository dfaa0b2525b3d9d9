/** The console is written against the API's published description, and against nothing else. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { consolePlaces } from '../../api/console/places.js';

const root = join(__dirname, '../..');
const run = promisify(execFile);

test('the types of the pages are what the committed description gives; `npm run openapi` renews them', async () => {
  const cli = join(root, 'node_modules/openapi-typescript/bin/cli.js');
  const { stdout } = await run(process.execPath, [cli, 'docs/openapi.json'], {
    cwd: root,
    maxBuffer: 16 * 1024 * 1024,
  });
  if (stdout.trim() !== readFileSync(join(root, 'console/door/api-types.ts'), 'utf8').trim())
    throw new Error('console/door/api-types.ts is not what docs/openapi.json gives: run `npm run openapi`');
});

test('the API answers the page wherever the pages have a place', () => {
  const frame = readFileSync(join(root, 'console/frame/frame.tsx'), 'utf8');
  const session = readFileSync(join(root, 'console/door/session.ts'), 'utf8');
  const signedIn = /signedInPlace = '([^']+)'/.exec(session)?.[1];
  const written = [...frame.matchAll(/<Route path=(?:"([^"]+)"|\{signedInPlace\})/g)].map(
    ([, path = signedIn]) => path,
  );
  const tabled = [...frame.matchAll(/ at: '([^']+)'/g)].map(([, path]) => path);
  expect(written.length).toBeGreaterThan(2);
  expect(tabled.length).toBeGreaterThan(2);
  const routes = [...written, ...tabled];
  const first = (path = '') => `/${path.split('/')[1] ?? ''}`;
  expect([...new Set(routes.map(first))].sort()).toEqual([...consolePlaces].sort());
});
