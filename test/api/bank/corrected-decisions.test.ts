/** Corrected decisions over HTTP: what whoever reports them hears, who decides, and what a day's list says of them. */
import { reportApplication } from '../../../client/intake/applications.js';
import { reportStage } from '../../../client/intake/stages.js';
import type { ApplicationId } from '../../../domain/ids/ids.js';
import type { Role } from '../../../domain/identity/role.js';
import { claimTask } from '../../../ledger/human-task/claim.js';
import { finishNotice } from '../../../ledger/notice/move.js';
import { applicationBody, newId, stageBodies } from '../../client/intake-world.js';
import { openBankDoor } from './bank-door.js';
import type { BankDoor, Caller, Told } from './bank-door.js';
import { owedTask } from './owed-task.js';

const hourMs = 3_600_000;
const stage = 'final-decision';
const corrected = { decision: 'declined', decidedAt: '2026-11-02T09:00:00+08:00' };
const person = (account: string, role: Role, ...regions: string[]): Caller => ({
  account,
  roles: new Set([role] as const),
  ...(regions.length === 0 ? {} : { regions }),
});
const [liNa, zhaoMin] = [person('li.na', 'staff'), person('zhao.min', 'supervisor')];
const elsewhere = person('sun.li', 'supervisor', '110000');

let door: BankDoor;
beforeAll(async () => {
  door = await openBankDoor();
});
afterAll(() => door.close());

async function told(): Promise<ApplicationId> {
  const { world, ledger, time } = door.opened;
  const applicationId = newId();
  await reportApplication(world, applicationId, applicationBody());
  await reportStage(world, applicationId, stage, 1, stageBodies[stage]);
  await finishNotice(ledger, { applicationId, stage, round: 1 }, 'delivered', time.now);
  return applicationId;
}
const correct = (id: string, body: object = corrected, caller: Caller = 'loan-system') =>
  door.call(caller, 'PUT', `/v1/applications/${id}/stages/${stage}/rounds/2`, body);
const approval = (who: Caller, approvalId: string, verb?: string, body?: object) =>
  verb === undefined
    ? door.call(who, 'GET', `/v1/approvals/${approvalId}`)
    : door.call(who, 'POST', `/v1/approvals/${approvalId}/${verb}`, body);
const idIn = ({ json }: Told) => String(json['approvalId']);

test('one that may contradict what was told is 202 with the approval it waits for, the same as often as it comes', async () => {
  const id = await told();
  const answers = await Promise.all(Array.from({ length: 20 }, () => correct(id)));
  const [first] = answers;
  for (const answer of answers) {
    expect(answer).toMatchObject({
      status: 202,
      json: {
        kind: 'corrected-decision',
        state: 'proposed',
        subject: id,
        applicationId: id,
        act: { stage, round: 2 },
      },
    });
    expect(answer.json).toEqual(first?.json);
    expect(answer.headers.get('location')).toBe(`/v1/approvals/${idIn(answer)}`);
    expect(answer.text).not.toContain('declined');
  }
  expect(await correct(id, { decision: 'approved' })).toMatchObject({
    status: 409,
    json: { code: 'stage-differs', faults: ['/decidedAt', '/decision'] },
  });
});

test('agreed to by a supervisor, it is taken; a no is told to whoever reports the same', async () => {
  const id = await told();
  const approvalId = idIn(await correct(id));
  expect(await approval(liNa, approvalId, 'approve')).toMatchObject({ status: 403 });
  expect(await approval(liNa, approvalId, 'reveal', { reason: '想看' })).toMatchObject({ status: 403 });
  expect(await approval(zhaoMin, approvalId, 'reveal', { reason: '审批' })).toMatchObject({
    status: 200,
    json: { values: corrected, before: stageBodies[stage] },
  });
  expect(await approval(zhaoMin, approvalId, 'approve')).toMatchObject({
    status: 200,
    json: { state: 'approved', decidedBy: 'zhao.min' },
  });
  expect(await correct(id)).toMatchObject({
    status: 200,
    json: { result: 'known', notice: { round: 2, state: 'held' } },
  });
  const other = await told();
  await approval(zhaoMin, idIn(await correct(other)), 'reject', { reason: '原决定无误' });
  expect(await correct(other)).toMatchObject({ status: 409, json: { code: 'correction-rejected' } });
  expect(await correct(other, { decision: 'declined' })).toMatchObject({ status: 202 });
});

test('the loan system sees what became of its own, takes it back, and sees no other approval', async () => {
  const id = await told();
  const approvalId = idIn(await correct(id));
  expect(await approval('loan-system', approvalId)).toMatchObject({
    status: 200,
    json: { state: 'proposed' },
  });
  expect(await approval('loan-system', approvalId, 'withdraw')).toMatchObject({
    status: 200,
    json: { state: 'withdrawn' },
  });
  const number = await door.call(liNa, 'PATCH', `/v1/applications/${id}/contacts`, { mobile: '13900139000' });
  for (const verb of [undefined, 'withdraw'])
    expect(await approval('loan-system', idIn(number), verb)).toMatchObject({
      status: 404,
      json: { code: 'approval-unknown' },
    });
});

test('one of another region is not there', async () => {
  const approvalId = idIn(await correct(await told()));
  for (const [verb, body] of [
    [undefined, undefined],
    ['approve', undefined],
    ['reject', { reason: 'x' }],
    ['reveal', { reason: 'x' }],
  ] as const)
    expect(await approval(elsewhere, approvalId, verb, body)).toMatchObject({ status: 404 });
  expect(await approval(person('loans', 'loan-system', '110000'), approvalId)).toMatchObject({ status: 404 });
  const here = person('he.jun', 'supervisor', '310000');
  expect(await approval(here, approvalId, 'approve')).toMatchObject({ status: 200 });
});

test('the task of the earlier round says that a correction waits, and until when', async () => {
  const { applicationId, taskId } = await owedTask(door.opened);
  const { now } = door.opened.time;
  await claimTask(door.opened.ledger, taskId, { staffRef: 'li.na', at: now, until: now + hourMs });
  const { json } = await correct(applicationId);
  const task = await door.call(liNa, 'GET', `/v1/tasks/${taskId}`);
  expect(task.json['correction']).toEqual({
    approvalId: json['approvalId'],
    round: 2,
    until: json['expiresAt'],
  });
});

test('on the bank’s list of the day it is no decision that was never reported: it waits, is taken, or was refused', async () => {
  const [waiting, rejected, taken] = [await told(), await told(), await told()];
  const ids = new Map<string, string>();
  for (const id of [waiting, rejected, taken]) ids.set(id, idIn(await correct(id)));
  await approval(zhaoMin, ids.get(rejected) ?? '', 'reject', { reason: '原决定无误' });
  await approval(zhaoMin, ids.get(taken) ?? '', 'approve');
  const decisions = [waiting, rejected, taken].map((applicationId) => ({
    applicationId,
    stage,
    round: 2,
    decision: 'declined',
  }));
  const { json } = await door.call('loan-system', 'PUT', '/v1/reconciliations/2026-11-01', { decisions });
  expect(json['counts']).toMatchObject({ listed: 3, agreed: 1, awaitingApproval: 1, reportRefused: 1 });
  expect(json['entries']).toMatchObject([
    { kind: 'report-refused', applicationId: rejected, refusedCode: 'correction-rejected' },
    { kind: 'awaiting-approval', applicationId: waiting, approvalId: ids.get(waiting) },
  ]);
});
