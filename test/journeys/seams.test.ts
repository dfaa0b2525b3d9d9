import { usualRestarts } from '../../cli/stack/death-count.js';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Stories } from '../../client/story/stories.js';
import { reportApplication } from '../../client/intake/applications.js';
import { reportStage } from '../../client/intake/stages.js';
import { backlog } from '../../ledger/outbox/outbox.js';
import type { RuleInput } from '../../simulator/rules.js';
import { applicantOf, oweNotice } from './applicants.js';
import { attemptsOf, isSettled, noticeComesTo, openTaskOf, storyAgrees } from './facts.js';
import { ProviderWitness, takenTwice } from './provider-witness.js';
import { RealStack } from './real-stack.js';
import { newStateFolder, removeStateFolder } from './state-folder.js';
import { until } from './until.js';

const callTimeoutMs = 1_000;
const lingerMs = 1_000;
/** A receipt that comes when the worker is up again and has ended its second lingering. */
const lateMs = 15_000;
/** One that comes when a killed send was tried again, and its story (10 s on a dead worker’s queue) asked. */
const askedFirstMs = 26_000;
/** A receipt that comes after the lingering, but before a killed send is tried again. */
const afterLingerMs = 2_500;

/** Where the worker dies, one after another; the receipt its message then gets; what must be on record in the end. */
const deaths: {
  seam: string;
  says: string;
  receipt?: { delayMs: number };
  /** The first attempt is found never to have been received. */
  neverReceived?: true;
  /** The provider is asked, and says that it has it. */
  asked?: true;
}[] = [
  { seam: 'before-call', says: 'after the intent, before the call', neverReceived: true },
  { seam: 'after-accept', says: 'after the provider accepted, before the record' },
  {
    seam: 'receipt-stored',
    says: 'while lingering, with the receipt stored already',
    receipt: { delayMs: 500 },
  },
  { seam: 'before-return', says: 'after the delivery was recorded, before Temporal knows' },
  {
    seam: 'before-return-late',
    says: 'after the lingering ended, and the receipt is signalled before Temporal knows the attempt',
    receipt: { delayMs: afterLingerMs },
  },
  { seam: 'lingering', says: 'after the record, while lingering', receipt: { delayMs: lateMs } },
  // The last, so that no other death keeps the provider from being asked before the receipt comes.
  {
    seam: 'after-accept-late',
    says: 'after the provider accepted, and the receipt comes only when the provider has been asked',
    receipt: { delayMs: askedFirstMs },
    asked: true,
  },
];

/** What goes wrong on the way to and from the provider. */
const troubles: { says: string; action: RuleInput['action']; attempts: number }[] = [
  { says: 'the connection is reset after it was accepted', action: { acceptThen: 'drop' }, attempts: 1 },
  { says: 'an HTML 502 is answered after it was accepted', action: { acceptThen: 'html-502' }, attempts: 1 },
  { says: 'no answer comes after it was accepted', action: { acceptThen: 'timeout' }, attempts: 1 },
  {
    says: 'the answer comes after the time-out',
    action: { acceptThen: 'late', delayMs: 2 * callTimeoutMs },
    attempts: 1,
  },
  {
    says: 'the answer is cut off in its middle',
    action: { acceptThen: { status: 200, body: '{"Code":"OK","BizId"', cut: true } },
    attempts: 1,
  },
  { says: 'the connection is reset and nothing was received', action: { refuseBefore: 'drop' }, attempts: 2 },
  {
    says: 'an HTML 502 is answered and nothing was received',
    action: { refuseBefore: 'html-502' },
    attempts: 2,
  },
  { says: 'no answer comes and nothing was received', action: { timeout: true }, attempts: 2 },
];

const dying = deaths.map((death, n) => ({ ...death, ...applicantOf('SEAM', n + 1) }));
const troubled = troubles.map((trouble, n) => ({ ...trouble, ...applicantOf('WIRE', n + 21) }));
const unanswered = applicantOf('MUTE', 41);
const unsignalled = applicantOf('DOOR', 42);
const untold = applicantOf('TOLD', 43);

describe('a process killed at any seam, and a provider heard badly', () => {
  const stateDir = newStateFolder();
  const marks = mkdtempSync(join(tmpdir(), 'bida-seams-'));
  const died = (seam: string) => existsSync(join(marks, `${seam}.died`));
  let stack: RealStack;
  let provider: ProviderWitness;

  beforeAll(async () => {
    const part = (entry: string, seams: Record<string, string>) => ({
      program: process.execPath,
      args: ['--enable-source-maps', join(__dirname, '../stack/parts', entry)],
      environment: { SEAMS_FOLDER: marks, SEAMS: JSON.stringify(seams) },
    });
    stack = await RealStack.start({
      stateDir,
      calendar: 'open',
      routes: ['sms/aliyun', 'sms/aliyun-b'],
      timing: { route: { callTimeoutMs, lingerMs, settlingDelayMs: 500, receiptDeadlineMs: 60_000 } },
      restarts: { ...usualRestarts, pausesMs: [50, 200] },
      // A receipt that was not acknowledged is pushed again after 2, 10 and 20 s.
      simulator: { retryScale: 1 / 30 },
      parts: {
        worker: part(
          'worker-with-seams.cjs',
          Object.fromEntries(dying.map(({ mobile, seam }) => [mobile, seam])),
        ),
        api: part('api-with-seams.cjs', { [unsignalled.applicationId]: 'receipt-untold' }),
      },
    });
    provider = new ProviderWitness(stack.file.simulatorUrl);
    await provider.behave([
      ...troubled.map(({ mobile, action }) => ({ match: { phone: mobile, times: 1 }, action })),
      ...dying.flatMap(({ mobile, receipt }) =>
        receipt === undefined ? [] : [{ match: { phone: mobile }, action: { receipt } }],
      ),
      { match: { phone: unanswered.mobile }, action: { acceptThen: 'drop', receipt: 'none' } },
      {
        match: { phone: unanswered.mobile, operation: 'QuerySendDetails' },
        action: { refuseBefore: 'drop' },
      },
      { match: { phone: unsignalled.mobile }, action: { receipt: { delayMs: afterLingerMs } } },
    ]);
  }, 90_000);

  afterAll(async () => {
    await stack.end();
    removeStateFolder(stateDir);
    rmSync(marks, { recursive: true, force: true });
  }, 30_000);

  test('dies where it is told to: at each seam of the worker, and at that of the door', async () => {
    for (const { seam, ...applicant } of dying) {
      await oweNotice(stack.bank, applicant);
      await until(() => died(seam), 20_000, `the worker dies at ${seam}`);
    }
    await oweNotice(stack.bank, unsignalled);
    await until(() => died('receipt-untold'));
    const deathsOf = (part: string) => stack.said.split(`${part} was ended by SIGKILL`).length - 1;
    await until(() => deathsOf('api') === 1);
    expect(deathsOf('worker')).toBe(deaths.length);
  });

  test.each(dying)(
    'killed $says, the notice is delivered once',
    async (death) => {
      const { applicationId, mobile, neverReceived = false, asked = false } = death;
      await noticeComesTo(stack.bank, applicationId, 'delivered', 40_000);
      const attempts = await attemptsOf(stack.bank, applicationId);
      const [last, ...before] = attempts.toReversed();
      expect(last).toMatchObject({ outcome: 'accepted', settlement: 'delivered' });
      expect(before.every((attempt) => attempt.neverReceived)).toBe(true);
      expect(before.length > 0).toBe(neverReceived);
      const taken = `SELECT 1 FROM event WHERE attempt_id = $1 AND detail->>'answer' = 'taken'`;
      expect((await stack.bank.ledger.query(taken, [last?.attemptId])).length > 0 || !asked).toBe(true);
      expect(attempts.filter((attempt) => !isSettled(attempt))).toEqual([]);
      expect((await provider.accepted(mobile)).map(({ outId }) => outId)).toEqual([last?.attemptId]);
      await storyAgrees(stack.bank, applicationId);
    },
    60_000,
  );

  test('a receipt stored by a door that died before telling it is told by the next one', async () => {
    await noticeComesTo(stack.bank, unsignalled.applicationId, 'delivered');
    expect(await attemptsOf(stack.bank, unsignalled.applicationId)).toHaveLength(1);
    expect(await provider.accepted(unsignalled.mobile)).toHaveLength(1);
    await storyAgrees(stack.bank, unsignalled.applicationId);
  });

  test('a report whose reporter died before telling it is told by the relay', async () => {
    const dead: Stories = { ...stack.bank.stories, tell: () => Promise.reject(new Error('gone')) };
    const bank = { ...stack.bank, stories: dead };
    const { applicationId, mobile } = untold;
    const applicant = { name: '接缝 试' };
    const body = { applicant, contacts: { mobile }, product: 'consumer' };
    expect((await reportApplication(bank, applicationId, body)).told).toBe(false);
    expect(await reportStage(bank, applicationId, 'preliminary-approval', 1, {})).toMatchObject({
      told: false,
    });
    await noticeComesTo(stack.bank, applicationId, 'delivered');
    expect(await provider.accepted(mobile)).toHaveLength(1);
  });

  test('heard badly, the provider is asked and never blindly sent to again', async () => {
    await Promise.all([...troubled, unanswered].map((applicant) => oweNotice(stack.bank, applicant)));
    for (const { applicationId, mobile, attempts: expected, says } of troubled) {
      await noticeComesTo(stack.bank, applicationId, 'delivered', 30_000);
      const attempts = await attemptsOf(stack.bank, applicationId);
      expect([says, attempts.length]).toEqual([says, expected]);
      expect(attempts.filter((attempt) => !isSettled(attempt))).toEqual([]);
      expect(attempts.filter(({ neverReceived }) => neverReceived)).toHaveLength(expected - 1);
      expect((await provider.accepted(mobile)).map(({ outId }) => outId)).toEqual([
        attempts.at(-1)?.attemptId,
      ]);
    }
  });

  test('where the provider can never say what became of it, staff are asked and nothing is sent again', async () => {
    const { applicationId, mobile } = unanswered;
    await noticeComesTo(stack.bank, applicationId, 'with-staff', 30_000);
    expect(await openTaskOf(stack.bank, applicationId)).toMatchObject({ because: 'unknown-outcome' });
    const attempts = await attemptsOf(stack.bank, applicationId);
    expect(attempts).toMatchObject([{ outcome: 'unknown', neverReceived: false, lingering: false }]);
    expect(await provider.accepted(mobile)).toHaveLength(1);
  });

  test('in the provider’s own log nothing was taken twice, and everything it took is on record', async () => {
    const accepted = await provider.accepted();
    expect(accepted).toHaveLength(dying.length + troubled.length + 3);
    expect(takenTwice(accepted)).toEqual([]);
    const known = await stack.bank.ledger.query<{ attemptId: string }>(
      'SELECT attempt_id AS "attemptId" FROM attempt WHERE attempt_id::text = ANY ($1)',
      [accepted.map(({ outId }) => outId)],
    );
    expect(known).toHaveLength(accepted.length);
    const isAllTold = async () => (await backlog(stack.bank.ledger)).count === 0;
    await until(isAllTold, 10_000, 'nothing waits to be told');
  });
});
