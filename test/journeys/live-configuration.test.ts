/** The configuration file is changed while everything runs: no process is started again, and the next plan goes by it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeJson } from '../../cli/stack/atomic-file.js';
import { embeddedWords } from '../../cli/stack/words.js';
import { applicationIdOf } from '../../domain/ids/ids.js';
import { openAlarms } from '../../ledger/alarm/raise.js';
import { eventsOfApplication } from '../../ledger/event/of-application.js';
import { readInForce } from '../../runtime/configuration/in-force.js';
import { applicantOf, oweNotice } from './applicants.js';
import { attemptsOf, noticeComesTo } from './facts.js';
import { ProviderWitness } from './provider-witness.js';
import { RealStack } from './real-stack.js';
import { newStateFolder, removeStateFolder } from './state-folder.js';
import { until } from './until.js';

const stateDir = newStateFolder();
let stack: RealStack;
const file = () => stack.file.configurationFile;
const without = ['sms/tencent'];

beforeAll(async () => {
  stack = await RealStack.start({
    stateDir,
    calendar: 'open',
    routes: ['sms/aliyun', 'sms/tencent'],
    parts: {
      api: {
        program: process.execPath,
        args: [join(__dirname, '../stack/parts/api-of-fewer-routes.cjs')],
        environment: { WITHOUT: JSON.stringify(without) },
      },
    },
  });
}, 120_000);
afterAll(async () => {
  await stack.end();
  removeStateFolder(stateDir);
}, 30_000);

interface Written {
  readonly routes: readonly { readonly route: string }[];
}
const written = (): Written => JSON.parse(readFileSync(file(), 'utf8')) as Written;
const refusals = async () =>
  (await openAlarms(stack.bank.ledger, 50)).filter(({ kind }) => kind === 'configuration-refused');

/** A file that is not right is refused by both processes; then the one given, until both have it in force. */
async function putInForce(json: object): Promise<string> {
  writeJson(file(), { ...json, routes: 'none' });
  const subjects = ['api', 'worker'].map((room) => `${room} ${file()}`);
  await until(async () => (await refusals()).length === 2);
  expect((await refusals()).map(({ subject }) => subject).sort()).toEqual(subjects);
  writeJson(file(), json);
  await until(async () => (await refusals()).length === 0);
  return readInForce(file()).version;
}

/** What was planned for the applicant's notice, and the routes it went by. */
async function planOf(applicationId: string) {
  const trail = await eventsOfApplication(stack.bank.ledger, applicationIdOf(applicationId));
  const planned = trail.find(({ kind }) => kind === 'notice-planned')?.detail;
  return { routes: planned?.['routes'], configuration: planned?.['configuration'] };
}
const routesOf = async (applicationId: string) =>
  (await attemptsOf(stack.bank, applicationId)).map(({ route }) => route);

test('a route is added, planned by, reported on and taken out again without any process being started anew', async () => {
  const { bank } = stack;
  const provider = new ProviderWitness(stack.file.simulatorUrl);
  const [one, two, three, four] = [61, 62, 63, 64].map((n) => applicantOf('LIVE', n));
  if (one === undefined || two === undefined || three === undefined || four === undefined) throw new Error();
  const pids = await stack.pids();
  const first = written();
  expect(first.routes.map(({ route }) => route)).toEqual(['sms/aliyun']);
  const firstVersion = readInForce(file()).version;
  await oweNotice(bank, one);
  await noticeComesTo(bank, one.applicationId, 'delivered');
  expect(await planOf(one.applicationId)).toEqual({ routes: ['sms/aliyun'], configuration: firstVersion });

  // The added route takes nearly every application.
  const [aliyun] = first.routes;
  const tencent = { ...tencentOf(), weight: 1_000 };
  const second = { ...first, routes: [{ ...aliyun, weight: 0.000_001 }, tencent] };
  const secondVersion = await putInForce(second);
  expect(secondVersion).not.toBe(firstVersion);
  await oweNotice(bank, two);
  await noticeComesTo(bank, two.applicationId, 'delivered');
  expect(await planOf(two.applicationId)).toEqual({
    routes: ['sms/tencent', 'sms/aliyun'],
    configuration: secondVersion,
  });
  expect(await routesOf(two.applicationId)).toEqual(['sms/tencent']);
  expect(await pushedReceipts(two.applicationId)).toEqual([{ route: 'sms/tencent', polled: false }]);

  // Taken out while a receipt is on its way: it is taken all the same, and nothing more goes by the route.
  await provider.behave([
    { match: { route: 'sms/tencent', phone: three.mobile }, action: { receipt: { delayMs: 6_000 } } },
  ]);
  await oweNotice(bank, three);
  await until(async () => (await attemptsOf(bank, three.applicationId))[0]?.outcome === 'accepted');
  const thirdVersion = await putInForce({ ...first, routes: [{ ...aliyun, weight: 2 }] });
  await oweNotice(bank, four);
  await noticeComesTo(bank, four.applicationId, 'delivered');
  expect(await planOf(four.applicationId)).toEqual({ routes: ['sms/aliyun'], configuration: thirdVersion });
  await noticeComesTo(bank, three.applicationId, 'delivered');
  expect(await routesOf(three.applicationId)).toEqual(['sms/tencent']);
  expect(await stack.pids()).toEqual(pids);
}, 120_000);

const pushedReceipts = (applicationId: string) =>
  stack.bank.ledger.query<{ route: string; polled: boolean }>(
    `SELECT a.route, r.polled FROM receipt r JOIN attempt a USING (attempt_id) WHERE a.application_id = $1`,
    [applicationId],
  );

/** As the stack would have written it: its secrets lie beside the others'. */
function tencentOf(): object {
  const keyFile = (kind: string) => join(stateDir, 'keys', `sms-tencent.${kind}`);
  return {
    route: 'sms/tencent',
    protocol: 'tencent-sms',
    endpoint: stack.file.simulatorUrl,
    secretId: readFileSync(keyFile('secret-id'), 'utf8').trim(),
    secretKeyFile: keyFile('secret-key'),
    receiptSecretFile: keyFile('receipt'),
    smsSdkAppId: '1400006666',
    signName: embeddedWords.signName,
  };
}
