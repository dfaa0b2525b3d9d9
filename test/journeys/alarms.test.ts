/** Alarms call somebody, whatever dies or is away meanwhile: judged by what the group's robot was told. */
import { usualRestarts } from '../../cli/stack/death-count.js';
import { acknowledgeAlarm } from '../../client/alarm/acknowledge.js';
import { alarmsBefore } from '../../ledger/alarm/page.js';
import type { AlarmShown } from '../../ledger/alarm/page.js';
import type { RobotHeard } from '../../simulator/log-entry.js';
import { applicantOf, oweNotice } from './applicants.js';
import { ProviderWitness } from './provider-witness.js';
import { RealStack } from './real-stack.js';
import { newStateFolder, removeStateFolder } from './state-folder.js';
import { until } from './until.js';

/** Long enough for somebody to acknowledge in between, and for the other alarm to be told again. */
const againAfterMs = 6_000;

describe('alarms', () => {
  const stateDir = newStateFolder();
  let stack: RealStack;
  let provider: ProviderWitness;
  beforeAll(async () => {
    stack = await RealStack.start({
      stateDir,
      calendar: 'open',
      // What is killed stays away for long enough to be missed.
      restarts: { ...usualRestarts, pausesMs: [6_000, 6_000] },
      routes: ['sms/aliyun'],
      timing: {
        alarms: { groupWithinMs: 500, tellAgainMs: 1_000, againAfterMs },
        watch: { everyMs: 300, awayAfterMs: 1_500 },
      },
      simulator: { receiptDelayMs: [50, 400] },
    });
    provider = new ProviderWitness(stack.file.simulatorUrl);
  }, 60_000);
  afterAll(async () => {
    await stack.end();
    removeStateFolder(stateDir);
  }, 30_000);

  const shown = async (words: string): Promise<RobotHeard[]> =>
    (await provider.log()).flatMap((one) =>
      one.kind === 'robot-message' && one.taken && `${one.title}\n${one.text}`.includes(words) ? [one] : [],
    );
  const comesTo = (words: string, count = 1) =>
    until(async () => (await shown(words)).length >= count, 40_000, `${words} is told ${count} times`);
  const find = async (kind: AlarmShown['kind']): Promise<AlarmShown | undefined> =>
    (await alarmsBefore(stack.bank.ledger, { state: 'all' }, { most: 100 })).find((one) => one.kind === kind);

  test('what a provider refuses is told once, although the robot fails and the API is killed; acknowledged, nobody is told again', async () => {
    const applicant = applicantOf('ALARM', 1);
    await provider.behave([
      { match: { phone: applicant.mobile }, action: { reject: 'isv.SMS_SIGNATURE_ILLEGAL' } },
      { match: { operation: 'robot' }, action: { reject: '400102' } },
    ]);
    await oweNotice(stack.bank, applicant);
    const refused = async () =>
      (await provider.log()).some((one) => one.kind === 'robot-message' && one.answered === '400102');
    await until(refused, 30_000, 'the robot refuses');
    process.kill((await stack.pids()).api ?? 0, 'SIGKILL');
    await provider.behave([]);
    await comesTo('服务商拒绝模板、签名或账号');
    const [message] = await shown('服务商拒绝模板、签名或账号');
    expect(message?.text).toContain('对象：sms/aliyun');
    expect(message?.text).not.toMatch(new RegExp(`${applicant.mobile}|${applicant.mobile.slice(0, 7)}`));
    // Told again by the second step, since nobody has it; taken in hand it is over, which is told, and nothing more.
    await comesTo('第 2 级上报');
    const alarm = await find('provider-misconfigured');
    await acknowledgeAlarm(stack.bank, {
      alarmId: alarm?.alarmId ?? 0,
      staffRef: 'chen.jun',
      note: '已联系服务商',
    });
    await comesTo('必达告警已解除：服务商拒绝模板、签名或账号');
    expect((await shown('由 chen.jun 确认')).map(({ title }) => title)).toEqual([
      '必达告警已解除：服务商拒绝模板、签名或账号',
    ]);
  });

  test('a Temporal that does not answer is told, and so is that it is back', async () => {
    const pid = (await stack.pids()).temporal ?? 0;
    process.kill(pid, 'SIGSTOP');
    try {
      await comesTo('Temporal 无法连接');
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    await comesTo('必达告警已解除：Temporal 无法连接');
    expect(await find('temporal-away')).toMatchObject({ resolvedAt: expect.any(Number) as number });
  });

  test('a ledger that is away is told from memory, and on record with its end once it is back', async () => {
    process.kill((await stack.pids()).postgres ?? 0, 'SIGKILL');
    await comesTo('台账无法连接');
    await comesTo('必达告警已解除：台账无法连接');
    const alarm = await find('ledger-away');
    expect(alarm?.resolvedAt ?? 0).toBeGreaterThan(alarm?.openedAt ?? Infinity);
  });
});
