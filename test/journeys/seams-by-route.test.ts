/**
 * For every route: its sender killed at each seam, its provider heard badly in each way. Whatever becomes of it, nothing is
 * sent twice by that route; the providers' own log says so.
 */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { usualRestarts } from '../../cli/stack/death-count.js';
import type { StackRouteName } from '../../cli/stack/routes/stack-routes.js';
import { reportApplication } from '../../client/intake/applications.js';
import { reportStage } from '../../client/intake/stages.js';
import { rankByWeight } from '../../domain/plan/rank.js';
import { addresseeOf } from '../../simulator/acceptance.js';
import type { RuleInput } from '../../simulator/rules.js';
import { attemptsOf, isSettled, noticeComesTo, noticeOf, storyAgrees } from './facts.js';
import { ProviderWitness } from './provider-witness.js';
import { RealStack } from './real-stack.js';
import { newStateFolder, removeStateFolder } from './state-folder.js';
import { until } from './until.js';

const routes = [
  'sms/aliyun',
  'sms/tencent',
  'sms/bank-gateway',
  'push/jpush',
  'push/fcm',
  'email/smtp',
  'voice/aliyun',
] as const satisfies readonly StackRouteName[];
type Name = (typeof routes)[number];

const seams = [
  'gather-before-call',
  'gather-after-accept',
  'gather-before-return',
  'gather-receipt-untold',
] as const;
/** A busy machine takes its time to connect; what was not accepted would be another story. */
const callTimeoutMs = 3_000;
/** A receipt that comes when the lingering is over, so that the door has to tell the story. */
const untoldMs = 4_000;
const wire = {
  'reset after it was accepted': { acceptThen: 'drop' },
  'no answer after it was accepted': { acceptThen: 'timeout' },
  'answered after the time-out': { acceptThen: 'late', delayMs: 2 * callTimeoutMs },
  'HTML 502 after it was accepted': { acceptThen: 'html-502' },
} as const satisfies Record<string, RuleInput['action']>;
type Happening = (typeof seams)[number] | keyof typeof wire;

/** Where nobody can be asked and the call cannot be repeated, staff go on. */
const withStaff: Readonly<Partial<Record<Name, readonly Happening[]>>> = {
  // The app says what was shown; what was never taken, nobody can say.
  'push/fcm': ['gather-before-call'],
  'voice/aliyun': ['gather-before-call'],
  'email/smtp': [
    'gather-before-call',
    'gather-after-accept',
    ...(Object.keys(wire) as (keyof typeof wire)[]),
  ],
};

interface Case {
  readonly route: Name;
  readonly happening: Happening;
  readonly applicationId: string;
  readonly contacts: object;
  /** As the provider is told. */
  readonly to: string;
  readonly match: RuleInput['match'];
}

const smsRoutes = [
  { route: 'sms/aliyun', weight: 4 },
  { route: 'sms/tencent', weight: 1 },
  { route: 'sms/bank-gateway', weight: 1 },
];
let number = 0;
/** An applicant whom this route reaches first, and of the channels it alone. */
function caseOf(route: Name, happening: Happening): Case {
  let applicationId: string;
  do {
    number += 1;
    applicationId = `ROUTE-${String(number).padStart(4, '0')}`;
  } while (route.startsWith('sms/') && rankByWeight(smsRoutes, applicationId)[0]?.route !== route);
  const reach = (contacts: object, to: string, match: RuleInput['match']): Case => ({
    route,
    happening,
    applicationId,
    contacts,
    to,
    match: { ...match, route, times: 1 },
  });
  switch (route) {
    case 'push/jpush':
    case 'push/fcm': {
      const token =
        route === 'push/jpush'
          ? `1a0018970af${String(number).padStart(8, '0')}`
          : `seam-${number}:made-up-for-this`;
      return reach({ pushTokens: [token] }, token, { token });
    }
    case 'email/smtp': {
      const email = `seam-${number}@mail.example`;
      return reach({ email }, email, { email });
    }
    case 'voice/aliyun': {
      const landline = `571876${String(50_000 + number)}`;
      return reach({ landline: `0${landline}` }, landline, { phone: `0${landline}` });
    }
    case 'sms/aliyun':
    case 'sms/tencent':
    case 'sms/bank-gateway': {
      const mobile = `1380014${String(1_000 + number)}`;
      return reach({ mobile }, mobile, { phone: mobile });
    }
  }
}

const dying = routes.flatMap((route) =>
  seams
    // An e-mail has no receipt but a bounce.
    .filter((seam) => seam !== 'gather-receipt-untold' || route !== 'email/smtp')
    .map((seam) => caseOf(route, seam)),
);
const troubled = routes.flatMap((route) =>
  (Object.keys(wire) as (keyof typeof wire)[])
    .filter((kind) => route !== 'email/smtp' || !kind.startsWith('HTML'))
    .map((kind) => caseOf(route, kind)),
);
const cases = [...dying, ...troubled];

describe('each route', () => {
  const stateDir = newStateFolder();
  const marks = mkdtempSync(join(tmpdir(), 'bida-seams-'));
  let stack: RealStack;
  let provider: ProviderWitness;

  const owe = async ({ applicationId, contacts }: Case): Promise<void> => {
    await reportApplication(stack.bank, applicationId, {
      applicant: { name: '接缝 试' },
      contacts,
      product: 'consumer',
    });
    await reportStage(stack.bank, applicationId, 'preliminary-approval', 1, {});
  };

  beforeAll(async () => {
    const part = (entry: string, seamOf: Record<string, string>) => ({
      program: process.execPath,
      args: ['--enable-source-maps', join(__dirname, '../stack/parts', entry)],
      environment: { SEAMS_FOLDER: marks, SEAMS: JSON.stringify(seamOf) },
    });
    stack = await RealStack.start({
      stateDir,
      calendar: 'open',
      routes,
      timing: {
        route: { callTimeoutMs, lingerMs: 1_500, settlingDelayMs: 300, receiptDeadlineMs: 30_000 },
        email: { receiptDeadlineMs: 2_000, receiptHorizonMs: 60_000 },
      },
      restarts: { ...usualRestarts, pausesMs: [50, 200] },
      simulator: { retryScale: 1 / 30, receiptDelayMs: [100, 400] },
      parts: {
        worker: part(
          'worker-with-seams.cjs',
          Object.fromEntries(dying.map(({ to, happening }) => [to, happening])),
        ),
        api: part(
          'api-with-seams.cjs',
          Object.fromEntries(dying.map(({ applicationId, happening }) => [applicationId, happening])),
        ),
      },
    });
    provider = new ProviderWitness(stack.file.simulatorUrl);
    await provider.behave([
      ...troubled.map(({ match, happening }) => ({ match, action: wire[happening as keyof typeof wire] })),
      ...dying
        .filter(({ happening }) => happening === 'gather-receipt-untold')
        .map(({ match }) => ({ match, action: { receipt: { delayMs: untoldMs } } })),
    ]);
  }, 90_000);

  afterAll(async () => {
    await stack.end();
    removeStateFolder(stateDir);
    rmSync(marks, { recursive: true, force: true });
  }, 30_000);

  test('has its process killed at each seam, all of them at once', async () => {
    await Promise.all(troubled.map(owe));
    // Their trouble comes after acceptance: a process killed before that would be another story.
    await until(
      async () => {
        const log = await provider.log();
        const taken = ({ route, to }: Case) =>
          log.some(
            (one) => one.kind === 'acceptance' && one.route === route && addresseeOf(one).endsWith(to),
          );
        return troubled.every(taken);
      },
      60_000,
      'everything that is to be in trouble was accepted',
    );
    for (const seam of seams) {
      const here = dying.filter(({ happening }) => happening === seam);
      await Promise.all(here.map(owe));
      const arrived = () => readdirSync(marks).filter((name) => name.startsWith(`${seam}.`)).length;
      await until(() => arrived() === here.length, 30_000, `all have come to ${seam}`);
      writeFileSync(join(marks, `${seam}.died`), '');
      const part = seam === 'gather-receipt-untold' ? 'api' : 'worker';
      const pid = (await stack.pids())[part];
      if (pid === undefined) throw new Error(`no ${part} to kill`);
      process.kill(pid, 'SIGKILL');
      await until(() => stack.said.includes(`${part} was ended by SIGKILL`), 10_000);
    }
  }, 120_000);

  test.each(cases.map((one) => [one.route, one.happening, one] as const))(
    '%s, %s: ends as it must, and nothing is open',
    async (route, happening, { applicationId }) => {
      const staff = withStaff[route]?.includes(happening) === true;
      await noticeComesTo(stack.bank, applicationId, staff ? 'with-staff' : 'delivered', 45_000);
      const attempts = await attemptsOf(stack.bank, applicationId);
      expect(attempts.length).toBeGreaterThan(0);
      expect(attempts.filter((attempt) => !isSettled(attempt))).toEqual([]);
      if ((await noticeOf(stack.bank, applicationId)).state === 'with-staff')
        await storyAgrees(stack.bank, applicationId);
    },
    60_000,
  );

  test('takes nothing twice, by the providers’ own log, and everything taken is on record', async () => {
    const taken = (await provider.log()).filter((entry) => entry.kind === 'acceptance');
    const times = new Map<string, number>();
    for (const one of taken) {
      const key = `${one.route} ${addresseeOf(one)}`;
      times.set(key, (times.get(key) ?? 0) + 1);
    }
    expect([...times].filter(([, count]) => count > 1)).toEqual([]);
    // What died before the call was taken by a repetition or the same route again, but for those staff went on with.
    const unheard = cases.filter(
      ({ route, happening }) =>
        happening === 'gather-before-call' && withStaff[route]?.includes(happening) === true,
    );
    expect(taken).toHaveLength(cases.length - unheard.length);
    const known = await stack.bank.ledger.query(
      'SELECT 1 FROM attempt WHERE attempt_id::text = ANY ($1) AND outcome <> $2 AND NOT never_received',
      [taken.map(({ outId }) => outId), 'rejected'],
    );
    expect(known).toHaveLength(taken.length);
  });
});
