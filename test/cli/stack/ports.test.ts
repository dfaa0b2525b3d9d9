import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../../cli/stack/free-port.js';
import { PortClaims } from '../../../cli/stack/port-claims.js';
import { choosePorts } from '../../../cli/stack/ports.js';

describe('ports', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'bida-test-ports-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const choose = (claims: PortClaims) => choosePorts(folder, () => undefined, claims);

  test('claimed by a stack that does not listen yet are not chosen by another, until it lets go', async () => {
    const one = new PortClaims(join(folder, 'claims'));
    const other = new PortClaims(join(folder, 'claims'));
    writeFileSync(join(folder, 'ports.json'), JSON.stringify({ temporal: await freePort() }));
    const first = await choose(one);
    const second = await choose(other);
    const shared = Object.values(first).filter((port) => Object.values(second).includes(port as number));
    expect(shared).toEqual([]);
    one.releaseAll();
    other.releaseAll();
    expect(readdirSync(join(folder, 'claims'))).toEqual([]);
    expect(await choose(one)).toEqual(second);
    one.releaseAll();
  });
});
