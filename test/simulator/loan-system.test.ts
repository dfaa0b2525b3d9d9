import { createHmac, randomBytes } from 'node:crypto';
import { startSimulator } from '../../simulator/simulator.js';
import type { Simulator } from '../../simulator/simulator.js';
import { temporaryFolder } from '../runtime/temporary-folder.js';

const keys = [randomBytes(32), randomBytes(32)].map((key) => `whsec_${key.toString('base64')}`);
let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({
    accounts: [],
    loanSystem: { webhookKeys: keys },
    stateDir: temporaryFolder(),
  });
});
afterAll(() => simulator.stop());
beforeEach(() => simulator.setRules([]));

const data = { applicationId: 'A-1', stage: 'final-decision', round: 1 };
const body = JSON.stringify({ type: 'notice.delivered', timestamp: '2026-11-02T02:00:00.000Z', data });
let ids = 0;
async function told({ key = keys[0] ?? '', at = Date.now(), sent = body } = {}) {
  const id = `webhook-${(ids += 1)}`;
  const timestamp = String(Math.floor(at / 1_000));
  const secret = Buffer.from(key.slice('whsec_'.length), 'base64');
  const signature = createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64');
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1a,other v1,${signature}`,
  };
  const answer = await fetch(`${simulator.url}/loan-system/webhooks`, {
    method: 'POST',
    headers,
    body: sent,
  }).then(
    ({ status }) => status,
    () => 'no answer',
  );
  const entry = simulator.log().findLast((one) => one.kind === 'webhook' && one.webhookId === id);
  return [
    answer,
    entry?.kind === 'webhook' ? entry.answered : 'nothing',
    entry?.kind === 'webhook' && entry.taken,
  ];
}

test('what is signed by one of its keys is taken and kept', async () => {
  for (const key of keys) expect(await told({ key })).toEqual([200, 'taken', true]);
  expect(simulator.log().at(-1)).toMatchObject({ kind: 'webhook', type: 'notice.delivered', data });
});

test.each([
  ['signed by another', { key: `whsec_${randomBytes(32).toString('base64')}` }],
  ['old', { at: Date.now() - 301_000 }],
  ['changed on its way', { sent: body.replace('A-1', 'A-2') }],
])('what is %s is refused', async (_what, given) => {
  expect(await told(given)).toEqual([401, 'unsigned', false]);
});

test.each([
  ['refuses', { reject: 'down', status: 503 }, [503, 'down', false]],
  ['drops it', { refuseBefore: 'drop' }, ['no answer', 'drop', false]],
  ['takes it and loses the answer', { acceptThen: 'drop' }, ['no answer', 'taken', true]],
  ['is slow', { slowMs: 20 }, [200, 'taken', true]],
] as const)('by a rule it %s', async (_what, action, expected) => {
  simulator.setRules([{ match: { operation: 'webhook' }, action }]);
  expect(await told()).toEqual(expected);
});
