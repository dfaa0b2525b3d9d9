import type { Explanation } from '../../../domain/explanation/explain.js';
import { nextStepOf } from '../../../domain/explanation/finding.js';
import type { TaskBecause } from '../../../domain/human-task/human-task.js';
import { failureClasses } from '../../../domain/failure/failure-class.js';
import type { FailureClass } from '../../../domain/failure/failure-class.js';
import { paths } from './paths.js';
import { chineseSaid } from './said-in-chinese.js';
import { englishSaid } from './said-in-english.js';
import { at, attempt, explained, task } from './subjects.js';

describe('what is said of each path', () => {
  test.each(Object.keys(paths))('%s, word for word in both languages', (path) => {
    const said = paths[path]?.();
    expect(said?.en).toEqual(englishSaid[path]);
    expect(said?.zh).toEqual(chineseSaid[path]);
  });

  test('no cause goes unheard: each stands in a path, with the next step it leads to', () => {
    const heard = new Map(Object.values(paths).map((say) => [say().cause, say().nextStep]));
    expect(Object.fromEntries(heard)).toEqual(nextStepOf);
  });
});

/** Why a notice came to staff, as it is said in the cause. */
const reasons: Readonly<Record<TaskBecause, readonly [en: string, zh: string]>> = {
  incident: [
    'could not be delivered automatically: an incident of the provider leaves open whether it arrived.',
    '未能自动送达：服务商发生事故，是否送达无法确认。',
  ],
  'compensation-granted': [
    'could not be delivered automatically: the bank grants something for the late message.',
    '未能自动送达：银行因通知延误给予补偿。',
  ],
  'applicant-complained': [
    'could not be delivered automatically: the applicant complained by a reply to a text message.',
    '未能自动送达：申请人回复短信投诉。',
  ],
  bounced: [
    'could not be delivered automatically: the recipient’s mail server took the e-mail at first and sent it back later.',
    '未能自动送达：对方邮件服务器先收下邮件，后来又退了回来。',
  ],
  'wrong-number': [
    'could not be sent to the contact on record: the number, address or app on record is not valid or no longer in use.',
    '无法发往登记的联系方式：登记的号码、地址或应用无效，或已停用。',
  ],
  'not-this-person': [
    'could not be sent to the contact on record: the mobile number on record is another person’s, as a check has shown.',
    '无法发往登记的联系方式：经核验，登记的手机号不属于申请人本人。',
  ],
  'bad-contact': [
    'could not be sent to the contact on record: the contact on record cannot be used.',
    '无法发往登记的联系方式：登记的联系方式无法使用。',
  ],
  'suspect-number': [
    'could not be delivered automatically: the number may be empty, suspended or switched off (which of them is not known).',
    '未能自动送达：号码可能是空号、停机或关机（具体是哪一种尚不清楚）。',
  ],
  unreachable: [
    'could not be delivered automatically: the phone or mailbox could not be reached.',
    '未能自动送达：手机或邮箱暂时联系不上。',
  ],
  blocked: [
    'could not be delivered automatically: the message was stopped by a blocklist, a frequency limit or a refusal of messages.',
    '未能自动送达：消息被黑名单、频率上限或拒收设置拦下。',
  ],
  'rate-limited': [
    'could not be delivered automatically: the provider took no more messages for a while.',
    '未能自动送达：服务商暂时不再接收消息。',
  ],
  'content-rejected': [
    'could not be delivered automatically: the provider refused the wording or the sender’s signature.',
    '未能自动送达：服务商不接受通知文字或签名。',
  ],
  misconfigured: [
    'could not be delivered automatically: our account with the provider is not set up rightly.',
    '未能自动送达：我方在服务商处的账户设置有误。',
  ],
  'provider-down': [
    'could not be delivered automatically: the provider was out of service for us.',
    '未能自动送达：服务商当时无法为我方服务。',
  ],
  'unknown-outcome': [
    'could not be delivered automatically: what became of it could not be found out.',
    '未能自动送达：查不清消息的下落。',
  ],
  'not-allowed': [
    'was not sent: sending was not permitted (no consent, or no approved wording; which of them is not recorded).',
    '没有发送：不允许发送（没有取得同意，或没有经批准的文字；具体是哪一种没有记录）。',
  ],
  silence: [
    'could not be delivered automatically: no confirmation of delivery came in time.',
    '未能自动送达：没有按时收到送达确认。',
  ],
  'no-route': [
    'could not be delivered automatically: there was no way of sending it.',
    '未能自动送达：没有可用的发送方式。',
  ],
  'workflow-gone': [
    'could not be delivered automatically: its automatic handling had ended unexpectedly.',
    '未能自动送达：自动处理意外终止。',
  ],
};

describe('a notice with staff', () => {
  test.each(Object.entries(reasons))(
    'because of %s says so, since when and until when',
    (because, [en, zh]) => {
      const said = explained({ state: 'with-staff', tasks: [task({ because: because as TaskBecause })] });
      expect(said.en.cause).toBe(
        `The message about the final decision ${en} Staff have had it since Friday 6 November 2026, 18:35; it is due by Saturday 7 November 2026, 18:35.`,
      );
      expect(said.zh.cause).toBe(
        `「审批结果」的通知${zh}已于2026年11月6日（周五）18:35转人工，应于2026年11月7日（周六）18:35前完成。`,
      );
    },
  );

  test('of which no task is on record says that why is not known', () => {
    const said = explained({ state: 'with-staff' });
    expect(said.en.cause).toBe(
      'The message about the final decision could not be delivered automatically: why is not recorded. Staff have had it since Friday 6 November 2026, 18:30; until when is not recorded.',
    );
    expect(said.zh.cause).toContain('未能自动送达：原因没有记录。');
  });
});

describe('why an attempt failed', () => {
  const evidenceOf = (changed: Parameters<typeof attempt>[0]): Explanation =>
    explained({ attempts: [attempt(changed)] });

  test.each(failureClasses.map((failure) => [failure]))(
    'a refusal of class %s without a code is told by its class',
    (failure: FailureClass) => {
      const { en, zh } = evidenceOf({ outcome: 'rejected', failure });
      const [enReason, zhReason] = reasons[failure];
      expect(enReason).toContain(/it was refused: (.*)\.$/.exec(en.evidence[1] ?? '')?.[1] ?? 'nothing');
      expect(zhReason).toContain(/未被接受：(.*)。$/.exec(zh.evidence[1] ?? '')?.[1] ?? 'nothing');
    },
  );

  test.each([
    [
      'rejected',
      undefined,
      'wrong-number',
      'isv.MOBILE_NUMBER_ILLEGAL',
      'it was refused: the number is not a valid mobile number',
      '未被接受：手机号码格式不正确',
    ],
    // One code, two meanings: the recorded class says which.
    [
      'rejected',
      undefined,
      'blocked',
      'isv.BUSINESS_LIMIT_CONTROL',
      'it was refused: this number reached its frequency cap',
      '未被接受：该号码触发频率上限',
    ],
    [
      'rejected',
      undefined,
      'rate-limited',
      'isv.BUSINESS_LIMIT_CONTROL',
      'it was refused: the account’s flow control holds us back',
      '未被接受：触发业务流控',
    ],
    [
      'rejected',
      undefined,
      'rate-limited',
      'Throttling.User',
      'it was refused: too many requests at once',
      '未被接受：请求过多，暂时不再受理',
    ],
    [
      'accepted',
      'undelivered',
      'unreachable',
      'MOBLLE_TERMINAL_ERROR',
      'it was reported as not delivered: handset trouble (memory full and the like)',
      '确认没有送达：手机终端问题（内存满等）',
    ],
    [
      'accepted',
      'undelivered',
      'suspect-number',
      'BRAND_NEW',
      'it was reported as not delivered: the number may be empty, suspended or switched off (which of them is not known)',
      '确认没有送达：号码可能是空号、停机或关机（具体是哪一种尚不清楚）',
    ],
  ] as const)(
    '%s %s, %s by %s is told in the words of the provider’s table',
    (outcome, settlement, failure, code, en, zh) => {
      const said = evidenceOf({
        outcome,
        failure,
        code,
        ...(settlement === undefined ? {} : { settlement }),
      });
      expect(said.en.evidence[1]).toBe(
        `Friday 6 November 2026, 18:30:06: sent by text message (aliyun); ${en}.`,
      );
      expect(said.zh.evidence[1]).toBe(`2026年11月6日（周五）18:30:06：经短信（aliyun）发送；${zh}。`);
    },
  );
});

test('times are told in the bank’s zone, and hours by its calendar where that is pressed', () => {
  const until = at('2026-11-06 18:41:10');
  const held = { state: 'held', waitingFor: { kind: 'window', until } } as const;
  const inAmsterdam = explained(held, {}, at('2026-11-06 18:40'), { timeZone: 'Europe/Amsterdam' });
  expect(inAmsterdam.en.cause).toContain('held until Friday 6 November 2026, 11:41');
  const pressed = {
    realAnchor: at('2026-11-06 18:40:00'),
    calendarAnchor: at('2026-11-06 10:00:00'),
    factor: 3_600,
  };
  const demo = explained(held, {}, at('2026-11-06 18:40'), { timeZone: 'Asia/Shanghai', pressed });
  expect(demo.en.cause).toContain(
    'held until Monday 9 November 2026, 08:00 on the demonstration’s calendar (18:41:10 by the clock)',
  );
  expect(demo.zh.cause).toContain('暂缓到演示日历2026年11月9日（周一）08:00（实际时间 18:41:10）发送');
});
