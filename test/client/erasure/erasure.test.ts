import { WorkflowNotFoundError } from '@temporalio/client';
import { createRetentionActivities } from '../../../activities/erasure/erase-expired.js';
import { eraseAgain, eraseOnRequest } from '../../../client/erasure/erase.js';
import { reject } from '../../../client/approval/decide.js';
import { revealApproval } from '../../../client/approval/reveal.js';
import { revealContacts } from '../../../client/reveal/contacts.js';
import { explanationOf } from '../../../client/explanation/explanation.js';
import { reportApplication, reportContacts, reportWithdrawal } from '../../../client/intake/applications.js';
import { orderResend } from '../../../client/intake/resend.js';
import { reportStage } from '../../../client/intake/stages.js';
import { allAcknowledged } from '../../../client/relay/acknowledgements.js';
import { recordReply } from '../../../client/reply/record.js';
import { searchApplications } from '../../../client/search/search.js';
import type { ApplicationId } from '../../../domain/ids/ids.js';
import { contactValues } from '../../../ledger/application/contacts.js';
import { openAlarmsOf } from '../../../ledger/alarm/raise.js';
import { findApproval } from '../../../ledger/approval/row.js';
import { findAttempt } from '../../../ledger/attempt/find.js';
import { eventsOfApplication } from '../../../ledger/event/of-application.js';
import { erasuresAfter } from '../../../ledger/erasure/find.js';
import { finishNotice } from '../../../ledger/notice/move.js';
import { recordReceipt } from '../../../ledger/receipt/record.js';
import { ask } from '../../ledger/opened-ledger.js';
import { intendedAttempt } from '../../ledger/owed-notice.js';
import { person } from '../approval/people.js';
import { applicationBody, canaries, newId, openedIntake, refusalOf, stageBodies } from '../intake-world.js';
import type { OpenedIntake } from '../intake-world.js';

const request = { reason: 'consent-withdrawn', reference: '2026/0815', staffRef: 'li.na' };
const decided = 'final-decision';

let opened: OpenedIntake;
beforeAll(async () => {
  opened = await openedIntake();
});
afterAll(() => opened.close());

const keyOf = (applicationId: ApplicationId) => ({ applicationId, stage: decided, round: 1 }) as const;

/** Decided, and its notice delivered by an attempt whose receipt horizon is a day away. */
async function deliveredApplication(): Promise<{ id: ApplicationId; attemptId: string }> {
  const id = newId();
  await reportApplication(opened.world, id, applicationBody());
  await reportStage(opened.world, id, decided, 1, stageBodies[decided]);
  const attemptId = await intendedAttempt(opened.ledger, {
    notice: keyOf(id),
    receiptHorizon: opened.time.now + 86_400_000,
  });
  await finishNotice(opened.ledger, keyOf(id), 'delivered', opened.time.now);
  await ask(
    opened.database.superUrl,
    `UPDATE attempt SET outcome = 'accepted', settlement = 'delivered', lingering = false WHERE attempt_id = $1`,
    [attemptId],
  );
  return { id, attemptId };
}

/** The whole of one application's rows, as PostgreSQL has them. */
async function rowsOf(id: string): Promise<string> {
  const tables = ['application', 'contact_version', 'contact_value', 'attempt', 'report', 'contact_reveal'];
  const rows = await Promise.all(
    tables.map((table) =>
      ask<{ row: string }>(
        opened.database.superUrl,
        `SELECT t::text AS row FROM ${table} AS t WHERE application_id = $1`,
        [id],
      ),
    ),
  );
  return rows
    .flat()
    .map(({ row }) => row)
    .join('\n');
}

describe('an application that is over', () => {
  test('is erased on request: key, sealed values and whatever leads to the person are gone, the facts remain', async () => {
    const { id, attemptId } = await deliveredApplication();
    await revealContacts(opened.world, id, { reason: '客户来电', staffRef: 'li.na' });
    const { sealing } = opened.world;
    const traces = [
      sealing.index('mobile', canaries.mobile),
      sealing.index('name', canaries.name),
      sealing.index('email', canaries.email),
    ].map((bytes) => bytes.toString('hex'));
    const before = await rowsOf(id);
    for (const trace of traces) expect(before).toContain(trace);
    const [first] = await contactValues(opened.ledger, id, 1);

    expect(await eraseOnRequest(opened.world, id, request)).toMatchObject({
      because: 'request',
      erasedAt: opened.time.now,
      reason: 'consent-withdrawn',
    });
    const after = await rowsOf(id);
    for (const trace of traces) expect(after).not.toContain(trace);
    // Longer than a hash, which may begin with any byte.
    expect(after).not.toMatch(/\\x01[0-9a-f]{64}/);
    const [application] = await ask(
      opened.database.superUrl,
      'SELECT wrapped_key, key_id, name_index, sealed FROM application WHERE application_id = $1',
      [id],
    );
    expect(application).toMatchObject({ wrapped_key: null, key_id: null, name_index: null });

    // What the record says is the same as before.
    const [same] = await contactValues(opened.ledger, id, 1);
    expect({ ...same, index: null }).toEqual({ ...first, index: null });
    expect(await findAttempt(opened.ledger, attemptId)).toMatchObject({ settlement: 'delivered' });
    expect((await eventsOfApplication(opened.ledger, id)).at(-1)).toMatchObject({
      kind: 'application-erased',
      detail: { because: 'request', ...request },
    });
  });

  test('is found by its id alone, and explains itself without the data', async () => {
    const { id } = await deliveredApplication();
    await eraseOnRequest(opened.world, id, request);
    const found = [
      ...(await searchApplications(opened.world, 'mobile', canaries.mobile)),
      ...(await searchApplications(opened.world, 'name', canaries.name)),
    ].map(({ applicationId }) => applicationId);
    expect(found).not.toContain(id);
    const world = { ...opened.world, clockwork: { timeZone: 'Asia/Shanghai' } };
    const { explanation } = await explanationOf(world, id);
    expect(explanation.cause).toBe('delivered');
    expect(explanation.en.evidence.join('\n')).toContain('the applicant’s data was erased, on request');
    expect(explanation.zh.evidence.join('\n')).toContain('个人信息已应要求删除');
  });

  test('takes nothing more: the same reports, new ones, orders and reveals are answered that it is erased', async () => {
    const { id } = await deliveredApplication();
    await eraseOnRequest(opened.world, id, request);
    const told = opened.world.stories.told.length;
    for (const report of [
      () => reportApplication(opened.world, id, applicationBody()),
      () => reportApplication(opened.world, id, applicationBody({ amount: 1 })),
      () => reportStage(opened.world, id, decided, 1, stageBodies[decided]),
      () => reportStage(opened.world, id, decided, 2, stageBodies[decided]),
      () => reportContacts(opened.world, id, { mobile: canaries.mobile }),
      () => reportWithdrawal(opened.world, id, {}),
      () => orderResend(opened.world, id, { stage: decided, reason: '请补发', staffRef: 'li.na' }),
      () => revealContacts(opened.world, id, { reason: '客户来电', staffRef: 'li.na' }),
    ])
      expect(await refusalOf(report())).toMatchObject({ code: 'application-erased' });
    expect(opened.world.stories.told).toHaveLength(told);
  });

  test('waits for a corrected decision that waits itself, and takes the body of one that was decided on', async () => {
    const { id } = await deliveredApplication();
    const body = { decision: 'declined', guidance: canaries.guidance };
    const answer = await reportStage(opened.world, id, decided, 2, body);
    if (answer.result !== 'proposed') throw new Error('it was taken');
    const { approvalId, expiresAt } = answer.approval;
    expect(await refusalOf(eraseOnRequest(opened.world, id, request))).toEqual({
      code: 'application-unfinished',
      fields: [`correction ${approvalId}: waits to be decided on until ${new Date(expiresAt).toISOString()}`],
    });
    await reject(opened.world, approvalId, person('zhao.min', 'supervisor'), '原决定无误');
    await eraseOnRequest(opened.world, id, request);
    const gone = await findApproval(opened.ledger, approvalId);
    expect(gone?.sealed).toEqual(Buffer.alloc(0));
    expect(gone?.digest?.equals(answer.approval.digest ?? Buffer.alloc(0))).toBe(false);
    const seen = revealApproval(opened.world, approvalId, person('zhao.min', 'supervisor'), '核对');
    expect(await refusalOf(seen)).toMatchObject({ code: 'application-erased' });
  });

  test('still has its late receipts recorded', async () => {
    const { id, attemptId } = await deliveredApplication();
    await eraseOnRequest(opened.world, id, request);
    const given = { ourReference: attemptId, messageId: 'late', code: 'DELIVERED', listed: true } as const;
    const late = { ...given, settlement: 'delivered' } as const;
    const recorded = await recordReceipt(opened.api, 'sms/aliyun', late, opened.time.now);
    expect(recorded).toMatchObject({ verdict: 'repeats' });
  });

  test('takes with it that its number unsubscribed, unless another application has the number', async () => {
    const mobile = '13800007001';
    const [first, second] = [newId(), newId()];
    const staff = { complaintDueMs: 86_400_000, remindBeforeMs: 0 };
    const { ledger, sealing, clock } = opened.world;
    const reply = (text: string) =>
      recordReply({ ledger, sealing, clock, staff }, 'sms/aliyun', { mobile, text, providerReplyId: text });
    for (const id of [first, second]) {
      await reportApplication(opened.world, id, applicationBody({ contacts: { mobile } }));
      await reportWithdrawal(opened.world, id, {});
    }
    expect(await reply('TD')).toBe('recorded');
    const suppressed = () => opened.ledger.query('SELECT 1 FROM sms_suppression');
    await eraseOnRequest(opened.world, first, request);
    expect(await suppressed()).toHaveLength(1);
    await eraseOnRequest(opened.world, second, request);
    expect(await suppressed()).toHaveLength(0);
    // Nothing leads from the number to either of them any more.
    expect(await reply('投诉')).toBe('unmatched');
    expect(await opened.ledger.query(`SELECT 1 FROM reply WHERE sealed <> ''`)).toEqual([]);
  });

  test('is erased once: asked again, the first erasure stands', async () => {
    const { id } = await deliveredApplication();
    const first = await eraseOnRequest(opened.world, id, request);
    opened.time.now += 1_000;
    const again = { ...request, reason: 'unlawful', staffRef: 'wang.wei' };
    const second = await eraseOnRequest(opened.world, id, again);
    expect(second).toMatchObject({
      erasedAt: first.erasedAt,
      reason: 'consent-withdrawn',
      staffRef: 'li.na',
    });
    const kinds = (await eventsOfApplication(opened.ledger, id)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'application-erased')).toHaveLength(1);
  });
});

describe('an application that is not over', () => {
  const fieldsOf = async (id: string) => {
    const { code, fields } = await refusalOf(eraseOnRequest(opened.world, id, request));
    expect(code).toBe('application-unfinished');
    expect(await erasuresAfter(opened.ledger, '', 1_000)).not.toContainEqual(
      expect.objectContaining({ applicationId: id }),
    );
    return fields;
  };

  test('is refused until it is decided or withdrawn, and its withdrawal makes it possible', async () => {
    const id = newId();
    await reportApplication(opened.world, id, applicationBody());
    expect(await fieldsOf(id)).toEqual([
      'decision: expected a final decision or a withdrawal; withdraw the application first',
    ]);
    await reportWithdrawal(opened.world, id, {});
    expect(await eraseOnRequest(opened.world, id, request)).toMatchObject({ because: 'request' });
  });

  test('is refused while a notice is owed, a receipt is possible or its workflow runs', async () => {
    const id = newId();
    await reportApplication(opened.world, id, applicationBody());
    await reportStage(opened.world, id, decided, 1, stageBodies[decided]);
    const horizon = opened.time.now + 86_400_000;
    await intendedAttempt(opened.ledger, { notice: keyOf(id), receiptHorizon: horizon });
    expect(await fieldsOf(id)).toEqual([
      expect.stringMatching(/^notice final-decision\/1: expected to be finished/),
      `receipt sms/aliyun: may still come until ${new Date(horizon).toISOString()}`,
    ]);
    await finishNotice(opened.ledger, keyOf(id), 'completed-by-staff', opened.time.now);
    expect(await fieldsOf(id)).toHaveLength(1);
    opened.time.now = horizon;
    opened.world.stories.running.add(id);
    expect(await fieldsOf(id)).toEqual([expect.stringMatching(/^story: expected to have ended/)]);
    opened.world.stories.running.delete(id);
    await eraseOnRequest(opened.world, id, request);
  });

  test('stays where nobody can say whether its workflow runs', async () => {
    const { id } = await deliveredApplication();
    const away = { isRunning: () => Promise.reject(new Error('14 UNAVAILABLE')) };
    const world = { ...opened.world, stories: away as never };
    expect(await refusalOf(eraseOnRequest(world, id, request))).toMatchObject({
      code: 'temporal-unavailable',
    });
    expect(await eraseOnRequest(opened.world, id, request)).toMatchObject({ because: 'request' });
  });

  test.each([
    [{ reason: 'because' }, 'body-invalid'],
    [{ reference: '13812345678' }, 'body-invalid'],
    [{ staffRef: '13812345678' }, 'staff-reference'],
  ])('and a request with %j is refused before anything is looked at', async (changed, code) => {
    const asked = eraseOnRequest(opened.world, 'A-none', { ...request, ...changed });
    expect(await refusalOf(asked)).toMatchObject({ code });
  });
});

test('a list of erasures, applied after a restore, erases again as of the same instant, and once', async () => {
  const { id } = await deliveredApplication();
  const listed = {
    applicationId: id,
    erasedAt: opened.time.now - 5_000,
    because: 'request',
    reason: 'purpose-ended',
    reference: null,
    staffRef: 'li.na',
  } as const;
  expect(await eraseAgain(opened.world, listed)).toBe('erased');
  expect(await eraseAgain(opened.world, listed)).toBe('known');
  expect(await erasuresAfter(opened.ledger, '', 1_000)).toContainEqual(listed);
});

describe('retention', () => {
  const dayMs = 86_400_000;
  const configuration = { retention: { afterDays: 30 } };
  const goneStories = {
    getHandle: () => ({ describe: () => Promise.reject(new WorkflowNotFoundError('none', '', '')) }),
  } as never;
  const roundWith = async (client: never) => {
    // What was told a moment ago would keep its application until the next round.
    await allAcknowledged(opened.world.ledger, opened.world.logger);
    return createRetentionActivities(
      { ...opened.world, ledger: opened.worker, configuration } as never,
      client,
    ).eraseExpired();
  };

  test('leaves what ended a moment too lately, by the clock it is given, and erases it then', async () => {
    const id = newId();
    await reportApplication(opened.world, id, applicationBody());
    opened.time.now += 10 * dayMs;
    await reportWithdrawal(opened.world, id, {});
    const erased = async () =>
      (await erasuresAfter(opened.ledger, '', 1_000)).find((one) => one.applicationId === id);
    opened.time.now += 30 * dayMs - 1;
    await roundWith(goneStories);
    expect(await erased()).toBeUndefined();
    opened.time.now += 1;
    await roundWith(goneStories);
    expect(await erased()).toMatchObject({ because: 'retention', erasedAt: opened.time.now, staffRef: null });
  });

  test('that fails is an alarm, which ends with the next round that does not', async () => {
    const id = newId();
    await reportApplication(opened.world, id, applicationBody());
    await reportWithdrawal(opened.world, id, {});
    opened.time.now += 31 * dayMs;
    const away = {
      getHandle: () => ({ describe: () => Promise.reject(new Error('14 UNAVAILABLE')) }),
    } as never;
    expect(await roundWith(away)).toMatchObject({ erased: 0, failed: 1 });
    expect(await openAlarmsOf(opened.ledger, 'erasure-failed')).toEqual([{ subject: 'retention' }]);
    expect(await roundWith(goneStories)).toEqual({ erased: 1, running: 0, failed: 0 });
    expect(await openAlarmsOf(opened.ledger, 'erasure-failed')).toEqual([]);
  });
});

describe('the rooms’ role', () => {
  test('erases by the one function alone, which refuses what is visibly not over', async () => {
    const id = newId();
    await reportApplication(opened.world, id, applicationBody());
    await reportStage(opened.world, id, decided, 1, stageBodies[decided]);
    const erase = `SELECT erase_application($1, now(), 'retention', NULL, NULL, NULL) AS erased`;
    await expect(ask(opened.database.url, erase, [id])).rejects.toThrow('not over');
    for (const statement of [
      'UPDATE application SET wrapped_key = NULL, key_id = NULL',
      'INSERT INTO erasure (application_id, erased_at, because) SELECT application_id, now(), $$retention$$ FROM application',
      'UPDATE contact_verification SET value_index = value_index',
      'DELETE FROM sms_suppression',
    ])
      await expect(ask(opened.database.url, statement)).rejects.toThrow('permission denied');
  });
});
