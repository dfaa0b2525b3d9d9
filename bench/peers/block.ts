/** One block: a contender is warmed up, measured under a steady load, and judged by the provider's log. */
import { readLog } from '../../cli/demo/witnesses.js';
import { noticesEach } from '../ladder/rung.js';
import { setProviderLatency } from '../ladder/stack.js';
import { countedByNumber } from '../ladder/transactions.js';
import { figuresUnderLoad } from '../ladder/under-load.js';
import type { Figures } from '../ladder/under-load.js';
import type { Running } from './contender.js';
import { judge } from './judge.js';
import type { Judged } from './judge.js';
import type { Contender } from './peer.js';

export interface PeerBlock extends Figures {
  readonly contender: Contender;
  readonly judged: Judged;
}

interface BlockOrder {
  readonly lanes: number;
  readonly warmUpMs: number;
  readonly measureMs: number;
}

export async function measureBlock(
  { stack, bank, feeder, pids, begin, contender }: Running,
  { lanes, ...times }: BlockOrder,
): Promise<PeerBlock> {
  const { simulatorUrl } = stack.file;
  await setProviderLatency(simulatorUrl);
  begin(lanes);
  const transactions = countedByNumber(bank.ledger);
  const { figures, fed } = await figuresUnderLoad({ pids, transactions, feeder, ...times });
  return { contender, ...figures, judged: judge(await readLog(simulatorUrl), fed.length * noticesEach) };
}
