import { applicationBody, newId, stageBodies } from '../../client/intake-world.js';
import { openBankDoor } from './bank-door.js';
import type { BankDoor } from './bank-door.js';

let door: BankDoor;
beforeAll(async () => {
  door = await openBankDoor();
});
afterAll(() => door.close());

const request = { reason: 'consent-withdrawn', reference: '2026/0815' };
const erase = (id: string, body: unknown = request) =>
  door.call('supervisor', 'POST', `/v1/applications/${id}/erasure`, body);

test('a supervisor erases what is over; its record is still told, and whatever else is asked of it is gone', async () => {
  const id = newId();
  await door.call('loan-system', 'PUT', `/v1/applications/${id}`, applicationBody());
  const refused = await erase(id);
  expect([refused.status, refused.json['code']]).toEqual([409, 'application-unfinished']);
  expect(refused.text).toContain('withdraw the application first');
  await door.call('loan-system', 'POST', `/v1/applications/${id}/withdrawal`, {});

  const erased = await erase(id);
  expect(erased.status).toBe(200);
  const erasure = { because: 'request', ...request, staffRef: 'some.supervisor' };
  expect(erased.json).toMatchObject(erasure);
  expect((await erase(id, { reason: 'unlawful' })).json).toEqual(erased.json);

  const shown = await door.call('auditor', 'GET', `/v1/applications/${id}`);
  expect(shown.json).toMatchObject({ applicationId: id, erasure, contacts: { mobile: 'good' } });
  for (const [caller, method, path, body] of [
    ['loan-system', 'PUT', '', applicationBody()],
    ['loan-system', 'PUT', '/stages/final-decision', stageBodies['final-decision']],
    ['staff', 'POST', '/contacts/reveal', { reason: '客户来电' }],
    ['staff', 'POST', '/replies/reveal', { reason: '客户来电' }],
  ] as const) {
    const told = await door.call(caller, method, `/v1/applications/${id}${path}`, body);
    expect([path, told.status, told.json['code']]).toEqual([path, 410, 'application-erased']);
  }
});

test('a reason in free text, or anybody’s number as a reference, is refused', async () => {
  for (const body of [{}, { reason: '客户要求' }, { ...request, reference: '13812345678' }])
    expect((await erase('A-nobody', body)).status).toBe(400);
  expect((await erase('A-nobody')).json['code']).toBe('application-unknown');
});
