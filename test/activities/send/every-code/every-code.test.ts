import { channelOf } from '../../../../domain/attempt/route.js';
import type { Channel } from '../../../../domain/attempt/route.js';
import { nextStep } from '../../../../domain/escalation/next-step.js';
import type { FailureClass } from '../../../../domain/failure/failure-class.js';
import type { CodeMeaning } from '../../../../domain/provider/code-table.js';
import type { StackRouteName } from '../../../../cli/stack/routes/stack-routes.js';
import type { RuleInput } from '../../../../simulator/rules.js';
import { openCodeWorld, reachOf } from './code-world.js';
import type { CodeWorld, Sent } from './code-world.js';
import { listedCodes } from './listed-codes.js';
import type { ListedCode } from './listed-codes.js';

const routes: readonly StackRouteName[] = [
  'sms/aliyun',
  'sms/tencent',
  'sms/bank-gateway',
  'push/fcm',
  'push/jpush',
  'email/smtp',
  'voice/aliyun',
];

let world: CodeWorld;
let applicants = 0;
beforeAll(async () => {
  world = await openCodeWorld(routes);
}, 60_000);
afterAll(() => world.close());

/** What DESIGN §5 has follow a class, written out by hand: which further use is the next. */
type Follows = 'another provider' | 'another channel' | 'another contact' | 'back off' | 'ask the provider';
const follows: Record<FailureClass, Follows> = {
  'wrong-number': 'another contact',
  'suspect-number': 'another channel',
  unreachable: 'another channel',
  blocked: 'another channel',
  'rate-limited': 'back off',
  'content-rejected': 'another provider',
  misconfigured: 'another provider',
  'provider-down': 'another provider',
  'unknown-outcome': 'ask the provider',
  'not-allowed': 'another provider',
};

/** And what that is for an applicant with a number, two tokens of the app and an address, in the usual order. */
const nextBy: Record<Channel, Record<Follows, string>> = {
  sms: {
    'another provider': 'sms to the same contact',
    'another channel': 'push to another contact',
    'another contact': 'push to another contact',
    'back off': 'back-off',
    'ask the provider': 'reconcile',
  },
  push: {
    'another provider': 'sms to another contact',
    'another channel': 'sms to another contact',
    'another contact': 'sms to another contact',
    'back off': 'back-off',
    'ask the provider': 'reconcile',
  },
  email: {
    'another provider': 'sms to another contact',
    'another channel': 'sms to another contact',
    'another contact': 'sms to another contact',
    'back off': 'back-off',
    'ask the provider': 'reconcile',
  },
  voice: {
    'another provider': 'sms to the same contact',
    'another channel': 'sms to the same contact',
    'another contact': 'push to another contact',
    'back off': 'back-off',
    'ask the provider': 'reconcile',
  },
};

const expectedNext = (channel: Channel, meaning: CodeMeaning): string =>
  meaning === 'delivered'
    ? 'delivered'
    : meaning === 'pending'
      ? 'await-receipt'
      : nextBy[channel][follows[meaning]];

/** The step after the only attempt, as it stands right after it. */
function nextInWords({ plan, fact }: Sent): string {
  const next = nextStep(plan, [fact], fact.at);
  if (next.step !== 'send') return next.step;
  const { route, contact } = next.route;
  expect(route).not.toBe(fact.route);
  return `${channelOf(route)} to ${contact === fact.contact ? 'the same' : 'another'} contact`;
}

/** Plays one code: its applicant alone meets it. */
async function played({ route, action, source, operation, meaning }: ListedCode): Promise<Sent> {
  const reach = reachOf((applicants += 1));
  const of = operation === undefined ? whose(route, reach) : { operation };
  world.setRules([{ match: { route, ...of }, action }]);
  return world.sentBy(
    route,
    reach,
    source === 'receipt' && meaning !== 'pending' ? 'for-the-receipt' : 'not',
  );
}

const whose = (route: StackRouteName, reach: ReturnType<typeof reachOf>) =>
  route === 'push/fcm'
    ? { token: reach.fcmToken }
    : route === 'push/jpush'
      ? { token: reach.jpushToken }
      : route === 'email/smtp'
        ? { email: reach.email }
        : { phone: reach.mobile };

const codeOnRecord = async ({ fact }: Sent): Promise<string | null | undefined> => {
  const rows = await world.ledger.query<{ code: string | null }>(
    `SELECT provider_code AS code FROM attempt WHERE attempt_id = $1`,
    [fact.attemptId],
  );
  return rows[0]?.code;
};
const alarms = () =>
  world.ledger.query<{ subject: string; times: number }>(
    `SELECT subject, times FROM alarm WHERE kind = 'unlisted-code'`,
  );

describe('every listed code of a provider comes out of the simulator as its class, and leads to its next step', () => {
  test.each(listedCodes.map((one) => [one.route, one.source, one.code, one.meaning, one] as const))(
    '%s, %s: %s is %s',
    async (route, source, code, meaning, one) => {
      const sent = await played(one);
      const refused = source === 'request';
      expect({
        outcome: sent.fact.outcome,
        settlement: sent.fact.settlement,
        failure: sent.fact.failure,
      }).toEqual(
        meaning === 'delivered'
          ? { outcome: 'accepted', settlement: 'delivered', failure: undefined }
          : meaning === 'pending'
            ? { outcome: 'accepted', settlement: undefined, failure: undefined }
            : meaning === 'unknown-outcome'
              ? { outcome: 'unknown', settlement: undefined, failure: undefined }
              : {
                  outcome: refused ? 'rejected' : 'accepted',
                  settlement: refused ? undefined : 'undelivered',
                  failure: meaning,
                },
      );
      if (meaning !== 'pending') expect(await codeOnRecord(sent)).toBe(code);
      expect(nextInWords(sent)).toBe(expectedNext(channelOf(route), meaning));
    },
  );

  test('and none of them raises the alarm for a code nobody knows', async () => {
    expect(await alarms()).toEqual([]);
  });
});

describe('a code in no table is treated as the least that is certain, counted, and alarmed', () => {
  const refused = { outcome: 'unknown', settlement: undefined, failure: undefined };
  const reported = { outcome: 'accepted', settlement: 'undelivered', failure: 'suspect-number' };
  const unlisted: readonly [StackRouteName, string, 'request' | 'receipt', RuleInput['action']][] = [
    ['sms/aliyun', 'isv.NEVER_HEARD_OF', 'request', { reject: 'isv.NEVER_HEARD_OF' }],
    ['sms/aliyun', 'NEVER_HEARD_OF', 'receipt', { receipt: { code: 'NEVER_HEARD_OF' } }],
    ['sms/tencent', 'InvalidRarity', 'request', { reject: 'InvalidRarity' }],
    ['sms/tencent', 'RARELY', 'receipt', { receipt: { code: 'RARELY' } }],
    ['sms/bank-gateway', 'never-heard-of', 'request', { reject: 'never-heard-of' }],
    ['sms/bank-gateway', 'never-heard-of', 'receipt', { receipt: { code: 'never-heard-of' } }],
    ['push/fcm', 'NEVER_HEARD_OF', 'request', { reject: 'NEVER_HEARD_OF' }],
    ['push/jpush', '9876', 'request', { reject: '9876' }],
    ['voice/aliyun', 'isv.NEVER_HEARD_OF', 'request', { reject: 'isv.NEVER_HEARD_OF' }],
    ['voice/aliyun', '209999', 'receipt', { receipt: { code: '209999' } }],
  ];
  test.each(unlisted)('%s: %s in a %s', async (route, code, source, action) => {
    const one = { route, code, source, action, meaning: 'unknown-outcome' } as const;
    for (const times of [1, 2]) {
      const sent = await played(one);
      const { outcome, settlement, failure } = sent.fact;
      expect({ outcome, settlement, failure }).toEqual(source === 'request' ? refused : reported);
      expect(nextInWords(sent)).toBe(
        source === 'request' ? 'reconcile' : expectedNext(channelOf(route), 'suspect-number'),
      );
      expect(await codeOnRecord(sent)).toBe(code);
      const subject = source === 'request' ? `${route} ${code}` : `${route} receipt ${code}`;
      expect(await alarms()).toContainEqual({ subject, times });
    }
  });
});
