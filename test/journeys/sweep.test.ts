import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { openBank } from '../../cli/bank/open-bank.js';
import type { Bank } from '../../cli/bank/open-bank.js';
import { standInApplicants } from '../../cli/feed/stand-in-applicants.js';
import { startStack } from '../../cli/stack/start.js';
import type { RunningStack } from '../../cli/stack/start.js';
import { embeddedWords } from '../../cli/stack/words.js';
import { prepareLedger } from '../../cli/words/prepare-ledger.js';
import { explanationOf } from '../../client/explanation/explanation.js';
import { reportApplication, reportWithdrawal } from '../../client/intake/applications.js';
import { reportStage } from '../../client/intake/stages.js';
import { completeHumanTask } from '../../client/task/complete.js';
import { applicationIdOf, workflowIdOf } from '../../domain/ids/ids.js';
import { openAlarms, openAlarmsOf, raiseAlarm } from '../../ledger/alarm/raise.js';
import { erasureOf } from '../../ledger/erasure/find.js';
import { openTasks } from '../../ledger/human-task/row.js';
import { noticesOfApplication } from '../../ledger/notice/find.js';
import { until } from './until.js';

const applicants = standInApplicants('sweep');
let stateDir: string;
let stack: RunningStack;
let bank: Bank;
let temporal: Client;

beforeAll(async () => {
  stateDir = mkdtempSync(join(tmpdir(), 'bida-sweep-'));
  stack = await startStack({
    stateDir,
    // It is always night in this calendar: what is reported stays held.
    calendar: {
      inline: {
        timeZone: 'Asia/Shanghai',
        holidays: 'none',
        pressed: {
          realAnchor: new Date().toISOString(),
          calendarAnchor: '2026-06-01T23:00:00+08:00',
          factor: 0.001,
        },
      },
    },
    timing: { sweep: { everyMs: 1_000, graceMs: 1_000 }, retention: { afterDays: 0, everyMs: 1_000 } },
    progress: () => undefined,
    migrate: prepareLedger,
    simulator: { seed: 1, words: embeddedWords },
  });
  bank = openBank(stack.file);
  const connection = await Connection.connect({ address: stack.file.temporalAddress });
  temporal = new Client({ connection, namespace: stack.file.temporalNamespace });
}, 60_000);

afterAll(async () => {
  await temporal.connection.close();
  await bank.close();
  await stack.stop();
  rmSync(stateDir, { recursive: true, force: true });
}, 30_000);

async function heldNotice(id: string): Promise<void> {
  await reportApplication(bank, id, applicants.applicationFor(id));
  await reportStage(bank, id, 'final-decision', 1, { decision: 'approved' });
  await until(async () => {
    const [notice] = await noticesOfApplication(bank.ledger, id);
    return notice?.waitingFor === 'window';
  });
}

test('a notice whose story was terminated goes to staff with an alarm, and can be finished without it', async () => {
  await heldNotice('SW-1');
  await heldNotice('SW-2');
  await temporal.workflow.getHandle(workflowIdOf(applicationIdOf('SW-1'))).terminate('by the test');

  const task = await until(async () => {
    const tasks = await openTasks(bank.ledger, 10);
    return tasks.find(({ applicationId }) => applicationId === 'SW-1');
  });
  expect(task).toMatchObject({ kind: 'deliver-by-hand', because: 'workflow-gone', stage: 'final-decision' });
  const alarms = await openAlarms(bank.ledger, 10);
  expect(alarms.map(({ kind, subject }) => `${kind} ${subject}`)).toEqual(['workflow-gone SW-1']);

  const order = { taskId: task.taskId, outcome: 'told-by-phone', staffRef: 'li.na' };
  await completeHumanTask(bank, order, 'update');
  expect(await noticesOfApplication(bank.ledger, 'SW-1')).toMatchObject([{ state: 'completed-by-staff' }]);
  // The one whose story runs was left alone.
  expect(await noticesOfApplication(bank.ledger, 'SW-2')).toMatchObject([{ state: 'held' }]);
});

test('a report for a terminated story does not begin a second one, and its notice goes to staff', async () => {
  await heldNotice('SW-3');
  await temporal.workflow.getHandle(workflowIdOf(applicationIdOf('SW-3'))).terminate('by the test');
  const taken = await reportStage(bank, 'SW-3', 'final-decision', 2, { decision: 'declined' });
  expect(taken).toMatchObject({ result: 'created', told: true });
  await until(async () => {
    const tasks = await openTasks(bank.ledger, 10);
    return tasks.filter(({ applicationId }) => applicationId === 'SW-3').length === 2;
  });
  const story = await temporal.workflow.getHandle(workflowIdOf(applicationIdOf('SW-3'))).describe();
  expect(story.status.name).toBe('TERMINATED');
});

test('alarms of an outage that is over end by themselves; what still holds stays', async () => {
  const silent = 'SW-2/final-decision/1';
  await raiseAlarm(bank.ledger, 'notice-silent', silent, Date.now());
  await raiseAlarm(bank.ledger, 'workflow-stuck', 'SW-2', Date.now());
  await until(async () => (await openAlarmsOf(bank.ledger, 'notice-silent')).length === 0);
  await until(async () => (await openAlarmsOf(bank.ledger, 'workflow-stuck')).length === 0);
  expect(await noticesOfApplication(bank.ledger, 'SW-2')).toMatchObject([{ state: 'held' }]);
  expect(await openAlarmsOf(bank.ledger, 'workflow-gone')).toContainEqual({ subject: 'SW-1' });
});

test('what is over is erased by the worker’s schedule once the time it is kept for has passed, and nothing else', async () => {
  await heldNotice('SW-4');
  await reportWithdrawal(bank, 'SW-4', {});
  const erasure = await until(() => erasureOf(bank.ledger, 'SW-4'));
  expect(erasure).toMatchObject({ because: 'retention', reason: null, staffRef: null });
  expect(await erasureOf(bank.ledger, 'SW-2')).toBeUndefined();
  const world = { ...bank, clockwork: { timeZone: 'Asia/Shanghai' } };
  const { explanation } = await explanationOf(world, applicationIdOf('SW-4'));
  expect(explanation.cause).toBe('withdrawn');
  expect(explanation.en.evidence.at(-1)).toContain('erased, since the time it is kept for was over');
  expect(await openAlarmsOf(bank.ledger, 'erasure-failed')).toEqual([]);
  expect(await refusalCode(reportApplication(bank, 'SW-4', applicants.applicationFor('SW-4')))).toBe(
    'application-erased',
  );
  const story = temporal.workflow.getHandle(workflowIdOf(applicationIdOf('SW-4')));
  expect((await story.describe()).status.name).toBe('COMPLETED');
});

const refusalCode = (report: Promise<unknown>): Promise<unknown> =>
  report.then(
    () => 'taken',
    (failure: unknown) => (failure as { code?: unknown }).code,
  );
