/** The loan system is told what becomes of each notice, in order and at least once, whatever dies or fails meanwhile. */
import { usualRestarts } from '../../cli/stack/death-count.js';
import { readAnnouncements } from '../../client/announcement/read.js';
import { replayWebhooks } from '../../client/webhook/replay.js';
import { completeHumanTask } from '../../client/task/complete.js';
import type { LogEntry, WebhookHeard } from '../../simulator/log-entry.js';
import { applicantOf, oweNotice } from './applicants.js';
import { noticeComesTo, openTaskOf } from './facts.js';
import { ProviderWitness } from './provider-witness.js';
import { RealStack } from './real-stack.js';
import { newStateFolder, removeStateFolder } from './state-folder.js';
import { until } from './until.js';

const machine = Array.from({ length: 10 }, (_none, n) => applicantOf('HOOK', n + 1));
const byHand = [applicantOf('HAND', 21), applicantOf('HAND', 22)];
const everybody = [...machine, ...byHand].map(({ applicationId }) => applicationId);

describe('webhooks to the loan system', () => {
  const stateDir = newStateFolder();
  let stack: RealStack;
  let provider: ProviderWitness;
  beforeAll(async () => {
    const simulator = { receiptDelayMs: [50, 400] as const, retryScale: 1 / 60 };
    stack = await RealStack.start({
      stateDir,
      calendar: 'open',
      restarts: { ...usualRestarts, pausesMs: [100, 1_000] },
      routes: ['sms/aliyun'],
      simulator,
    });
    provider = new ProviderWitness(stack.file.simulatorUrl);
  }, 60_000);
  afterAll(async () => {
    await stack.end();
    removeStateFolder(stateDir);
  }, 30_000);

  const heard = async (): Promise<(WebhookHeard & Pick<LogEntry, 'n'>)[]> =>
    (await provider.log()).flatMap((entry) => (entry.kind === 'webhook' ? [entry] : []));
  const announced = async (applicationId: string) =>
    (await readAnnouncements(stack.bank.ledger, 0, 1_000)).filter(
      (one) => one.applicationId === applicationId,
    );

  test('every notice is told in order, although the receiver fails and the API is killed', async () => {
    const refused = byHand.map(({ mobile: phone }) => ({
      match: { phone },
      action: { reject: 'isv.OUT_OF_SERVICE' },
    }));
    const webhook = { operation: 'webhook' } as const;
    await provider.behave([
      ...refused,
      { match: { ...webhook, share: 0.3, times: 4 }, action: { reject: 'broken', status: 500 } },
      { match: { ...webhook, share: 0.6, times: 3 }, action: { acceptThen: 'drop' } },
      { match: { ...webhook, share: 0.8 }, action: { slowMs: 300 } },
    ]);
    const { bank } = stack;
    for (const applicant of [...byHand, ...machine.slice(0, 5)]) await oweNotice(bank, applicant);
    for (const { applicationId } of byHand) await noticeComesTo(bank, applicationId, 'with-staff');
    await until(async () => (await heard()).length > 2, 20_000, 'the first webhooks are heard');
    const { api: pid } = await stack.pids();
    if (pid === undefined) throw new Error('there is no API to be killed');
    process.kill(pid, 'SIGKILL');
    for (const applicant of machine.slice(5)) await oweNotice(bank, applicant);
    await until(async () => (await stack.pids()).api !== pid && (await stack.pids()).api !== undefined);
    for (const { applicationId } of byHand) {
      const { taskId } = await openTaskOf(bank, applicationId);
      const done = { taskId, outcome: 'told-by-phone', staffRef: 'staff.wang' } as const;
      await completeHumanTask(bank, done, 'update');
    }
    for (const { applicationId } of machine) await noticeComesTo(bank, applicationId, 'delivered', 60_000);
    await provider.behave([]);

    for (const applicationId of everybody) {
      const whole = (await announced(applicationId)).map(({ id }) => id);
      await until(
        async () => (await provider.toldTo(applicationId)).length === whole.length,
        60_000,
        applicationId,
      );
      expect(await provider.toldTo(applicationId)).toEqual(whole);
    }
    const kinds = async (applicationId: string) => (await announced(applicationId)).map(({ kind }) => kind);
    for (const { applicationId } of byHand)
      expect(await kinds(applicationId)).toEqual(['notice.with-staff', 'notice.completed']);
    for (const { applicationId } of machine)
      expect((await kinds(applicationId)).at(-1)).toBe('notice.delivered');
    const all = await heard();
    expect(all.filter(({ answered }) => answered === 'unsigned')).toEqual([]);
    // The faults were there, and so was a repetition: at least once is not once.
    expect(new Set(all.map(({ answered }) => answered))).toContain('broken');
    expect(all.filter(({ taken }) => taken).length).toBeGreaterThan(
      new Set(all.map((one) => one.webhookId)).size,
    );
  }, 150_000);

  test('what the loan system has lost is sent once more, under the same ids', async () => {
    const before = await heard();
    const [id] = everybody;
    const ids = [
      ...new Set(before.flatMap((one) => (one.data['applicationId'] === id ? [one.webhookId] : []))),
    ];
    const order = { endpoint: 'loan-system', choice: { ids }, staffRef: 'wang.wei' };
    expect(await replayWebhooks(stack.bank, order)).toBe(ids.length);
    // What was on its way when the API was killed may come once more meanwhile.
    const again = async () =>
      (await heard())
        .slice(before.length)
        .flatMap(({ webhookId }) => (ids.includes(webhookId) ? [webhookId] : []));
    await until(async () => (await again()).length >= ids.length);
    expect(await again()).toEqual(ids);
  });
});
