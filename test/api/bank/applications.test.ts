import {
  applicationBody,
  canaries,
  newId,
  refusalsOnRecord,
  stageBodies,
} from '../../client/intake-world.js';
import { openBankDoor } from './bank-door.js';
import type { BankDoor } from './bank-door.js';

describe('what the loan system reports over HTTP', () => {
  let door: BankDoor;
  beforeAll(async () => {
    door = await openBankDoor();
  });
  afterAll(() => door.close());
  const put = (path: string, body: unknown) =>
    door.call('loan-system', 'PUT', `/v1/applications/${path}`, body);
  const get = (path: string, headers?: Record<string, string>) =>
    door.call('staff', 'GET', `/v1/applications/${path}`, undefined, headers);

  test('an application is 201, the same again 200, another under its id 409 naming what differs', async () => {
    const id = newId();
    const first = await put(id, applicationBody());
    expect(first).toMatchObject({
      status: 201,
      json: { result: 'created', told: true, mobile: 'good', contacts: { mobile: 'good', email: 'good' } },
    });
    expect(await put(id, applicationBody())).toMatchObject({ status: 200, json: { result: 'known' } });
    const other = await put(id, applicationBody({ amount: 1 }));
    expect(other).toMatchObject({
      status: 409,
      json: {
        code: 'application-differs',
        status: 409,
        type: '/problems/application-differs',
        faults: ['/amount'],
      },
    });
    expect(other.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  });

  test('a stage is 202 with its notice, the same again 200, another body 409, and round 2 is a notice of its own', async () => {
    const id = newId();
    await put(id, applicationBody());
    const path = `${id}/stages/final-decision`;
    expect(await put(path, stageBodies['final-decision'])).toMatchObject({
      status: 202,
      json: {
        result: 'created',
        notice: { stage: 'final-decision', round: 1, state: 'held', waitingFor: { kind: 'workflow' } },
      },
    });
    expect(await put(path, stageBodies['final-decision'])).toMatchObject({
      status: 200,
      json: { result: 'known' },
    });
    expect(await put(path, { decision: 'declined' })).toMatchObject({
      status: 409,
      json: { code: 'stage-differs', faults: expect.arrayContaining(['/decision']) as unknown },
    });
    expect(await put(`${path}/rounds/2`, { decision: 'declined' })).toMatchObject({
      status: 202,
      json: { notice: { round: 2 } },
    });
    expect(await put(`${path}/rounds/x2`, { decision: 'declined' })).toMatchObject({
      status: 400,
      json: { code: 'body-invalid' },
    });
    expect(await put(`${id}/stages/preliminary-approval`, {})).toMatchObject({
      status: 409,
      json: { code: 'stage-goes-back' },
    });
  });

  test('50 identical reports at once are one 201 and 49 times 200, one application and one notice', async () => {
    const id = newId();
    const told = () =>
      door.opened.world.stories.told.filter(({ applicationId }) => applicationId === id).length;
    const at = async (send: () => ReturnType<typeof put>) =>
      (await Promise.all(Array.from({ length: 50 }, send))).map(({ status }) => status).sort();
    expect(await at(() => put(id, applicationBody()))).toEqual([
      ...Array.from({ length: 49 }, () => 200),
      201,
    ]);
    expect(told()).toBe(1);
    const stage = await at(() => put(`${id}/stages/final-decision`, stageBodies['final-decision']));
    expect(stage).toEqual([...Array.from({ length: 49 }, () => 200), 202]);
    expect(told()).toBe(2);
    expect((await get(id)).json['notices']).toHaveLength(1);
  });

  test('changed contacts are a new version, and a withdrawal ends all', async () => {
    const id = newId();
    await put(id, applicationBody());
    expect(await put(`${id}/contacts`, { mobile: '13900000000' })).toMatchObject({ status: 201 });
    expect(await put(`${id}/contacts`, { mobile: '13900000000' })).toMatchObject({ status: 200 });
    const withdraw = () => door.call('loan-system', 'POST', `/v1/applications/${id}/withdrawal`, {});
    expect(await withdraw()).toMatchObject({ status: 202 });
    expect(await withdraw()).toMatchObject({ status: 200 });
    expect(await put(`${id}/stages/final-decision`, stageBodies['final-decision'])).toMatchObject({
      status: 409,
      json: { code: 'application-withdrawn' },
    });
    expect((await get(id)).json).toMatchObject({ contactVersion: 2, explanation: { cause: 'withdrawn' } });
  });

  test('a refused body names fields and expectations, is on record, and repeats nothing of what was sent', async () => {
    const id = newId();
    const refused = await put(
      id,
      applicationBody({ contacts: { mobile: 13812345678 }, colour: canaries.name }),
    );
    expect(refused).toMatchObject({ status: 400, json: { code: 'body-invalid' } });
    for (const canary of Object.values(canaries)) expect(refused.text).not.toContain(canary);
    expect(await refusalsOnRecord(door.opened)).toContainEqual(
      expect.objectContaining({ applicationId: id, kind: 'application', code: 'body-invalid' }),
    );
  });

  test('an application is read whole with its explanation, and need not be sent again while it is the same', async () => {
    const id = newId();
    await put(id, applicationBody());
    await put(`${id}/stages/final-decision`, stageBodies['final-decision']);
    const read = await get(id);
    expect(read).toMatchObject({
      status: 200,
      json: {
        applicationId: id,
        region: '310000',
        contacts: { mobile: 'good', email: 'good' },
        explanation: { cause: 'being-taken-up', nextStep: 'wait' },
        notices: [{ stage: 'final-decision', state: 'held', explanation: { cause: 'being-taken-up' } }],
        attempts: [],
        receipts: [],
        tasks: [],
        earlier: 0,
        timeline: [
          {
            kind: 'application-reported',
            zh: '信贷系统报送了申请。',
            en: 'The application was reported.',
            at: expect.stringMatching(/^2026-.*Z$/) as unknown,
          },
          { kind: 'stage-reported', stage: 'final-decision', round: 1 },
        ],
      },
    });
    for (const canary of Object.values(canaries)) expect(read.text).not.toContain(canary);
    const tag = read.headers.get('etag') ?? '';
    expect(tag).not.toBe('');
    const again = await get(id, { 'if-none-match': tag });
    expect(again).toMatchObject({ status: 304, text: '' });
    expect(await get('nobody-reported-this')).toMatchObject({
      status: 404,
      json: { code: 'application-unknown' },
    });
  });

  test('whoever is bound to a region sees, and reports, that region alone', async () => {
    const id = newId();
    await put(id, applicationBody());
    const bound = (roles: 'staff' | 'loan-system', region: string) => ({
      account: 'wang.wei',
      roles: new Set([roles]),
      regions: [region],
    });
    const path = `/v1/applications/${id}`;
    expect(await door.call(bound('staff', '310000'), 'GET', path)).toMatchObject({ status: 200 });
    expect(await door.call(bound('staff', '110000'), 'GET', path)).toMatchObject({
      status: 404,
      json: { code: 'application-unknown' },
    });
    const timeline = `${path}/timeline?before=1`;
    expect(await door.call(bound('staff', '310000'), 'GET', timeline)).toMatchObject({
      status: 200,
      json: { timeline: [{ kind: 'application-reported' }], attempts: [], earlier: 0 },
    });
    expect(await door.call(bound('staff', '110000'), 'GET', timeline)).toMatchObject({
      status: 404,
      json: { code: 'application-unknown' },
    });
    const other = bound('loan-system', '110000');
    expect(await door.call(other, 'PUT', `${path}/contacts`, {})).toMatchObject({ status: 404 });
    expect(
      await door.call(other, 'PUT', `${path}/stages/final-decision`, { decision: 'declined' }),
    ).toMatchObject({
      status: 404,
    });
    expect(await door.call(other, 'PUT', `/v1/applications/${newId()}`, applicationBody())).toMatchObject({
      status: 403,
      json: { code: 'forbidden' },
    });
  });

  test('a request is named by its caller or by us, and refusals speak the language asked for', async () => {
    const named = await get('unknown-1', { 'x-request-id': 'loan-system-42', 'accept-language': 'zh-CN' });
    expect(named.headers.get('x-request-id')).toBe('loan-system-42');
    expect(named.json).toMatchObject({ requestId: 'loan-system-42', title: '此申请尚未报送，请先报送申请' });
    const number = await get('unknown-1', { 'x-request-id': canaries.mobile });
    expect(number.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});
