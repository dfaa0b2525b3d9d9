/** Corrected decisions, on a real ledger: when they wait for a supervisor, how exactly, and what becomes of them. */
import type { WorkflowClient } from '@temporalio/client';
import { sweepApprovals } from '../../../activities/sweep/approvals.js';
import { resolveAlarms } from '../../../activities/sweep/resolve-alarms.js';
import type { World } from '../../../activities/world.js';
import { approve, reject, withdraw } from '../../../client/approval/decide.js';
import { revealApproval } from '../../../client/approval/reveal.js';
import { explanationOf } from '../../../client/explanation/explanation.js';
import { reportWithdrawal } from '../../../client/intake/applications.js';
import { reportStage } from '../../../client/intake/stages.js';
import type { ApplicationId } from '../../../domain/ids/ids.js';
import { openAlarmsOf } from '../../../ledger/alarm/raise.js';
import { findApproval } from '../../../ledger/approval/row.js';
import { intendAttempt } from '../../../ledger/attempt/intend.js';
import { eventsOfApplication } from '../../../ledger/event/of-application.js';
import { claimTask, releaseTask } from '../../../ledger/human-task/claim.js';
import { findTask } from '../../../ledger/human-task/row.js';
import { lockNotice, noticesOfApplication } from '../../../ledger/notice/find.js';
import { finishNotice } from '../../../ledger/notice/move.js';
import { reportsOfApplication } from '../../../ledger/report/find.js';
import { overtakenAs } from '../../../ledger/report/overtaken.js';
import { configurationSchema } from '../../../runtime/configuration/configuration-schema.js';
import { intentFor } from '../../ledger/owed-notice.js';
import {
  canaries,
  correctingAtOnce,
  foundInDatabase,
  openedIntake,
  RecordingStories,
  refusalOf,
  refusalsOnRecord,
  stageBodies,
} from '../intake-world.js';
import type { OpenedIntake } from '../intake-world.js';
import { corrected, decidingBank, final, keyOf } from './deciding-bank.js';
import { chenJie, liNa, person, zhaoMin } from './people.js';

const hourMs = 3_600_000;
const configuration = configurationSchema.parse({
  version: 1,
  routes: [],
  staff: { callBackNumber: '95599' },
});

let opened: OpenedIntake;
let world: OpenedIntake['world'];
let bank: ReturnType<typeof decidingBank>;
beforeAll(async () => {
  opened = await openedIntake();
  ({ world } = opened);
  bank = decidingBank(opened);
});
afterAll(() => opened.close());

const stateOf = async (approvalId: string) => (await findApproval(opened.ledger, approvalId))?.state;
const roundsOf = async (id: string) =>
  (await noticesOfApplication(opened.ledger, id)).map(({ round }) => round);
const why = async (id: string) => {
  const told = { ...world, clockwork: { timeZone: 'Asia/Shanghai' } };
  return (await explanationOf(told, id as ApplicationId)).explanation;
};

describe('is taken at once', () => {
  test('while nobody was told, also where every message was refused or never received', async () => {
    const id = await bank.reported();
    const notice = keyOf(id);
    for (const [outcome, neverReceived] of [
      ['rejected', false],
      ['unknown', true],
    ] as const) {
      const intent = intentFor(notice, { contactIndex: Buffer.from(outcome) });
      await opened.ledger.transaction((tx) => intendAttempt(tx, intent));
      await opened.ledger.query(
        'UPDATE attempt SET outcome = $2, never_received = $3 WHERE attempt_id = $1',
        [intent.attemptId, outcome, neverReceived],
      );
    }
    expect(await bank.correct(id)).toMatchObject({ result: 'created', told: true });
    expect(await roundsOf(id)).toEqual([1, 2]);
  });

  test('while a task for it is nobody’s, or was given back', async () => {
    const id = await bank.reported();
    const taskId = await bank.taskOf(id);
    const { now } = opened.time;
    await claimTask(opened.ledger, taskId, { staffRef: 'li.na', at: now, until: now + hourMs });
    await releaseTask(opened.ledger, taskId, { heldBy: 'li.na', at: now });
    expect(await bank.correct(id)).toMatchObject({ result: 'created' });
  });

  test('where the bank has it approved before it reports, and where it decides nothing', async () => {
    const id = await bank.delivered();
    const atOnce = reportStage(correctingAtOnce(world), id, final, 2, corrected);
    expect(await atOnce).toMatchObject({ result: 'created' });
    const documents = await bank.delivered('supplementary-documents');
    const more = { documents: ['近半年账单'], dueDate: '2026-11-25' };
    expect(await reportStage(world, documents, 'supplementary-documents', 2, more)).toMatchObject({
      result: 'created',
    });
  });
});

describe('waits for a supervisor', () => {
  const heard: Record<string, (id: ApplicationId) => Promise<unknown>> = {
    'was delivered': (id) => finishNotice(opened.ledger, keyOf(id), 'delivered', opened.time.now),
    'was completed by staff': (id) =>
      finishNotice(opened.ledger, keyOf(id), 'completed-by-staff', opened.time.now),
    'is on its way': (id) => attempted(id, 'intended'),
    'was accepted, also where a receipt says undelivered': (id) => attempted(id, 'accepted', 'undelivered'),
    'has an unknown outcome': (id) => attempted(id, 'unknown'),
    'has a task somebody took on, also once their claim is over': async (id) => {
      const at = opened.time.now - 2 * hourMs;
      await claimTask(opened.ledger, await bank.taskOf(id), { staffRef: 'li.na', at, until: at + hourMs });
    },
  };
  const attempted = async (id: ApplicationId, outcome: string, settlement?: string) => {
    const intent = intentFor(keyOf(id));
    await opened.ledger.transaction((tx) => intendAttempt(tx, intent));
    await opened.ledger.query('UPDATE attempt SET outcome = $2, settlement = $3 WHERE attempt_id = $1', [
      intent.attemptId,
      outcome,
      settlement ?? null,
    ]);
  };

  test.each(Object.keys(heard))('where a notice of an earlier round %s', async (how) => {
    const id = await bank.reported();
    await heard[how]?.(id);
    expect(await bank.correct(id)).toMatchObject({
      result: 'proposed',
      approval: {
        state: 'proposed',
        kind: 'corrected-decision',
        subject: id,
        act: { kind: 'corrected-decision', stage: final, round: 2 },
        proposedBy: 'loan-system',
        expiresAt: opened.time.now + 24 * hourMs,
      },
    });
    expect(await roundsOf(id)).toEqual([1]);
  });

  test('a preliminary approval as well, and the third round as well as the second', async () => {
    const id = await bank.delivered('preliminary-approval');
    const body = { amount: 1 };
    const answer = await reportStage(world, id, 'preliminary-approval', 2, body);
    if (answer.result !== 'proposed') throw new Error('it was taken');
    await approve(world, answer.approval.approvalId, zhaoMin);
    // Nobody heard of round 2, but of round 1.
    expect(await reportStage(world, id, 'preliminary-approval', 3, { amount: 2 })).toMatchObject({
      result: 'proposed',
    });
  });

  test('of an intent and a correction at once, the one that comes second sees the first', async () => {
    const id = await bank.reported();
    const intent = intentFor(keyOf(id));
    let correcting: ReturnType<typeof bank.correct> | undefined;
    await opened.ledger.transaction(async (tx) => {
      await lockNotice(tx, keyOf(id));
      expect(await overtakenAs(tx, keyOf(id))).toBeUndefined();
      correcting = bank.correct(id);
      await untilSomebodyWaits();
      await intendAttempt(tx, intent);
    });
    expect(await correcting).toMatchObject({ result: 'proposed' });
  });
});

async function untilSomebodyWaits(): Promise<void> {
  const waits = `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;
  while ((await opened.ledger.query(waits)).length === 0)
    await new Promise((resolve) => setImmediate(resolve));
}

describe('while it waits', () => {
  test('the same again is the same approval, also twenty times at once; another is refused, naming fields', async () => {
    const id = await bank.delivered();
    const answers = await Promise.all(Array.from({ length: 20 }, () => bank.correct(id)));
    const ids = answers.map((answer) =>
      answer.result === 'proposed' ? answer.approval.approvalId : 'taken',
    );
    expect(new Set(ids).size).toBe(1);
    expect(await opened.ledger.query('SELECT FROM approval WHERE application_id = $1', [id])).toHaveLength(1);
    // Whoever of the loan system reports it, and however it is written.
    const written = { guidance: corrected.guidance, decision: corrected.decision };
    const by = person('4f0c9d1e-8c4b-4d43-9a51-b2f7c0a1d9e4', 'loan-system');
    expect(await reportStage(world, id, final, 2, written, by)).toMatchObject({
      result: 'proposed',
      approval: { approvalId: ids[0] },
    });
    expect(await refusalOf(bank.correct(id, { ...corrected, decision: 'conditional' }))).toEqual({
      code: 'stage-differs',
      fields: ['/decision'],
    });
    expect(await refusalOf(bank.correct(id, corrected, 3))).toMatchObject({ code: 'round-skipped' });
    expect(await bank.correct(id, stageBodies[final], 1)).toMatchObject({ result: 'known' });
  });

  test('it is proposed by whoever reports, be it a client’s id, and by nobody who is not the loan system', async () => {
    const client = person('4f0c9d1e-8c4b-4d43-9a51-b2f7c0a1d9e4', 'loan-system');
    const id = await bank.delivered();
    expect(await reportStage(world, id, final, 2, corrected, client)).toMatchObject({
      approval: { proposedBy: client.account },
    });
    const other = await bank.delivered();
    expect(await refusalOf(reportStage(world, other, final, 2, corrected, zhaoMin))).toMatchObject({
      code: 'forbidden',
    });
  });

  test('its body stands nowhere in clear, and is shown on record to supervisors alone', async () => {
    const id = await bank.delivered();
    const { approvalId } = await bank.proposed(id);
    expect(await refusalOf(revealApproval(world, approvalId, liNa, '想看'))).toMatchObject({
      code: 'forbidden',
    });
    expect(await revealApproval(world, approvalId, zhaoMin, '审批')).toEqual({
      before: { decision: 'approved', guidance: canaries.guidance },
      values: corrected,
      written: [],
    });
    expect((await eventsOfApplication(opened.ledger, id)).map(({ kind }) => kind)).toContain(
      'approval-revealed',
    );
    expect(await foundInDatabase(opened, [corrected.guidance])).toEqual([]);
  });

  test('the task of the earlier round says so, until it is decided', async () => {
    const id = await bank.reported();
    const taskId = await bank.taskOf(id);
    const { now } = opened.time;
    await claimTask(opened.ledger, taskId, { staffRef: 'li.na', at: now, until: now + hourMs });
    const { approvalId, expiresAt } = await bank.proposed(id);
    expect(await findTask(opened.ledger, taskId)).toMatchObject({
      correction: { approvalId, round: 2, expiresAt },
    });
    await reject(world, approvalId, zhaoMin, '原决定无误');
    expect(await findTask(opened.ledger, taskId)).toMatchObject({ correction: null });
  });

  test('`why` says so and until when, and afterwards what became of it', async () => {
    const id = await bank.delivered();
    opened.time.now += 1_000;
    const { approvalId } = await bank.proposed(id);
    const waiting = await why(id);
    expect(waiting).toMatchObject({ cause: 'correction-waits', nextStep: 'tell-a-supervisor' });
    expect(waiting.en.cause).toMatch(/^The loan system corrected the final decision on .+ \(round 2\)\./);
    await reject(world, approvalId, zhaoMin, '原决定无误');
    const rejected = await why(id);
    expect(rejected.cause).toBe('report-refused');
    expect(rejected.en.cause).toContain('because a supervisor did not agree to this corrected decision');
    expect(rejected.en.evidence.join('\n')).toContain(
      'zhao.min did not agree with the loan system to correct the final decision (round 2).',
    );
  });
});

describe('once a supervisor agrees', () => {
  test('it is taken in the same commit, as of then, told to its story, and known from then on', async () => {
    const id = await bank.delivered();
    const { approvalId } = await bank.proposed(id);
    opened.time.now += hourMs;
    const at = opened.time.now;
    const stories = new RecordingStories();
    expect(await approve({ ...world, stories }, approvalId, zhaoMin)).toMatchObject({
      state: 'approved',
      decidedBy: 'zhao.min',
      carriedOutAt: at,
    });
    const [, notice] = await noticesOfApplication(opened.ledger, id);
    expect(notice).toMatchObject({ round: 2, state: 'held', waitingFor: 'workflow', owedAt: at });
    const report = (await reportsOfApplication(opened.ledger, id)).find(({ round }) => round === 2);
    expect(report).toMatchObject({ receivedAt: at, stage: final });
    expect(stories.told).toEqual([
      { applicationId: id, message: { kind: 'reported', reportId: report?.reportId } },
    ]);
    expect(await bank.correct(id)).toMatchObject({ result: 'known' });
    expect(await refusalOf(bank.correct(id, { decision: 'approved' }))).toMatchObject({
      code: 'stage-differs',
    });
    const kinds = (await eventsOfApplication(opened.ledger, id)).filter(({ round }) => round === 2);
    expect(kinds.map(({ kind }) => kind)).toEqual([
      'approval-proposed',
      'approval-approved',
      'stage-reported',
      'approval-carried-out',
      'report-repeated',
    ]);
    expect((await why(id)).cause).toBe('being-taken-up');
  });

  test('a story that had ended is begun again for it', async () => {
    const id = await bank.delivered();
    const { approvalId } = await bank.proposed(id);
    const stories = new RecordingStories(() => Promise.resolve('closed'));
    await approve({ ...world, stories }, approvalId, zhaoMin);
    expect(stories.begun).toHaveLength(1);
  });

  test('nobody else does: not staff, not the loan system, and of two supervisors at once one, once', async () => {
    const id = await bank.delivered();
    const { approvalId } = await bank.proposed(id);
    for (const [actor, code] of [
      [liNa, 'forbidden'],
      [person('some.auditor', 'auditor'), 'forbidden'],
      [person('loan-system', 'supervisor'), 'approval-own'],
    ] as const)
      expect(await refusalOf(approve(world, approvalId, actor))).toMatchObject({ code });
    const both = await Promise.allSettled([zhaoMin, chenJie].map((who) => approve(world, approvalId, who)));
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await roundsOf(id)).toEqual([1, 2]);
  });

  test.each([0, 1, 2, 3])(
    'of an agreement and a withdrawal at once, one comes first and both are right (%#)',
    async () => {
      const id = await bank.delivered();
      const { approvalId } = await bank.proposed(id);
      const [agreed] = await Promise.allSettled([
        approve(world, approvalId, zhaoMin),
        reportWithdrawal(world, id, {}),
      ]);
      const taken = agreed.status === 'fulfilled';
      expect(await stateOf(approvalId)).toBe(taken ? 'approved' : 'overtaken');
      expect(await roundsOf(id)).toEqual(taken ? [1, 2] : [1]);
    },
  );
});

describe('where it is not taken', () => {
  test('because a supervisor says no, the same is refused and another is a new proposal', async () => {
    const id = await bank.delivered();
    const { approvalId } = await bank.proposed(id);
    await reject(world, approvalId, zhaoMin, '原决定无误');
    expect(await refusalOf(bank.correct(id))).toEqual({
      code: 'correction-rejected',
      fields: [`approvalId: ${approvalId}`],
    });
    const other = await bank.proposed(id, { decision: 'conditional', guidance: '补充担保' });
    expect(other.approvalId).not.toBe(approvalId);
    await approve(world, other.approvalId, chenJie);
    expect(await roundsOf(id)).toEqual([1, 2]);
  });

  test('because nobody decided in time, an alarm says so until it is reported again, as a new proposal', async () => {
    const id = await bank.delivered();
    const { approvalId } = await bank.proposed(id);
    opened.time.now += 24 * hourMs;
    await sweepApprovals({ ...world, configuration });
    expect(await stateOf(approvalId)).toBe('expired');
    const subject = { subject: `${id}/final-decision/2` };
    expect(await openAlarmsOf(opened.ledger, 'correction-expired')).toContainEqual(subject);
    const again = await bank.proposed(id);
    expect(again.approvalId).not.toBe(approvalId);
    expect(await openAlarmsOf(opened.ledger, 'correction-expired')).not.toContainEqual(subject);
  });

  test('that alarm ends by itself once nothing is told of the decision any more', async () => {
    const id = await bank.delivered();
    await bank.proposed(id);
    opened.time.now += 24 * hourMs;
    await sweepApprovals({ ...world, configuration });
    const sweptWorld = { ...world, configuration } as unknown as World;
    const isOpen = async () => {
      await resolveAlarms(sweptWorld, undefined as unknown as WorkflowClient);
      const open = await openAlarmsOf(opened.ledger, 'correction-expired');
      return open.some(({ subject }) => subject === `${id}/final-decision/2`);
    };
    expect(await isOpen()).toBe(true);
    await reportWithdrawal(world, id, {});
    expect(await isOpen()).toBe(false);
  });

  test('its time over and not yet looked at, the same report puts that down and proposes anew', async () => {
    const id = await bank.delivered();
    const { approvalId } = await bank.proposed(id);
    opened.time.now += 24 * hourMs;
    expect(await refusalOf(approve(world, approvalId, zhaoMin))).toMatchObject({ code: 'approval-over' });
    const second = await bank.delivered();
    const before = await bank.proposed(second);
    opened.time.now += 24 * hourMs;
    const after = await bank.proposed(second);
    expect([await stateOf(before.approvalId), after.state]).toEqual(['expired', 'proposed']);
  });

  test('because of a withdrawal or a later stage, that is on record at once', async () => {
    const withdrawn = await bank.delivered();
    const first = await bank.proposed(withdrawn);
    await reportWithdrawal(world, withdrawn, {});
    const decided = await bank.delivered('preliminary-approval');
    const second = await reportStage(world, decided, 'preliminary-approval', 2, { amount: 1 });
    if (second.result !== 'proposed') throw new Error('it was taken');
    await reportStage(world, decided, final, 1, stageBodies[final]);
    for (const approvalId of [first.approvalId, second.approval.approvalId]) {
      expect(await stateOf(approvalId)).toBe('overtaken');
      expect(await refusalOf(approve(world, approvalId, zhaoMin))).toMatchObject({ code: 'approval-over' });
    }
    expect(await refusalOf(bank.correct(withdrawn))).toMatchObject({ code: 'application-withdrawn' });
  });

  test('every one of them is a refused report on record, as of when it was reported', async () => {
    const id = await bank.delivered();
    const { approvalId } = await bank.proposed(id);
    await withdraw(world, approvalId, person('loan-system', 'loan-system'));
    expect((await refusalsOnRecord(opened)).filter(({ applicationId }) => applicationId === id)).toEqual([
      {
        applicationId: id,
        kind: 'stage',
        stage: final,
        round: 2,
        code: 'approval-over',
        fields: [`approvalId: ${approvalId}`],
      },
    ]);
  });
});
