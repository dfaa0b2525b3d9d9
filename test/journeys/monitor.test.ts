/** A provider refuses everything on a real stack: the monitor, run by its schedule, moves its share, and gives it back. */
import { applicationIdOf } from '../../domain/ids/ids.js';
import { openAlarms } from '../../ledger/alarm/raise.js';
import { eventsOfApplication } from '../../ledger/event/of-application.js';
import { overridesInForce } from '../../ledger/override/override.js';
import { setRules } from '../../cli/demo/witnesses.js';
import { applicantOf, oweNotice } from './applicants.js';
import { attemptsOf, noticeComesTo } from './facts.js';
import { RealStack } from './real-stack.js';
import { newStateFolder, removeStateFolder } from './state-folder.js';
import { until } from './until.js';

const stateDir = newStateFolder();
let stack: RealStack;

beforeAll(async () => {
  stack = await RealStack.start({
    stateDir,
    calendar: 'open',
    routes: ['sms/aliyun', 'sms/tencent'],
    timing: { monitor: { everyMs: 1_000, downMs: 1_000, upMs: 15_000, mostUpMs: 15_000 } },
  });
}, 120_000);
afterAll(async () => {
  await stack.end();
  removeStateFolder(stateDir);
}, 30_000);

const shares = async () =>
  (await overridesInForce(stack.bank.ledger, Date.now())).flatMap(({ sort, target, share }) =>
    sort === 'share' ? [`${target} ${share ?? 1}`] : [],
  );
const alarms = async () =>
  (await openAlarms(stack.bank.ledger, 50)).map(({ kind, subject }) => `${kind} ${subject}`);

/** Tells so many applicants, begun one after the other; answers by which route each was tried first. */
async function tell(from: number, count: number): Promise<string[]> {
  const some = Array.from({ length: count }, (_, nth) => applicantOf('MONITOR', from + nth));
  for (const one of some) await oweNotice(stack.bank, one);
  for (const { applicationId } of some) await noticeComesTo(stack.bank, applicationId, 'delivered');
  return Promise.all(
    some.map(async ({ applicationId }) => (await attemptsOf(stack.bank, applicationId))[0]?.route ?? ''),
  );
}

test('a provider that refuses everything loses its share within moments, and gets it back once it does not', async () => {
  const { bank, file } = stack;
  await setRules(file.simulatorUrl, [
    { match: { route: 'sms/aliyun' }, action: { reject: 'isv.OUT_OF_SERVICE' } },
  ]);
  // What fails is counted by minutes of the clock, and what comes after the share was moved speaks against the provider for as
  // long as its window: all of it lies within one minute.
  await until(() => Date.now() % 60_000 < 15_000, 60_000, 'a minute begins');
  const before = await tell(0, 60);
  // As many as it takes to be sure; the later ones may go elsewhere already.
  expect(before.filter((route) => route === 'sms/aliyun').length).toBeGreaterThanOrEqual(10);
  await until(async () => (await shares()).includes('sms/aliyun 0.02'));
  expect(await alarms()).toContain('route-failing sms/aliyun');
  const first = applicantOf('MONITOR', 100).applicationId;
  const meanwhile = await tell(100, 30);
  expect(meanwhile.filter((route) => route === 'sms/aliyun').length).toBeLessThan(6);
  // Each plan says on what it rests.
  const planned = (await eventsOfApplication(bank.ledger, applicationIdOf(first))).find(
    ({ kind }) => kind === 'notice-planned',
  );
  expect(planned?.detail['overrides']).toHaveLength(1);
  await setRules(file.simulatorUrl, []);
  await until(async () => (await shares()).length === 0, 120_000);
  await until(async () => !(await alarms()).includes('route-failing sms/aliyun'));
  const after = await tell(200, 30);
  expect(after.filter((route) => route === 'sms/aliyun').length).toBeGreaterThan(6);
  // And it keeps it: what was before is no evidence any more.
  expect(await shares()).toEqual([]);
}, 240_000);
