/** `npm run bench:peers -- --quick`: that every contender tells each notice once, and what is said of it; never how fast. */
import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Peers } from '../../../bench/peers/measure.js';
import { contenders } from '../../../bench/peers/peer.js';
import { quickRun, quickTimeoutMs } from '../quick.js';

const root = resolve(__dirname, '../../..');

test(
  'every contender delivers each notice once; killed, each delivers all, and ours none of them twice',
  async () => {
    const { measured, files } = await quickRun('peers', ['--lanes', '2'], { patient: true });
    const { passes, killed, compared, lines } = measured as Peers;
    expect(passes).toHaveLength(1);
    for (const contender of contenders) {
      const block = passes[0]?.[contender];
      expect(block?.applications).toBeGreaterThan(0);
      expect(block?.judged).toMatchObject({ twice: 0, never: 0 });
      expect(block?.judged.notices).toBeGreaterThanOrEqual(3 * (block?.applications ?? 0));
      expect(block?.cpuMs['program']).toBeGreaterThan(0);
      // What a peer's library does is part of its program; the others have a server.
      expect((block?.cpuMs['engine'] ?? 0) > 0).toBe(contender !== 'DBOS');
      expect(block?.commits).toBeGreaterThan(3);
      expect(killed[contender]).toMatchObject({ never: 0, unfinished: 0 });
      expect(lines[contender].all).toBeGreaterThan(lines[contender].story);
    }
    expect(killed.O2.twice).toBe(0);
    expect(compared.map(({ over }) => over)).toEqual(['DBOS', 'Restate', 'O2']);
    expect(Object.keys(files)).toEqual(['peers.json', 'peers.md', 'peers.svg']);
    expect(files['peers.md']).toContain('| failover between providers |');
    expect(JSON.parse(files['peers.json'] ?? '')).toEqual(measured);
    // Now that the packages are here: the programs are written to the types that they bring.
    await promisify(execFile)(process.execPath, [
      resolve(root, 'node_modules/typescript/bin/tsc'),
      '-p',
      resolve(root, 'bench/peers'),
    ]);
  },
  quickTimeoutMs,
);
