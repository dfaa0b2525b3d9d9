/** One measurement from its order to its figures; everything it started is ended when it resolves. */
import { decodeJwt } from 'jose';
import type { Bank } from '../../cli/bank/open-bank.js';
import type { StackFile } from '../../cli/stack/stack-file.js';
import { embeddedWords } from '../../cli/stack/words.js';
import { prepareLedger } from '../../cli/words/prepare-ledger.js';
import { onStack } from '../on-stack.js';
import { chances } from '../receipts-door/plan.js';
import { askPages, withinMs } from './ask.js';
import type { Answered } from './ask.js';
import { copyOf } from './copy.js';
import { ledgerSize, multiply } from './multiply.js';
import type { LedgerSize } from './multiply.js';
import { letPatternsRest, patternId, patterns } from './patterns.js';

export interface PagesOrder {
  readonly applications: number;
  readonly seed: number;
}

export interface Measured extends PagesOrder {
  readonly answered: readonly Answered[];
  /** Open tasks by the time of asking, as `GET /v1/tasks/counts` has them. */
  readonly tasks: { readonly open: number; readonly unclaimed: number; readonly overdue: number };
  readonly ledger: LedgerSize;
  /** On disk, indexes included, an application. */
  readonly bytesPerApplication: number;
}

/** Whether whoever has somebody on the telephone is answered in time. */
export const passes = ({ answered }: Measured): boolean =>
  answered.every(({ judged, p95 }) => !judged || p95 <= withinMs);

const hourMs = 3_600_000;

export function measurePages(order: PagesOrder, progress: (line: string) => void): Promise<Measured> {
  let ownerUrl = '';
  return onStack(
    {
      calendar: 'open',
      identity: true,
      timing: {
        route: { lingerMs: 0, receiptDeadlineMs: 2 * hourMs, receiptHorizonMs: 4 * hourMs },
        // The copies have no story that a sweep could find.
        sweep: { everyMs: 24 * hourMs, graceMs: 24 * hourMs },
      },
      progress,
      migrate: (url) => {
        ownerUrl = url;
        return prepareLedger(url);
      },
      simulator: { seed: order.seed, words: embeddedWords },
    },
    ({ file }, bank) => measure(order, file, { bank, ownerUrl }, progress),
  );
}

async function measure(
  order: PagesOrder,
  file: StackFile,
  { bank, ownerUrl }: { readonly bank: Bank; readonly ownerUrl: string },
  progress: (line: string) => void,
): Promise<Measured> {
  const { apiUrl, tokens } = file;
  if (tokens === undefined) throw new Error('the stack has no tokens');
  await letPatternsRest(bank, file, progress);
  for (const pattern of patterns) await askAbout(apiUrl, tokens.staff, patternId(pattern));
  const { applications, seed } = order;
  const chance = chances(seed);
  const caller = decodeJwt(tokens.staff).sub ?? '';
  const copies = Array.from({ length: applications }, (_, n) => copyOf(n, applications, chance, caller));
  const { bytes: before } = await ledgerSize(bank.ledger);
  await multiply(ownerUrl, bank, copies, progress);
  const ledger = await ledgerSize(bank.ledger);
  const answered = await askPages(file, copies, chance, progress);
  const counts = await fetch(`${apiUrl}/v1/tasks/counts`, {
    headers: { authorization: `Bearer ${tokens.staff}` },
  });
  const { open, unclaimed, overdue } = (await counts.json()) as Measured['tasks'];
  return {
    ...order,
    answered,
    tasks: { open, unclaimed, overdue },
    ledger,
    bytesPerApplication: Math.round((ledger.bytes - before) / applications),
  };
}

/** Puts on record that somebody asked, as the console does. */
async function askAbout(apiUrl: string, token: string, applicationId: string): Promise<void> {
  const answer = await fetch(`${apiUrl}/v1/inquiries`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ applicationId }),
  });
  if (!answer.ok) throw new Error(`an inquiry was answered with ${answer.status}`);
}
