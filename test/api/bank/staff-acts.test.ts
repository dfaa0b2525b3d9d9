/** What staff do about an application over HTTP: see contacts, correct them, have a notice sent again. */
import { reportApplication } from '../../../client/intake/applications.js';
import { recordReply } from '../../../client/reply/record.js';
import { reportStage } from '../../../client/intake/stages.js';
import type { ApplicationId } from '../../../domain/ids/ids.js';
import { eventsOfApplication } from '../../../ledger/event/of-application.js';
import { finishOnce } from '../../../ledger/notice/finish-once.js';
import {
  applicationBody,
  canaries,
  foundInDatabase,
  newId,
  refusalsOnRecord,
  stageBodies,
} from '../../client/intake-world.js';
import { openBankDoor } from './bank-door.js';
import type { BankDoor, Caller } from './bank-door.js';

const liNa: Caller = { account: 'li.na', roles: new Set(['staff'] as const) };
const elsewhere: Caller = { account: 'chen.jie', roles: new Set(['staff'] as const), regions: ['110000'] };

let door: BankDoor;
beforeAll(async () => {
  door = await openBankDoor();
});
afterAll(() => door.close());

async function reported(): Promise<ApplicationId> {
  const id = newId();
  await reportApplication(door.opened.world, id, applicationBody());
  return id;
}
const trailOf = async (id: string) =>
  (await eventsOfApplication(door.opened.ledger, id)).map(({ kind, detail }) => ({ kind, ...detail }));

describe('contacts', () => {
  const reveal = (who: Caller, id: string, body?: unknown) =>
    door.call(who, 'POST', `/v1/applications/${id}/contacts/reveal`, body);
  const correct = (who: Caller, id: string, body: unknown) =>
    door.call(who, 'PATCH', `/v1/applications/${id}/contacts`, body);

  test('are shown with a reason: on record by the account of the token, the reason sealed, kept by no cache', async () => {
    const id = await reported();
    const shown = await reveal(liNa, id, { reason: '客户来电核对号码' });
    expect(shown).toMatchObject({
      status: 200,
      json: { version: 1, contacts: { mobile: canaries.mobile, email: canaries.email } },
    });
    expect(shown.headers.get('cache-control')).toBe('no-store');
    expect(await trailOf(id)).toContainEqual({ kind: 'contact-revealed', version: 1, staffRef: 'li.na' });
    expect(await foundInDatabase(door.opened, ['客户来电核对号码'])).toEqual([]);
  });

  test('name and identity number are shown where they are asked for, which is on record too', async () => {
    const id = await reported();
    const shown = await reveal(liNa, id, { reason: '核对身份', applicant: true });
    expect(shown).toMatchObject({
      status: 200,
      json: { applicant: { name: canaries.name, idNumber: canaries.idNumber } },
    });
    expect(await trailOf(id)).toContainEqual({
      kind: 'contact-revealed',
      version: 1,
      staffRef: 'li.na',
      applicant: true,
    });
  });

  test('are seen masked on the application by staff and supervisors, and by nobody else', async () => {
    const id = await reported();
    const seen = async (who: Caller) =>
      (await door.call(who, 'GET', `/v1/applications/${id}`)).json['masked'];
    const masked = {
      name: '欧*',
      idNumber: '1101**********002X',
      mobile: '138****5678',
      email: 'x***@example.com',
    };
    expect([await seen(liNa), await seen('supervisor')]).toEqual([masked, masked]);
    for (const who of ['loan-system', 'engineer', 'auditor'] as const)
      expect(await seen(who)).toBeUndefined();
  });

  test('are not shown without a reason, or to somebody who says who they are in the body', async () => {
    const id = await reported();
    for (const body of [undefined, {}, { reason: '' }, { reason: 'a call', staffRef: 'wang.wei' }]) {
      const refused = await reveal(liNa, id, body);
      expect(refused).toMatchObject({ status: 400, json: { code: 'body-invalid' } });
      expect(refused.text).not.toContain(canaries.mobile);
    }
    expect(await reveal(elsewhere, id, { reason: 'a call' })).toMatchObject({ status: 404 });
    expect(await reveal('auditor', id, { reason: 'a call' })).toMatchObject({ status: 403 });
    expect((await trailOf(id)).map(({ kind }) => kind)).not.toContain('contact-revealed');
  });

  test('are corrected one by one, on record by whom', async () => {
    const id = await reported();
    const corrected = await correct(liNa, id, { email: 'ouyang@example.com', landline: '010-12345678' });
    expect(corrected).toMatchObject({
      status: 200,
      json: { result: 'created', contacts: { mobile: 'good', email: 'good', landline: 'good' } },
    });
    expect(await correct(liNa, id, { email: 'ouyang@example.com' })).toMatchObject({
      status: 200,
      json: { result: 'known' },
    });
    expect(await correct(liNa, id, { email: null })).toMatchObject({ status: 200 });
    expect(await trailOf(id)).toContainEqual(
      expect.objectContaining({ kind: 'contacts-reported', version: 2, staffRef: 'li.na' }),
    );
    expect((await reveal(liNa, id, { reason: 'check' })).json).toEqual({
      version: 3,
      contacts: { mobile: canaries.mobile, landline: '010-12345678' },
    });
  });

  test('a mobile number is not replaced by one person, nor is a second one taken from the body', async () => {
    const id = await reported();
    for (const body of [
      { mobile: '13900000009', confirmedBy: 'wang.wei' },
      { mobile: null, breakGlass: {} },
      {},
    ])
      expect(await correct(liNa, id, body)).toMatchObject({ status: 400, json: { code: 'body-invalid' } });
    expect(await correct(elsewhere, id, { mobile: null })).toMatchObject({ status: 404 });
    const alone = { mobile: null, breakGlass: { reason: '客户在场' } };
    expect(await correct(liNa, id, alone)).toMatchObject({ status: 403, json: { code: 'forbidden' } });
    expect(await refusalsOnRecord(door.opened)).toContainEqual(
      expect.objectContaining({ applicationId: id, code: 'forbidden' }),
    );
    expect(await correct(liNa, id, { mobile: '13900000009' })).toMatchObject({
      status: 202,
      json: { kind: 'contact-change', state: 'proposed', act: { replaces: ['mobile'], removes: [] } },
    });
    expect((await door.call(liNa, 'GET', `/v1/applications/${id}`)).json).toMatchObject({
      contactVersion: 1,
    });
  });
});

describe('what an applicant replied', () => {
  const text = '投诉：为何通知我-金丝雀';
  const reason = '答复客户投诉-金丝雀';
  const reveal = (who: Caller, id: string, body?: unknown) =>
    door.call(who, 'POST', `/v1/applications/${id}/replies/reveal`, body);
  let numbers = 0;
  /** An application with a number of its own. */
  const replied = async (): Promise<ApplicationId> => {
    const id = newId();
    const mobile = `1381100${String((numbers += 1)).padStart(4, '0')}`;
    await reportApplication(door.opened.world, id, applicationBody({ contacts: { mobile } }));
    const staff = { complaintDueMs: 86_400_000, remindBeforeMs: 3_600_000 };
    const reply = { mobile, text, providerReplyId: id };
    await recordReply({ ...door.opened.world, staff }, 'sms/aliyun', reply);
    return id;
  };

  test('is shown with a reason: on record first, words and reason in clear nowhere, kept by no cache', async () => {
    const id = await replied();
    const shown = await reveal(liNa, id, { reason });
    expect(shown).toMatchObject({
      status: 200,
      json: { replies: [{ route: 'sms/aliyun', text, unsubscribes: false, complains: true }] },
    });
    expect(shown.headers.get('cache-control')).toBe('no-store');
    expect(await trailOf(id)).toContainEqual({ kind: 'replies-revealed', replies: 1, staffRef: 'li.na' });
    expect(await foundInDatabase(door.opened, [text, reason])).toEqual([]);
  });

  test('is shown to nobody without a reason, without the right, or of another region', async () => {
    const id = await replied();
    expect(await reveal(liNa, id, { reason: ' ' })).toMatchObject({ status: 400 });
    expect(await reveal('auditor', id, { reason })).toMatchObject({ status: 403 });
    expect(await reveal(elsewhere, id, { reason })).toMatchObject({ status: 404 });
    expect((await trailOf(id)).map(({ kind }) => kind)).not.toContain('replies-revealed');
  });
});

describe('a notice sent once more', () => {
  const resend = (who: Caller, id: string, body: unknown, place = 'final-decision/rounds/1') =>
    door.call(who, 'POST', `/v1/applications/${id}/stages/${place}/resend`, body);
  async function delivered(): Promise<ApplicationId> {
    const id = await reported();
    await reportStage(door.opened.world, id, 'final-decision', 1, stageBodies['final-decision']);
    const key = { applicationId: id, stage: 'final-decision', round: 1 } as const;
    await finishOnce(door.opened.ledger, key, 'delivered', door.opened.time.now);
    return id;
  }

  test('is ordered with a reason, on record by whom, and told to its story', async () => {
    const id = await delivered();
    const ordered = await resend(liNa, id, { reason: '客户误删短信' });
    expect(ordered).toMatchObject({ status: 202, json: { result: 'created', told: true } });
    const { orderId } = ordered.json;
    expect(await trailOf(id)).toContainEqual({
      kind: 'resend-ordered',
      staffRef: 'li.na',
      reportId: orderId,
    });
    expect(door.opened.world.stories.told.at(-1)?.message).toEqual({ kind: 'reported', reportId: orderId });
    expect(await resend(liNa, id, { reason: '客户误删短信' })).toMatchObject({
      status: 409,
      json: { code: 'send-under-way' },
    });
  });

  test('is refused without a reason, for a notice there is none of, and for one that is over', async () => {
    const id = await delivered();
    for (const body of [{}, { reason: 'x', staffRef: 'wang.wei' }])
      expect(await resend(liNa, id, body)).toMatchObject({ status: 400, json: { code: 'body-invalid' } });
    for (const [place, status, code] of [
      ['final-decision/rounds/2', 404, 'notice-unknown'],
      ['final-decision/rounds/x', 400, 'body-invalid'],
      ['rejection/rounds/1', 404, 'stage-unknown'],
    ] as const)
      expect(await resend(liNa, id, { reason: 'x' }, place)).toMatchObject({ status, json: { code } });
    expect(await resend(elsewhere, id, { reason: 'x' })).toMatchObject({ status: 404 });
    const other = await reported();
    await reportStage(door.opened.world, other, 'final-decision', 1, stageBodies['final-decision']);
    const key = { applicationId: other, stage: 'final-decision', round: 1 } as const;
    await finishOnce(door.opened.ledger, key, 'superseded', door.opened.time.now);
    expect(await resend(liNa, other, { reason: 'x' })).toMatchObject({
      status: 409,
      json: { code: 'notice-over' },
    });
  });
});
