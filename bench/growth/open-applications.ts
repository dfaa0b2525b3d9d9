/** Applications of which nothing was decided yet: each is a workflow that waits. */
import type { Bank } from '../../cli/bank/open-bank.js';
import { reportApplication } from '../../client/intake/applications.js';
import { processorMs } from '../figures/processor-time.js';
import { saying } from '../saying.js';

const atOnce = 16;
const takenUpWithinMs = 600_000;
/** What a worker that rests uses of a second. */
const idleMs = 100;

/** Reports those numbered `from` to `to`, and resolves when each story has taken its report up. */
export async function openApplications(
  bank: Bank,
  workerPid: number,
  [from, to]: readonly [number, number],
  progress: (line: string) => void,
): Promise<void> {
  let next = from;
  const say = saying(progress);
  const report = async (): Promise<void> => {
    while (next < to) {
      const n = next;
      next += 1;
      await reportApplication(bank, `OPEN-${String(n).padStart(6, '0')}`, {
        applicant: { name: '欧阳 试' },
        contacts: { mobile: `134${String(n).padStart(8, '0')}` },
        product: 'consumer',
      });
      say(`${n} of ${to} applications are open`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, report));
  await takenUp(bank, workerPid);
}

/** Told, and the worker has nothing left to do. */
async function takenUp(bank: Bank, workerPid: number): Promise<void> {
  const endsAt = Date.now() + takenUpWithinMs;
  for (;;) {
    const { worker: before } = processorMs({ worker: workerPid });
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const usedMs = processorMs({ worker: workerPid }).worker - before;
    const [row] = await bank.ledger.query<{ untold: number }>(`SELECT count(*)::int AS untold FROM outbox`);
    if (row?.untold === 0 && usedMs < idleMs) return;
    if (Date.now() > endsAt) throw new Error(`${row?.untold ?? 0} reports are still to be told`);
  }
}
