/** A second pair of eyes, on a real ledger: who agrees, what is done by that, once, and what makes it void. */
import { randomUUID } from 'node:crypto';
import { approve, reject, withdraw } from '../../../client/approval/decide.js';
import { revealApproval } from '../../../client/approval/reveal.js';
import { review } from '../../../client/approval/review.js';
import { reportApplication, reportContacts } from '../../../client/intake/applications.js';
import { correctContacts } from '../../../client/intake/contact-correction.js';
import { relayOnce } from '../../../client/relay/relay.js';
import { proposeUnreachable } from '../../../client/task/unreachable.js';
import { draftWords, proposeWords } from '../../../client/words/draft.js';
import { findApproval } from '../../../ledger/approval/row.js';
import type { ApprovalRow } from '../../../ledger/approval/row.js';
import { eventsOfApplication } from '../../../ledger/event/of-application.js';
import { completeInLedger } from '../../../ledger/human-task/complete.js';
import { findTask } from '../../../ledger/human-task/row.js';
import { findTemplate } from '../../../ledger/words/row.js';
import { ask } from '../../ledger/opened-ledger.js';
import { owedTask } from '../../api/bank/owed-task.js';
import {
  applicationBody,
  AwayStories,
  canaries,
  foundInDatabase,
  newId,
  openedIntake,
  refusalOf,
  RecordingStories,
} from '../intake-world.js';
import type { OpenedIntake } from '../intake-world.js';
import { chenJie, liNa, person, wangWei, zhaoMin } from './people.js';

const hourMs = 3_600_000;

let opened: OpenedIntake;
let world: OpenedIntake['world'];
beforeAll(async () => {
  opened = await openedIntake();
  ({ world } = opened);
});
afterAll(() => opened.close());

const stateOf = async (approvalId: string) => (await findApproval(opened.ledger, approvalId))?.state;
const trailOf = async (id: string) =>
  (await eventsOfApplication(opened.ledger, id)).map(({ kind, detail }) => ({ kind, ...detail }));
const versionsOf = async (id: string) =>
  (await trailOf(id)).filter(({ kind }) => kind === 'contacts-reported').length;

async function numberProposed(): Promise<{ id: string; approval: ApprovalRow }> {
  const id = newId();
  await reportApplication(world, id, applicationBody());
  const answer = await correctContacts(world, id, { mobile: '13900139000' }, { actor: liNa });
  if (answer.result !== 'proposed') throw new Error('it was taken');
  return { id, approval: answer.approval };
}
async function untoldProposed(): Promise<{ applicationId: string; taskId: string; approval: ApprovalRow }> {
  const owed = await owedTask(opened);
  const approval = await proposeUnreachable(world, owed.taskId, { actor: liNa });
  if (approval === undefined) throw new Error('it was finished before');
  return { ...owed, approval };
}

test('of twenty who agree at once one does, and the number is replaced once', async () => {
  const { id, approval } = await numberProposed();
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, at) =>
      approve(world, approval.approvalId, person(`clerk-${at}`)).catch((failure: unknown) => failure),
    ),
  );
  expect(answers.filter((answer) => !(answer instanceof Error))).toHaveLength(1);
  const row = await findApproval(opened.ledger, approval.approvalId);
  for (const answer of answers)
    if (answer instanceof Error)
      expect(answer).toMatchObject({
        code: 'approval-over',
        fields: ['state: approved', `by: ${row?.decidedBy ?? ''}`],
      });
  expect(await versionsOf(id)).toBe(1);
});

test('of one who agrees and one who takes it back at once, one has their way, whole', async () => {
  for (let round = 0; round < 5; round += 1) {
    const { id, approval } = await numberProposed();
    const both = [approve(world, approval.approvalId, wangWei), withdraw(world, approval.approvalId, liNa)];
    const settled = await Promise.allSettled(both);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await versionsOf(id)).toBe((await stateOf(approval.approvalId)) === 'approved' ? 1 : 0);
  }
});

test('the second person is another one, in whatever letters, and may by their role', async () => {
  const { approval } = await numberProposed();
  for (const [actor, code] of [
    [liNa, 'approval-own'],
    [person('LI.NA', 'supervisor'), 'approval-own'],
    [person('some.auditor', 'auditor'), 'forbidden'],
    [person('loans', 'loan-system'), 'forbidden'],
    [person('13812345678'), 'staff-reference'],
  ] as const)
    for (const trying of [
      approve(world, approval.approvalId, actor),
      reject(world, approval.approvalId, actor, 'no'),
    ])
      expect(await refusalOf(trying)).toMatchObject({ code });
  expect(await stateOf(approval.approvalId)).toBe('proposed');
  // The ledger itself holds its own to that.
  const own = `UPDATE approval SET state = 'approved', decided_by = 'Li.Na' WHERE approval_id = '${approval.approvalId}'`;
  await expect(ask(opened.database.url, own)).rejects.toThrow(/violates check constraint/);
});

test('what was proposed is not rewritten, its steps are not taken away, and no state goes back', async () => {
  const { approval } = await numberProposed();
  await reject(world, approval.approvalId, wangWei, '未核实');
  const { url, migrateUrl } = opened.database;
  for (const statement of [
    `UPDATE approval SET act = '{}'`,
    'DELETE FROM approval',
    'DELETE FROM approval_step',
  ])
    await expect(ask(url, statement)).rejects.toThrow('permission denied');
  await expect(ask(migrateUrl, 'DELETE FROM approval_step')).rejects.toThrow('append-only');
  const back = `UPDATE approval SET state = 'proposed', decided_by = NULL WHERE approval_id = '${approval.approvalId}'`;
  await expect(ask(url, back)).rejects.toThrow('does not go back');
});

test('the same proposal again is the one that waits; another about the same is refused, naming it', async () => {
  const { id, approval } = await numberProposed();
  const again = await correctContacts(world, id, { mobile: '13900139000' }, { actor: liNa });
  expect(again).toMatchObject({ result: 'proposed', approval: { approvalId: approval.approvalId } });
  for (const [given, actor] of [
    [{ mobile: '13900139001' }, liNa],
    [{ mobile: '13900139000' }, wangWei],
  ] as const) {
    const { code, fields } = await refusalOf(correctContacts(world, id, given, { actor }));
    expect([code, fields[0]]).toEqual(['approval-open', `approvalId: ${approval.approvalId}`]);
  }
  await withdraw(world, approval.approvalId, liNa);
  expect(await correctContacts(world, id, { mobile: null }, { actor: wangWei })).toMatchObject({
    result: 'proposed',
  });
});

test('a number that was changed meanwhile makes the proposal void; another contact does not', async () => {
  const first = await numberProposed();
  await correctContacts(world, first.id, { email: 'ou@example.com' }, { actor: wangWei });
  expect(await approve(world, first.approval.approvalId, wangWei)).toMatchObject({ state: 'approved' });
  const second = await numberProposed();
  await reportContacts(world, second.id, { mobile: '13700137000' });
  const late = approve(world, second.approval.approvalId, wangWei);
  expect(await refusalOf(late)).toMatchObject({ code: 'approval-overtaken' });
  expect(await stateOf(second.approval.approvalId)).toBe('overtaken');
  expect(await versionsOf(second.id)).toBe(1);
});

test('what nobody decided on in time has expired, and is proposed anew', async () => {
  const { id, approval } = await numberProposed();
  opened.time.now += 24 * hourMs;
  const late = approve(world, approval.approvalId, wangWei);
  expect(await refusalOf(late)).toEqual({ code: 'approval-over', fields: ['state: expired'] });
  expect(await stateOf(approval.approvalId)).toBe('expired');
  const anew = await correctContacts(world, id, { mobile: '13900139000' }, { actor: liNa });
  expect(anew).toMatchObject({ result: 'proposed', approval: { state: 'proposed' } });
});

test('values and reasons stand nowhere in clear, and are shown on record to who may decide', async () => {
  const { id, approval } = await numberProposed();
  const { approvalId } = approval;
  const auditor = person('some.auditor', 'auditor');
  expect(await refusalOf(revealApproval(world, approvalId, auditor, 'x'))).toMatchObject({
    code: 'forbidden',
  });
  expect(await revealApproval(world, approvalId, wangWei, '回拨核对-金丝雀')).toEqual({
    before: { mobile: canaries.mobile },
    values: { mobile: '13900139000' },
    written: [],
  });
  await reject(world, approvalId, wangWei, '号码是邻居的-金丝雀');
  expect((await revealApproval(world, approvalId, liNa, '看原因')).written).toEqual([
    { step: 'rejected', by: 'wang.wei', reason: '号码是邻居的-金丝雀' },
  ]);
  expect(await trailOf(id)).toContainEqual({
    kind: 'approval-revealed',
    approvalId,
    act: 'contact-change',
    staffRef: 'wang.wei',
  });
  const all = ['13900139000', '回拨核对-金丝雀', '号码是邻居的-金丝雀', canaries.mobile];
  expect(await foundInDatabase(opened, all)).toEqual([]);
});

describe('a task closed untold', () => {
  test('is told to its story once it is agreed to, and again while Temporal is away, until it is done, once', async () => {
    const { applicationId, taskId, approval } = await untoldProposed();
    const stories = new AwayStories();
    const away = await approve({ ...world, stories }, approval.approvalId, wangWei);
    expect(away).toMatchObject({ state: 'approved', carriedOutAt: null });
    expect(await findTask(opened.ledger, taskId)).toMatchObject({ state: 'open' });
    const back = new RecordingStories(() => Promise.resolve('closed'));
    opened.time.now += hourMs;
    await relayOnce({ ...world, stories: back });
    expect(back.told.filter((one) => one.applicationId === applicationId)).toContainEqual({
      applicationId,
      message: { kind: 'approved', approvalId: approval.approvalId, taskId, staffRef: 'li.na' },
    });
    expect(await findTask(opened.ledger, taskId)).toMatchObject({
      state: 'completed',
      outcome: 'unreachable',
      staffRef: 'li.na',
      confirmedBy: 'wang.wei',
      identity: 'verified',
    });
    // A story may be told twice.
    const done = { taskId, outcome: 'unreachable', staffRef: 'li.na', identity: 'not-verified' } as const;
    const { ledger } = opened;
    expect(await ledger.transaction((tx) => completeInLedger(tx, done, opened.time.now))).toEqual({
      result: 'completed',
    });
    const kinds = (await trailOf(applicationId)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'task-completed')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'approval-carried-out')).toHaveLength(1);
  });

  test('is not closed by whoever names somebody, nor by another’s approval', async () => {
    const { taskId, approval } = await untoldProposed();
    const complete = (staffRef: string) => {
      const done = { taskId, outcome: 'unreachable', staffRef, identity: 'verified' } as const;
      return opened.ledger.transaction((tx) => completeInLedger(tx, done, opened.time.now));
    };
    expect(await complete('li.na')).toEqual({ result: 'refused', code: 'needs-second-person' });
    await approve(world, approval.approvalId, wangWei);
    expect(await complete('wang.wei')).toEqual({ result: 'refused', code: 'needs-second-person' });
    expect(await complete('li.na')).toEqual({ result: 'completed' });
  });

  test('finished otherwise before: the proposal is void, and what was agreed to comes to nothing', async () => {
    const told = (taskId: string) => {
      const done = { taskId, outcome: 'told-by-phone', staffRef: 'li.na', identity: 'verified' } as const;
      return opened.ledger.transaction((tx) => completeInLedger(tx, done, opened.time.now));
    };
    const first = await untoldProposed();
    await told(first.taskId);
    const late = approve(world, first.approval.approvalId, wangWei);
    expect(await refusalOf(late)).toMatchObject({ code: 'approval-overtaken' });
    const second = await untoldProposed();
    await approve(world, second.approval.approvalId, wangWei);
    await told(second.taskId);
    const { taskId } = second;
    const done = { taskId, outcome: 'unreachable', staffRef: 'li.na', identity: 'not-verified' } as const;
    await opened.ledger.transaction((tx) => completeInLedger(tx, done, opened.time.now));
    expect(await findApproval(opened.ledger, second.approval.approvalId)).toMatchObject({
      state: 'approved',
      carriedOutAt: null,
      cameToNothing: 'task-finished',
    });
  });

  test('belongs to whoever has it', async () => {
    const { taskId } = await untoldProposed();
    const other = proposeUnreachable(world, taskId, { actor: wangWei });
    expect(await refusalOf(other)).toMatchObject({ code: 'task-claimed' });
    const nothing = proposeUnreachable(world, randomUUID(), { actor: wangWei });
    expect(await refusalOf(nothing)).toMatchObject({ code: 'task-unknown' });
  });
});

describe('a broken glass', () => {
  test('lets a supervisor act at once, and somebody else must say what they think of it', async () => {
    const { id, approval } = await numberProposed();
    const breakGlass = { reason: '客户在柜台-金丝雀' };
    const alone = await correctContacts(world, id, { mobile: null }, { actor: zhaoMin, breakGlass });
    expect(alone).toMatchObject({
      result: 'created',
      approval: { state: 'acted-alone', proposedBy: 'zhao.min' },
    });
    // What waited for the same is overtaken by it.
    expect(await stateOf(approval.approvalId)).toBe('overtaken');
    expect(await trailOf(id)).toContainEqual({
      kind: 'contacts-reported',
      version: 2,
      staffRef: 'zhao.min',
      actedAlone: true,
      consentChanged: false,
    });
    const approvalId = alone.approval?.approvalId ?? '';
    const endorsed = { verdict: 'endorsed' } as const;
    for (const [actor, code] of [
      [zhaoMin, 'approval-own'],
      [person('ZHAO.MIN', 'auditor'), 'approval-own'],
      [liNa, 'forbidden'],
    ] as const)
      expect(await refusalOf(review(world, approvalId, actor, endorsed))).toMatchObject({ code });
    const unfounded = review(world, approvalId, chenJie, { verdict: 'objected' });
    expect(await refusalOf(unfounded)).toMatchObject({ code: 'body-invalid' });
    const auditor = person('some.auditor', 'auditor');
    expect((await revealApproval(world, approvalId, auditor, '复核')).written).toEqual([
      { step: 'acted-alone', by: 'zhao.min', reason: '客户在柜台-金丝雀' },
    ]);
    const objected = { verdict: 'objected', reason: '可以等' } as const;
    const said = { state: 'reviewed', reviewedBy: 'some.auditor', verdict: 'objected' };
    expect(await review(world, approvalId, auditor, objected)).toMatchObject(said);
    expect(await review(world, approvalId, auditor, objected)).toMatchObject(said);
    expect(await refusalOf(review(world, approvalId, chenJie, endorsed))).toMatchObject({
      code: 'approval-over',
      fields: ['state: reviewed', 'by: some.auditor'],
    });
    expect(await foundInDatabase(opened, ['客户在柜台-金丝雀'])).toEqual([]);
  });

  test('is no way for staff, nor for words', async () => {
    const { id } = await numberProposed();
    const alone = correctContacts(
      world,
      id,
      { mobile: null },
      { actor: wangWei, breakGlass: { reason: 'x' } },
    );
    expect(await refusalOf(alone)).toMatchObject({ code: 'forbidden' });
    expect(await versionsOf(id)).toBe(0);
  });

  test('closes a task untold by its story, without a second name', async () => {
    const { taskId } = await owedTask(opened);
    const stories = new RecordingStories(() => Promise.resolve('closed'));
    const order = { actor: zhaoMin, breakGlass: { reason: '已核实身故' } };
    const approval = await proposeUnreachable({ ...world, stories }, taskId, order);
    expect(approval).toMatchObject({ state: 'acted-alone' });
    expect(await findTask(opened.ledger, taskId)).toMatchObject({ state: 'completed', confirmedBy: null });
    expect(await findApproval(opened.ledger, approval?.approvalId ?? '')).toMatchObject({
      state: 'acted-alone',
      carriedOutAt: opened.time.now,
    });
  });
});

test('words are proposed with their draft, agreed to by a supervisor who did not write them, and anew after a no', async () => {
  const { ledger } = opened;
  const times = world.configuration.approvals;
  const template = {
    stage: 'final-decision',
    decision: 'declined',
    channel: 'sms',
    locale: 'en',
    applicantType: 'company',
    body: 'Not approved. Call {{ callBackNumber }}, quote {{ reference }}.',
  } as const;
  const by = (actor: ReturnType<typeof person>) => ({ actor, at: opened.time.now });
  const { name, approval } = await ledger.transaction((tx) => draftWords(tx, times, template, by(zhaoMin)));
  expect(await refusalOf(approve(world, approval.approvalId, liNa))).toMatchObject({ code: 'forbidden' });
  await reject(world, approval.approvalId, chenJie, 'too short');
  const again = await ledger.transaction((tx) => proposeWords(tx, times, name, by(liNa)));
  // Whoever wrote them is no second person, whoever proposed them.
  const own = approve(world, again.approval.approvalId, zhaoMin);
  expect(await refusalOf(own)).toMatchObject({ code: 'approval-own' });
  expect(await findTemplate(ledger, name)).toMatchObject({ state: 'draft' });
  await approve(world, again.approval.approvalId, chenJie);
  expect(await findTemplate(ledger, name)).toMatchObject({ state: 'approved', approvedBy: 'chen.jie' });
});
