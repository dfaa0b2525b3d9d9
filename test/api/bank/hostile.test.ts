/** Hostile and wrong requests: each the right 4xx with a problem that helps, nothing changed, nothing repeated. */
import { allAcknowledged } from '../../../client/relay/acknowledgements.js';
import { openedIntake } from '../../client/intake-world.js';
import { rawly } from '../door-world.js';
import { openBankDoor } from './bank-door.js';
import type { BankDoor } from './bank-door.js';
import { bodies, cased, identities, paths, rawRequests, types } from './hostile-requests.js';
import { staffRequests } from './hostile-staff-requests.js';

let door: BankDoor;
let before: string;
beforeAll(async () => {
  door = await openBankDoor(await openedIntake());
  await door.call('loan-system', 'PUT', '/v1/applications/KNOWN-1', {
    applicant: { name: '欧阳晓明' },
    contacts: { mobile: '13812345678' },
    product: 'personal-loan',
  });
  // It was told by now, and leaves the outbox a moment later.
  await allAcknowledged(door.opened.world.ledger, door.opened.world.logger);
  before = await standing();
});
afterAll(() => door.close());

/** What the ledger holds, apart from the refusals that were put on record. */
async function standing(): Promise<string> {
  const rows = await door.opened.ledger.query(
    `SELECT (SELECT count(*) FROM application) AS applications, (SELECT count(*) FROM contact_version) AS contacts,
            (SELECT count(*) FROM report) AS reports, (SELECT count(*) FROM notice) AS notices,
            (SELECT count(*) FROM outbox) AS outbox, (SELECT count(*) FROM contact_reveal) AS reveals,
            (SELECT count(*) FROM template) AS words, (SELECT count(*) FROM approval) AS approvals,
            (SELECT count(*) FROM inquiry) AS inquiries`,
  );
  return JSON.stringify(rows);
}

/** Something that stands in every hostile value, and may come back in no answer. */
const canary = /13700137009|C4NARY/;

const judged = async (answer: Awaited<ReturnType<BankDoor['call']>>, status: number, code: string) => {
  expect({ status: answer.status, code: answer.json['code'], text: answer.text }).toMatchObject({
    status,
    code,
  });
  expect(answer.json).toMatchObject({
    status,
    type: `/problems/${code}`,
    requestId: expect.any(String) as unknown,
  });
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(answer.text).not.toMatch(canary);
  expect(answer.text).not.toMatch(/\bat .*\.[jt]s:\d+/);
  expect(await standing()).toBe(before);
};

describe('a body', () => {
  test.each(bodies)('%s is %i %s', async (_what, status, code, { path, method = 'PUT', body, headers }) => {
    const type = headers ?? { 'content-type': 'application/json' };
    const response = await fetch(`${door.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${door.tokenOf('loan-system')}`, ...type },
      body,
    });
    const text = await response.text();
    await judged(cased(response, text), status, code);
  });

  test.each(types)('with %s is 400 body-invalid and names %s', async (_what, field, path, body) => {
    const answer = await door.call('loan-system', 'PUT', path, body);
    await judged(answer, 400, 'body-invalid');
    const faults = (answer.json['faults'] as string[]).map((line) => line.split(':')[0]);
    expect(faults).toContain(field);
  });
});

describe('an address', () => {
  test.each(paths)('%s is %i %s', async (_what, status, code, method, path) => {
    const body = method === 'GET' || method === 'DELETE' ? undefined : {};
    await judged(await door.call('loan-system', method, path, body), status, code);
  });
});

describe('people’s pages', () => {
  const asked = staffRequests.map(([what, status, code, ...how]) => ({ what, status, code, how }));
  test.each(asked)('asking $what is $status $code', async ({ status, code, how }) => {
    const [role, method, path, body] = how;
    await judged(await door.call(role, method, path, body), status, code);
  });
});

describe('an identity', () => {
  test.each(identities)('%s is %i %s', async (_what, status, code, headers) => {
    const response = await fetch(`${door.url}/v1/applications/KNOWN-1`, { headers });
    await judged(cased(response, await response.text()), status, code);
  });
});

describe('on the wire', () => {
  test.each(rawRequests)('%s is answered %s and the door goes on', async (_what, status, pieces) => {
    const heard = await rawly(Number(new URL(door.url).port), ...pieces(door.tokenOf('loan-system')));
    expect(heard).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(heard).not.toMatch(canary);
    expect(await standing()).toBe(before);
    expect((await door.call('staff', 'GET', '/v1/applications/KNOWN-1')).status).toBe(200);
  });
});
