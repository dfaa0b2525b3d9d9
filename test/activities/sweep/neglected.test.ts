/** Whom the sweep looks at in a round: all who are past their wait, and of all others some, each in turn. */
import type { WorkflowClient } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/client';
import { createLook } from '../../../activities/sweep/neglected.js';
import type { World } from '../../../activities/world.js';
import { applicationIdOf, workflowIdOf } from '../../../domain/ids/ids.js';
import { openAlarms } from '../../../ledger/alarm/raise.js';
import { moveNotice } from '../../../ledger/notice/move.js';
import { noticesOfApplication } from '../../../ledger/notice/find.js';
import { configurationSchema } from '../../../runtime/configuration/configuration-schema.js';
import { openedLedger } from '../../ledger/opened-ledger.js';
import type { OpenedLedger } from '../../ledger/opened-ledger.js';
import { owedNotice, startMs } from '../../ledger/owed-notice.js';

const hourMs = 3_600_000;
const now = startMs + hourMs;

let opened: OpenedLedger;
beforeEach(async () => {
  opened = await openedLedger();
});
afterEach(() => opened.close());

/** So many held notices, each waiting so long from now. */
async function held(count: number, waitMs: number): Promise<string[]> {
  const ids: string[] = [];
  for (let nth = 0; nth < count; nth += 1) {
    const key = await owedNotice(opened.ledger);
    const waitingFor = { kind: 'window', until: now + waitMs } as const;
    await moveNotice(opened.worker, key, { state: 'held', waitingFor, at: startMs, held: true });
    ids.push(key.applicationId);
  }
  return ids;
}

/** A look whose Temporal knows the stories of all but these. */
function looking(gone: readonly string[] = []) {
  const missing = new Set(gone.map((id) => workflowIdOf(applicationIdOf(id))));
  let asked: string[] = [];
  const getHandle = (workflowId: string) => ({
    describe: () => {
      asked.push(workflowId.slice(workflowId.indexOf('/') + 1));
      return missing.has(workflowId)
        ? Promise.reject(new WorkflowNotFoundError('unknown', workflowId, undefined))
        : Promise.resolve({ status: { name: 'RUNNING' }, raw: {} });
    },
  });
  const configuration = configurationSchema.parse({
    version: 1,
    routes: [],
    staff: { callBackNumber: '95599' },
  });
  const world = { ledger: opened.worker, clock: { now: () => now }, configuration } as unknown as World;
  const look = createLook(world, { getHandle } as unknown as WorkflowClient);
  return async () => {
    asked = [];
    const found = await look();
    return { found, asked };
  };
}

test('of those that wait some have their turn in a round, and all of them within some rounds', async () => {
  const ids = await held(450, hourMs);
  const round = looking();
  const rounds = [await round(), await round(), await round()].map(({ asked }) => asked);
  expect(rounds.map(({ length }) => length)).toEqual([200, 200, 50]);
  expect(rounds.flat().sort()).toEqual([...ids].sort());
  // And then from the beginning.
  expect((await round()).asked).toEqual(rounds[0]);
});

test('what is past its wait is looked at at once, however many others there are', async () => {
  await held(250, hourMs);
  const [silent = '', gone = ''] = await held(2, -120_000);
  const round = looking([gone]);
  const { found, asked } = await round();
  expect(asked.slice(0, 2).sort()).toEqual([silent, gone].sort());
  expect(found).toMatchObject({ gone: 1, silent: 1 });
  const alarms = (await openAlarms(opened.ledger, 10)).map(({ kind, subject }) => [kind, subject]);
  expect(alarms.sort()).toEqual([
    ['notice-silent', `${silent}/final-decision/1`],
    ['workflow-gone', gone],
  ]);
  expect(await noticesOfApplication(opened.ledger, gone)).toMatchObject([{ state: 'with-staff' }]);
  // It is with staff now, who may take their time.
  expect((await round()).asked[0]).toBe(silent);
});

test('of more that are past their wait than a round looks at, the next are looked at in the next', async () => {
  await held(600, -120_000);
  const round = looking();
  const first = new Set((await round()).asked);
  const second = await round();
  expect(first.size).toBeGreaterThanOrEqual(500);
  expect(second.asked.filter((id) => !first.has(id)).length).toBe(600 - first.size);
  expect(await openAlarms(opened.ledger, 1_000)).toHaveLength(600);
});
