/** Approvals over HTTP: what waits and where to look, who may decide, and what is told of it. */
import { randomUUID } from 'node:crypto';
import { reportApplication } from '../../../client/intake/applications.js';
import type { Role } from '../../../domain/identity/role.js';
import { raiseAlarm } from '../../../ledger/alarm/raise.js';
import type { Configuration } from '../../../runtime/configuration/configuration-schema.js';
import { applicationBody, canaries, newId } from '../../client/intake-world.js';
import { openBankDoor } from './bank-door.js';
import type { BankDoor, Caller, Told } from './bank-door.js';
import { owedTask } from './owed-task.js';

const hourMs = 3_600_000;
const routes = [
  { route: 'sms/aliyun', protocol: 'aliyun-sms', weight: 4 },
  { route: 'sms/tencent', protocol: 'tencent-sms', weight: 1 },
  { route: 'voice/aliyun', protocol: 'aliyun-voice', weight: 1 },
] as unknown as Configuration['routes'];
const person = (account: string, role: Role = 'staff', regions?: readonly string[]): Caller => ({
  account,
  roles: new Set([role] as const),
  ...(regions === undefined ? {} : { regions }),
});
const [liNa, wangWei] = [person('li.na'), person('wang.wei')];
const [zhaoMin, chenJie] = [person('zhao.min', 'supervisor'), person('chen.jie', 'supervisor')];
const elsewhere = person('sun.li', 'supervisor', ['110000']);

let door: BankDoor;
beforeAll(async () => {
  door = await openBankDoor(undefined, { routes });
});
afterAll(() => door.close());

const post = (who: Caller, approvalId: string, verb: string, body?: unknown) =>
  door.call(who, 'POST', `/v1/approvals/${approvalId}/${verb}`, body);
const read = (who: Caller, approvalId: string, headers?: Record<string, string>) =>
  door.call(who, 'GET', `/v1/approvals/${approvalId}`, undefined, headers);
const idIn = ({ json }: Told) => String(json['approvalId']);
const list = async (who: Caller, query = ''): Promise<string[]> => {
  const { json } = await door.call(who, 'GET', `/v1/approvals${query}`);
  return (json['approvals'] as { approvalId: string }[]).map(({ approvalId }) => approvalId);
};
async function numberProposed(who: Caller = liNa): Promise<{ id: string; approvalId: string; told: Told }> {
  const id = newId();
  await reportApplication(door.opened.world, id, applicationBody());
  const told = await door.call(who, 'PATCH', `/v1/applications/${id}/contacts`, { mobile: '13900139000' });
  return { id, approvalId: idIn(told), told };
}

test('what waits is answered with where to look, without a value, and is done with the second person’s yes', async () => {
  const { id, approvalId, told } = await numberProposed();
  expect(told).toMatchObject({ status: 202, json: { state: 'proposed', applicationId: id } });
  expect(told.headers.get('location')).toBe(`/v1/approvals/${approvalId}`);
  expect(told.text).not.toContain('13900139000');
  const shown = await read(wangWei, approvalId);
  expect(shown.json).toMatchObject(told.json);
  const etag = shown.headers.get('etag') ?? '';
  expect((await read(wangWei, approvalId, { 'if-none-match': etag })).status).toBe(304);
  expect(await post(wangWei, approvalId, 'reveal', { reason: '回拨核对' })).toMatchObject({
    status: 200,
    json: { values: { mobile: '13900139000' } },
  });
  expect(await post(liNa, approvalId, 'approve')).toMatchObject({
    status: 403,
    json: { code: 'approval-own' },
  });
  const agreed = await post(wangWei, approvalId, 'approve');
  expect(agreed).toMatchObject({ status: 200, json: { state: 'approved', decidedBy: 'wang.wei' } });
  expect((await post(wangWei, approvalId, 'approve')).json).toEqual(agreed.json);
  expect((await read(wangWei, approvalId, { 'if-none-match': etag })).status).toBe(200);
  expect(await post(zhaoMin, approvalId, 'reject', { reason: 'no' })).toMatchObject({
    status: 409,
    json: { code: 'approval-over', faults: ['state: approved', 'by: wang.wei'] },
  });
  expect((await door.call(liNa, 'GET', `/v1/applications/${id}`)).json).toMatchObject({ contactVersion: 2 });
});

test('a no has its reason, and one’s own proposal is taken back by oneself alone', async () => {
  const { approvalId } = await numberProposed();
  for (const body of [undefined, {}, { reason: '' }, { reason: 'x', by: 'li.na' }])
    expect(await post(wangWei, approvalId, 'reject', body)).toMatchObject({ status: 400 });
  expect(await post(wangWei, approvalId, 'withdraw')).toMatchObject({
    status: 403,
    json: { code: 'forbidden' },
  });
  expect(await post(liNa, approvalId, 'withdraw')).toMatchObject({
    status: 200,
    json: { state: 'withdrawn' },
  });
  const second = await numberProposed();
  expect(await post(wangWei, second.approvalId, 'reject', { reason: '未核实' })).toMatchObject({
    status: 200,
    json: { state: 'rejected', decidedBy: 'wang.wei' },
  });
});

test('one approval says what it would do, what was done about it, and what the caller may do', async () => {
  const { approvalId } = await numberProposed();
  const deeds = async (who: Caller) => {
    const { may, mayNot } = (await read(who, approvalId)).json;
    return { may, mayNot };
  };
  expect(await deeds(liNa)).toEqual({ may: ['withdraw', 'reveal'], mayNot: 'approval-own' });
  expect(await deeds(wangWei)).toEqual({ may: ['decide', 'reveal'] });
  expect(await deeds('auditor')).toEqual({ may: [], mayNot: 'forbidden' });
  await post(wangWei, approvalId, 'reveal', { reason: '回拨核对' });
  await post(wangWei, approvalId, 'reject', { reason: '未核实' });
  const { json, text } = await read(liNa, approvalId);
  expect(json).toMatchObject({
    would: { zh: '更换手机号：此后的通知按更正后的联系方式发送。' },
    steps: [
      { step: 'proposed', by: 'li.na', sealed: false },
      { step: 'revealed', by: 'wang.wei', sealed: true },
      { step: 'rejected', by: 'wang.wei', sealed: true },
    ],
    may: ['reveal'],
  });
  expect(json).not.toHaveProperty('mayNot');
  expect(text).not.toMatch(/回拨核对|未核实/);
  expect((await post(liNa, approvalId, 'reveal', { reason: '核对' })).json).toEqual({
    values: { mobile: '13900139000' },
    before: { mobile: canaries.mobile },
    written: [{ step: 'rejected', by: 'wang.wei', reason: '未核实' }],
  });
});

test('whoever wrote words may not decide on them, whoever proposed them, and is told so beforehand', async () => {
  const words = {
    ...{ stage: 'preliminary-approval', channel: 'push', locale: 'en', applicantType: 'person' },
    ...{ title: 'News', body: 'Your reference is {{ reference }}.' },
  };
  const told = await door.call(zhaoMin, 'POST', '/v1/templates', words);
  await post(zhaoMin, idIn(told), 'withdraw');
  const template = String(told.json['subject']);
  const anew = idIn(await door.call(liNa, 'POST', `/v1/templates/${template}/propose`));
  expect((await read(zhaoMin, anew)).json).toMatchObject({ may: [], mayNot: 'approval-own' });
  expect((await read(chenJie, anew)).json).toMatchObject({ may: ['decide'] });
  expect(await list(chenJie, `?subject=${template}`)).toEqual([anew, idIn(told)]);
  expect(await list(chenJie, `?subject=${template}&waiting=true`)).toEqual([anew]);
});

test('an approval of another region is not there, for reading, deciding or in a list', async () => {
  const { id, approvalId } = await numberProposed();
  expect(await read(elsewhere, approvalId)).toMatchObject({
    status: 404,
    json: { code: 'approval-unknown' },
  });
  for (const [verb, body] of [
    ['approve', undefined],
    ['reject', { reason: 'x' }],
    ['review', { verdict: 'endorsed' }],
    ['reveal', { reason: 'x' }],
  ] as const)
    expect(await post(elsewhere, approvalId, verb, body)).toMatchObject({ status: 404 });
  expect(await list(elsewhere, `?applicationId=${id}`)).toEqual([]);
  expect(await list(liNa, `?applicationId=${id}`)).toEqual([approvalId]);
  for (const unknown of [randomUUID(), '13812345678'])
    expect(await read(liNa, unknown)).toMatchObject({ status: 404, json: { code: 'approval-unknown' } });
});

test('the list goes page by page, by state and kind, and to what the caller may decide on', async () => {
  const own = await openBankDoor(undefined, { routes });
  const ask = async (who: Caller, query = '') => {
    const { json } = await own.call(who, 'GET', `/v1/approvals${query}`);
    return {
      ids: (json['approvals'] as { approvalId: string }[]).map(({ approvalId }) => approvalId),
      next: json['next'] as string | undefined,
    };
  };
  const number = async (who: Caller, more = {}) => {
    const id = newId();
    await reportApplication(own.opened.world, id, applicationBody());
    const told = await own.call(who, 'PATCH', `/v1/applications/${id}/contacts`, { mobile: null, ...more });
    return idIn(told.status === 202 ? told : { ...told, json: told.json['approval'] as Told['json'] });
  };
  const expiresAt = new Date(own.opened.time.now + 24 * hourMs).toISOString();
  const weight = idIn(
    await own.call(zhaoMin, 'PUT', '/v1/routes/sms/tencent/weight', { reason: 'x', expiresAt, weight: 2 }),
  );
  const [ofLi, ofWang] = [await number(liNa), await number(wangWei)];
  const alone = await number(zhaoMin, { breakGlass: { reason: '客户在柜台' } });
  expect((await ask(liNa)).ids).toEqual([alone, ofWang, ofLi, weight]);
  expect((await ask(liNa, '?decidable=true')).ids).toEqual([ofWang]);
  expect((await ask(zhaoMin, '?decidable=true')).ids).toEqual([ofWang, ofLi]);
  expect((await ask(chenJie, '?decidable=true')).ids).toEqual([alone, ofWang, ofLi, weight]);
  expect((await ask('auditor', '?decidable=true')).ids).toEqual([alone]);
  expect((await ask(liNa, '?kind=route-weight')).ids).toEqual([weight]);
  expect((await ask(liNa, '?state=acted-alone')).ids).toEqual([alone]);
  const one = await ask('auditor', '?limit=3');
  await number(liNa);
  expect([...one.ids, ...(await ask('auditor', `?limit=3&cursor=${one.next ?? ''}`)).ids]).toEqual([
    alone,
    ofWang,
    ofLi,
    weight,
  ]);
  own.opened.time.now += 24 * hourMs;
  expect((await ask(liNa, '?state=proposed')).ids).toEqual([]);
  expect((await ask(liNa, '?state=expired')).ids).toHaveLength(4);
  expect((await ask(liNa, '?waiting=true')).ids).toEqual([alone]);
  expect((await ask(liNa, '?waiting=false')).ids).toHaveLength(4);
  expect(await own.call(liNa, 'GET', '/v1/approvals?colour=red')).toMatchObject({ status: 400 });
  await own.close();
});

test('a long hold waits and says what it would close; broken glass holds at once and is reviewed', async () => {
  const order = {
    reason: '网关丢短信',
    expiresAt: new Date(door.opened.time.now + 24 * hourMs).toISOString(),
  };
  const waiting = await door.call(zhaoMin, 'PUT', '/v1/providers/aliyun/hold', order);
  expect(waiting).toMatchObject({
    status: 202,
    json: { kind: 'route-hold', subject: 'aliyun', reason: '网关丢短信', closes: ['voice'] },
  });
  expect((await door.call(zhaoMin, 'PUT', '/v1/providers/aliyun/hold', order)).json).toEqual(waiting.json);
  expect(await post(liNa, idIn(waiting), 'approve')).toMatchObject({
    status: 403,
    json: { code: 'forbidden' },
  });
  const breakGlass = { reason: '整条通路不可用' };
  const alone = await door.call(zhaoMin, 'PUT', '/v1/providers/aliyun/hold', { ...order, breakGlass });
  expect(alone).toMatchObject({
    status: 201,
    json: { closes: ['voice'], approval: { state: 'acted-alone' } },
  });
  expect((await read(chenJie, idIn(waiting))).json).toMatchObject({ state: 'overtaken' });
  const { approvalId } = alone.json['approval'] as { approvalId: string };
  await raiseAlarm(door.opened.ledger, 'break-glass-unreviewed', approvalId, door.opened.time.now);
  expect(await post(zhaoMin, approvalId, 'review', { verdict: 'endorsed' })).toMatchObject({ status: 403 });
  expect(await post(chenJie, approvalId, 'review', { verdict: 'objected' })).toMatchObject({ status: 400 });
  expect(await post(chenJie, approvalId, 'review', { verdict: 'endorsed' })).toMatchObject({
    status: 200,
    json: { state: 'reviewed', reviewedBy: 'chen.jie', verdict: 'endorsed' },
  });
  expect((await door.call(chenJie, 'GET', '/v1/alarms')).json).toEqual({ alarms: [] });
});

test('an alarm about what was done alone is told to those of its region', async () => {
  const { id } = await numberProposed();
  const body = { mobile: null, breakGlass: { reason: '客户在柜台' } };
  const alone = await door.call(zhaoMin, 'PATCH', `/v1/applications/${id}/contacts`, body);
  expect(alone).toMatchObject({
    status: 200,
    json: { result: 'created', approval: { state: 'acted-alone' } },
  });
  const { approvalId } = alone.json['approval'] as { approvalId: string };
  await raiseAlarm(door.opened.ledger, 'break-glass-unreviewed', approvalId, door.opened.time.now);
  const alarms = async (who: Caller) => (await door.call(who, 'GET', '/v1/alarms')).json['alarms'];
  expect(await alarms(chenJie)).toMatchObject([{ kind: 'break-glass-unreviewed', applicationId: id }]);
  expect(await alarms(elsewhere)).toEqual([]);
});

test('a supervisor who breaks the glass closes a task untold by its story; staff cannot', async () => {
  const { taskId } = await owedTask(door.opened);
  const body = { outcome: 'unreachable', breakGlass: { reason: '已核实' } };
  const complete = (who: Caller) => door.call(who, 'POST', `/v1/tasks/${taskId}/complete`, body);
  expect(await complete(liNa)).toMatchObject({ status: 403, json: { code: 'forbidden' } });
  const alone = await complete(zhaoMin);
  expect(alone).toMatchObject({ status: 202, json: { state: 'acted-alone' } });
  expect(door.opened.world.stories.told.at(-1)?.message).toEqual({
    kind: 'approved',
    approvalId: idIn(alone),
    taskId,
    staffRef: 'zhao.min',
  });
});
