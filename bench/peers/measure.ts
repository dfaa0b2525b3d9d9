/** Every contender in turn and back, as often as ordered, each time started anew; the last time each is killed once. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { cpuOf } from '../figures/processor-time.js';
import { ratioOf } from '../figures/ratio.js';
import type { Ratio } from '../figures/ratio.js';
import { machineOf } from '../machine.js';
import type { Machine } from '../machine.js';
import { measureBlock } from './block.js';
import type { PeerBlock } from './block.js';
import { onContender } from './contender.js';
import { installPeers } from './install.js';
import { killOnce } from './killed.js';
import type { Killed } from './killed.js';
import { countLines } from './lines.js';
import type { Lines } from './lines.js';
import { contenders, peers } from './peer.js';
import type { Contender, Peer } from './peer.js';
import { restateDurability } from './restate-server/program.js';

export interface PeersOrder {
  readonly seed: number;
  readonly passes: number;
  readonly seconds: number;
  readonly warmUp: number;
  readonly lanes: number;
  /** Applications under way as a contender is killed. */
  readonly killedLanes: number;
}

/** The blocks of one pass over all contenders. */
export type PeersPass = Readonly<Record<Contender, PeerBlock>>;

/** A peer over ours in blocks of one pass; ours over the ours of the pass before is the noise. */
export interface PeerCompared {
  readonly over: Contender;
  readonly throughput: Ratio;
  readonly cpu: Ratio;
  readonly commits: Ratio;
}

export interface Peers {
  readonly order: PeersOrder;
  readonly at: string;
  readonly machine: Machine;
  /** Of the packages that are installed. */
  readonly versions: Readonly<Record<string, string>>;
  readonly passes: readonly PeersPass[];
  readonly compared: readonly PeerCompared[];
  readonly killed: Readonly<Record<Contender, Killed>>;
  readonly lines: Readonly<Record<Contender, Lines>>;
}

export async function measurePeers(order: PeersOrder, progress: (line: string) => void): Promise<Peers> {
  await installPeers(progress);
  const { seed, lanes } = order;
  const times = { warmUpMs: order.warmUp * 1_000, measureMs: order.seconds * 1_000 };
  let machine: Machine | undefined;
  const passes: PeersPass[] = [];
  const killed: Partial<Record<Contender, Killed>> = {};
  for (let nth = 0; nth < order.passes; nth += 1) {
    const pass: Partial<Record<Contender, PeerBlock>> = {};
    for (const contender of nth % 2 === 0 ? contenders : contenders.toReversed()) {
      const block = await onContender(contender, seed, async (running) => {
        if (contender === 'O2') machine ??= await machineOf(running.bank, running.stack.file);
        const measured = await measureBlock(running, { lanes, ...times });
        if (nth === order.passes - 1) killed[contender] = await killOnce(running, order.killedLanes);
        return measured;
      });
      pass[contender] = block;
      progress(
        `pass ${nth + 1} of ${order.passes}: ${contender} ${block.perSecond.toFixed(1)}/s (${block.applications}), ${cpuOf(block).toFixed(0)} ms`,
      );
      const found = killed[contender];
      if (found !== undefined)
        progress(
          `${contender} killed with ${found.callsUnderWay} calls under way: ${found.twice} of ${found.notices} notices sent twice, ${found.never} never, ${found.unfinished} applications unfinished`,
        );
    }
    passes.push(pass as PeersPass);
  }
  if (machine === undefined) throw new Error('nothing was measured');
  return {
    order,
    at: new Date().toISOString(),
    machine: { ...machine, durability: `${machine.durability}; ${restateDurability()}` },
    versions: readVersions(),
    passes,
    compared: comparePeers(passes, seed),
    killed: killed as Record<Contender, Killed>,
    lines: countLines(),
  };
}

export function comparePeers(passes: readonly PeersPass[], seed: number): PeerCompared[] {
  const compared = (over: Contender, pairs: readonly (readonly [PeerBlock, PeerBlock])[]): PeerCompared => {
    const ratio = (of: (block: PeerBlock) => number): Ratio =>
      ratioOf(
        pairs.map(([one, other]) => [of(one), of(other)]),
        seed,
      );
    return {
      over,
      throughput: ratio(({ perSecond }) => perSecond),
      cpu: ratio(cpuOf),
      commits: ratio(({ commits }) => commits),
    };
  };
  const peer = (name: Peer): PeerCompared =>
    compared(
      name,
      passes.map((pass) => [pass[name], pass.O2]),
    );
  return [
    ...peers.map(peer),
    compared(
      'O2',
      passes.slice(1).map((pass, before) => [pass.O2, (passes[before] ?? pass).O2]),
    ),
  ];
}

const manifest = z.object({ dependencies: z.record(z.string(), z.string()) });

/** As they are pinned, which is as they are installed. */
const readVersions = (): Readonly<Record<string, string>> =>
  manifest.parse(JSON.parse(readFileSync(join(__dirname, 'package.json'), 'utf8'))).dependencies;
