/** Incidents over HTTP: from the call that opens one to the report that is kept. */
import { finishNotice } from '../../../ledger/notice/move.js';
import { configuration, hourMs, lostAt, openedIncidents } from '../../client/incident/incident-world.js';
import type { OpenedIncidents } from '../../client/incident/incident-world.js';
import { openBankDoor } from './bank-door.js';
import type { BankDoor, Caller } from './bank-door.js';

let incidents: OpenedIncidents;
let door: BankDoor;
beforeEach(async () => {
  incidents = await openedIncidents();
  const { routes, incidents: rules } = configuration;
  door = await openBankDoor(incidents, { routes, incidents: rules });
});
afterEach(() => door.close());

const bound = (role: 'supervisor' | 'loan-system', ...regions: string[]): Caller => ({
  account: 'wang.wei',
  roles: new Set([role] as const),
  regions,
});
const person = (account: string): Caller => ({ account, roles: new Set(['supervisor'] as const) });
const wangWei = person('wang.wei');
const instant = (ms: number) => new Date(ms).toISOString();
const opening = (changed: Record<string, unknown> = {}) => ({
  target: 'sms/aliyun',
  province: '广东',
  from: instant(lostAt - hourMs),
  reason: 'no receipts',
  ...changed,
});
const opened = async (changed: Record<string, unknown> = {}): Promise<number> => {
  const { json } = await door.call(wangWei, 'POST', '/v1/incidents', opening(changed));
  const incidentId = json['incidentId'] as number;
  await incidents.look(incidentId);
  return incidentId;
};

test('one is opened, shown with its list, changed, closed by two, and reported on', async () => {
  const { ledger, time, lost } = incidents;
  const [one, other] = [await lost({ province: '广东' }), await lost({ province: '广东' })];
  const begun = await door.call(wangWei, 'POST', '/v1/incidents', opening());
  expect([begun.status, begun.json]).toEqual([201, { incidentId: expect.any(Number) as number, meets: [] }]);
  const at = `/v1/incidents/${String(begun.json['incidentId'])}`;
  expect(begun.headers.get('location')).toBe(at);
  await incidents.look(begun.json['incidentId'] as number);
  expect((await door.call('engineer', 'GET', '/v1/incidents?state=open')).json).toMatchObject({
    incidents: [{ target: 'sms/aliyun', province: '广东', openedBy: 'wang.wei', reason: 'no receipts' }],
  });
  expect((await door.call('staff', 'GET', at)).json).toMatchObject({
    progress: { affected: 2, accountedFor: 0, untold: 2, undecided: 0 },
    counts: { 'with-staff': 2 },
    offersCompensation: true,
    steps: [{ step: 'opened', by: 'wang.wei' }],
  });

  const first = await door.call('auditor', 'GET', `${at}/notices?state=with-staff&limit=1`);
  const rest = await door.call(
    'auditor',
    'GET',
    `${at}/notices?limit=1&cursor=${String(first.json['next'])}`,
  );
  const ids = [first, rest].flatMap(({ json }) =>
    (json['notices'] as { applicationId: string }[]).map(({ applicationId }) => applicationId),
  );
  expect(ids.sort()).toEqual([one.applicationId, other.applicationId].sort());
  expect(rest.json).not.toHaveProperty('next');
  expect((await door.call(bound('supervisor', '999999'), 'GET', `${at}/notices`)).json).toEqual({
    notices: [],
  });

  expect((await door.call(wangWei, 'POST', `${at}/resends`)).json).toEqual({
    ...{ ordered: 2, refused: 0, isMore: false },
  });
  const marked = await door.call(wangWei, 'POST', `${at}/provider`, { mark: 'notified' });
  expect(marked.json).toMatchObject({ provider: { notified: instant(time.now) } });
  expect((await door.call(wangWei, 'POST', `${at}/closing`, { reason: 'over' })).json).toMatchObject({
    code: 'incident-goes-on',
  });
  await door.call(wangWei, 'PUT', `${at}/range`, { until: instant(lostAt + hourMs / 2) });
  expect((await door.call(wangWei, 'POST', `${at}/closing`, { reason: 'over' })).json).toMatchObject({
    code: 'incident-unaccounted',
    faults: ['untold: 2', 'undecided: 0'],
  });
  time.now += 2 * hourMs;
  for (const notice of [one, other]) await finishNotice(ledger, notice, 'completed-by-staff', time.now);
  const proposed = await door.call(wangWei, 'POST', `${at}/closing`, { reason: 'all told' });
  expect([proposed.status, proposed.json]).toMatchObject([
    202,
    { kind: 'incident-close', state: 'proposed' },
  ]);
  const approve = `/v1/approvals/${String(proposed.json['approvalId'])}/approve`;
  expect((await door.call(wangWei, 'POST', approve)).json).toMatchObject({ code: 'approval-own' });
  expect((await door.call(person('chen.jun'), 'POST', approve)).status).toBe(200);
  expect((await door.call('staff', 'GET', at)).json).toMatchObject({
    ...{ closedBy: 'wang.wei', confirmedBy: 'chen.jun', progress: { untold: 0 } },
  });

  const page = await door.call('auditor', 'GET', `${at}/report?language=en`);
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(page.headers.get('content-disposition')).toMatch(/^attachment; filename="incident-\d+\.html"$/);
  expect(page.text).toContain('confirmed by chen.jun');
  const table = await door.call('auditor', 'GET', `${at}/report?format=csv`);
  expect(table.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  for (const id of ids) expect(table.text).toContain(id);
});

test('what the rule offers a second person agrees to, and the loan system answers once', async () => {
  const { time, lost } = incidents;
  const { applicationId } = await lost({ province: '广东' });
  const incidentId = await opened();
  time.now += 2 * hourMs;
  const at = `/v1/incidents/${incidentId}`;
  const proposed = await door.call(wangWei, 'POST', `${at}/compensation`, { reason: 'a day late' });
  expect([proposed.status, proposed.json]).toMatchObject([
    202,
    { act: { incidentId, offer: 'extra-credit', count: 1 } },
  ]);
  await door.call(person('chen.jun'), 'POST', `/v1/approvals/${String(proposed.json['approvalId'])}/approve`);
  const told = (await door.call('loan-system', 'GET', '/v1/announcements')).json['announcements'] as {
    kind: string;
    compensationId?: string;
  }[];
  const announced = told.find(({ kind }) => kind === 'compensation.approved');
  expect(announced).toMatchObject({ applicationId, offer: 'extra-credit' });
  const answer = (result: string, who: Caller = 'loan-system') =>
    door.call(who, 'PUT', `/v1/compensations/${announced?.compensationId ?? ''}/answer`, { result });
  expect((await answer('granted', bound('loan-system', '999999'))).json).toMatchObject({
    code: 'compensation-unknown',
  });
  expect(await answer('granted')).toMatchObject({ status: 201, json: { state: 'granted', applicationId } });
  expect(await answer('granted')).toMatchObject({ status: 200 });
  expect(await answer('refused')).toMatchObject({ status: 409, json: { code: 'compensation-differs' } });
  expect((await door.call('staff', 'GET', `${at}/compensations`)).json).toMatchObject({
    compensations: [{ applicationId, state: 'granted' }],
  });
  const shown = (await door.call('staff', 'GET', `/v1/applications/${applicationId}`)).json;
  expect(JSON.stringify(shown['tasks'])).toContain('tell-compensation');
});

test.each([
  ['no such incident', 'GET', '/v1/incidents/999', undefined, 404, 'incident-unknown'],
  ['no number', 'GET', '/v1/incidents/abc', undefined, 400, 'request-invalid'],
  ['a list of nothing', 'GET', '/v1/incidents/999/notices', undefined, 404, 'incident-unknown'],
  ['compensations of nothing', 'GET', '/v1/incidents/999/compensations', undefined, 404, 'incident-unknown'],
  ['a report on nothing', 'GET', '/v1/incidents/999/report', undefined, 404, 'incident-unknown'],
  [
    'a report of another form',
    'GET',
    '/v1/incidents/999/report?format=pdf',
    undefined,
    400,
    'request-invalid',
  ],
  ['a place that is none', 'POST', '/v1/incidents', opening({ province: 'Mars' }), 400, 'body-invalid'],
  ['a target that is none', 'POST', '/v1/incidents', opening({ target: '../x' }), 400, 'body-invalid'],
  ['a provider nobody has', 'POST', '/v1/incidents', opening({ target: 'nobody' }), 404, 'route-unknown'],
  ['a field that is unknown', 'POST', '/v1/incidents', opening({ more: 1 }), 400, 'body-invalid'],
  [
    'a number in the reason',
    'POST',
    '/v1/incidents',
    opening({ reason: '13812345678' }),
    400,
    'body-invalid',
  ],
  ['a time that is none', 'POST', '/v1/incidents', opening({ from: 'yesterday' }), 400, 'body-invalid'],
  [
    'an alarm there is not',
    'POST',
    '/v1/incidents',
    { alarmId: 9, from: instant(lostAt), reason: 'x' },
    404,
    'alarm-unknown',
  ],
  ['a mark that is none', 'POST', '/v1/incidents/9/provider', { mark: 'sued' }, 400, 'body-invalid'],
] as const)('%s is refused clearly', async (_what, method, path, body, status, code) => {
  const answer = await door.call(wangWei, method, path, body);
  expect([answer.status, answer.json['code']]).toEqual([status, code]);
  expect(answer.text).not.toContain('13812345678');
});
