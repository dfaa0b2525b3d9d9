/** What may go wrong on the way to a provider and back: kinds, each for whom it bears on. */
import type { StackRouteName } from '../../cli/stack/routes/stack-routes.js';
import type { RuleInput } from '../../simulator/rules.js';
import type { ChaosApplicant } from './applicants.js';

type Match = NonNullable<RuleInput['match']>;

interface RouteFaults {
  /** How its provider tells an applicant. */
  readonly of: (who: ChaosApplicant) => Match;
  /** Refusals, one of each class it can give. */
  readonly refusals: readonly string[];
  /** Reports of failure, where somebody reports. */
  readonly reports: readonly string[];
  /** The operation that answers what became of a message, where the provider can be asked. */
  readonly asked?: Match['operation'];
}

/** The routes that chaos knows how to disturb. */
export const routeFaults: Readonly<Partial<Record<StackRouteName, RouteFaults>>> = {
  'sms/aliyun': {
    of: ({ mobile }) => ({ phone: mobile }),
    refusals: [
      'isv.MOBILE_NUMBER_ILLEGAL',
      'isv.CUSTOMER_REFUSED',
      'isv.SMS_TEMPLATE_ILLEGAL',
      'SignatureDoesNotMatch',
      'isv.OUT_OF_SERVICE',
      'isp.SYSTEM_ERROR',
      'Throttling.User',
    ],
    reports: ['MOBILE_NOT_ON_SERVICE', 'MOBLLE_TERMINAL_ERROR', 'USER_REJECT', 'CONTENT_KEYWORD', 'NO_ROUTE'],
    asked: 'QuerySendDetails',
  },
  'sms/tencent': {
    of: ({ mobile }) => ({ phone: mobile }),
    refusals: [
      'InvalidParameterValue.IncorrectPhoneNumber',
      'FailedOperation.PhoneNumberInBlacklist',
      'FailedOperation.SignatureIncorrectOrUnapproved',
      'AuthFailure.SecretIdNotFound',
      'FailedOperation.InsufficientBalanceInSmsPackage',
      'InternalError.Timeout',
      'RequestLimitExceeded',
    ],
    reports: ['UNDELIV', 'EXPIRED', 'REJECTD'],
    asked: 'PullSmsSendStatusByPhoneNumber',
  },
  'sms/bank-gateway': {
    of: ({ mobile }) => ({ phone: mobile }),
    refusals: [
      'number-not-assigned',
      'recipient-refused',
      'template-unknown',
      'key-unknown',
      'service-suspended',
      'internal-error',
      'too-many-requests',
    ],
    reports: ['number-suspended', 'handset-off', 'recipient-blocked', 'content-stopped', 'carrier-failed'],
    asked: 'messages/lookup',
  },
  'voice/aliyun': {
    of: ({ mobile }) => ({ phone: mobile }),
    refusals: [
      'isv.MOBILE_NUMBER_ILLEGAL',
      'isv.BUSINESS_LIMIT_CONTROL',
      'isv.TTS_TEMPLATE_ILLEGAL',
      'SignatureDoesNotMatch',
      'isv.OUT_OF_SERVICE',
      'isp.SYSTEM_ERROR',
      'Throttling.User',
    ],
    reports: ['200001', '200003', '200004', '200010', '200011'],
  },
  'push/fcm': {
    of: ({ fcmToken }) => ({ token: fcmToken }),
    refusals: ['UNREGISTERED', 'SENDER_ID_MISMATCH', 'QUOTA_EXCEEDED', 'UNAVAILABLE', 'INTERNAL'],
    reports: [],
  },
  'push/jpush': {
    of: ({ jpushToken }) => ({ token: jpushToken }),
    refusals: ['1011', '1004', '2002', '2003', '2005', '1030'],
    reports: [],
  },
  'email/smtp': {
    of: ({ email }) => ({ email }),
    refusals: ['550 5.1.1', '552 5.2.2', '450 4.7.1', '421 4.3.2', '550 5.7.1'],
    reports: ['5.1.1', '5.2.2', '4.4.7', '5.7.1', '2.0.0'],
  },
};

/** A fault by its kind: what the provider does, once, or as often as it is asked. */
export interface Fault {
  readonly kind: string;
  readonly rules: readonly RuleInput[];
}

/** One of so many: picks by a number in [0, 1). */
const oneOf = <Item>(items: readonly Item[], chance: number): Item | undefined =>
  items[Math.floor(chance * items.length)];

/** Times a worker waits for a receipt and for an answer, which a fault must pass. */
export interface Waits {
  readonly callTimeoutMs: number;
  readonly lingerMs: number;
  readonly receiptDeadlineMs: number;
}

type MakeFault = (
  route: StackRouteName,
  faults: RouteFaults,
  match: Match,
  chance: number,
  waits: Waits,
) => Fault | undefined;

const once = (match: Match, action: RuleInput['action']): RuleInput => ({
  match: { ...match, times: 1 },
  action,
});

const wire: readonly [string, RuleInput['action']][] = [
  ['reset after accept', { acceptThen: 'drop' }],
  ['HTML 502 after accept', { acceptThen: 'html-502' }],
  ['time-out after accept', { acceptThen: 'timeout' }],
  ['reset before accept', { refuseBefore: 'drop' }],
  ['HTML 502 before accept', { refuseBefore: 'html-502' }],
  ['time-out before accept', { timeout: true }],
];

const makers: readonly MakeFault[] = [
  ...wire.map(([kind, action]): MakeFault => (_route, _faults, match) => ({
    kind,
    rules: [once(match, action)],
  })),
  (_route, _faults, match, _chance, { callTimeoutMs }) => ({
    kind: 'answer after the time-out',
    rules: [once(match, { acceptThen: 'late', delayMs: callTimeoutMs * 2 })],
  }),
  (_route, { asked }, match) =>
    asked === undefined
      ? undefined
      : {
          kind: 'reset after accept, and the question too',
          rules: [
            once(match, { acceptThen: 'drop', receipt: 'none' }),
            once({ ...match, operation: asked }, { refuseBefore: 'drop' }),
          ],
        },
  (_route, { refusals }, match, chance) => refusal(refusals, match, chance, true),
  (_route, { refusals }, match, chance) => refusal(refusals, match, chance, true),
  (_route, { refusals }, match, chance) => refusal(refusals, match, chance, false),
  (_route, { reports }, match, chance) => {
    const code = oneOf(reports, chance);
    return code === undefined
      ? undefined
      : { kind: `report ${code}`, rules: [once(match, { receipt: { code } })] };
  },
  (_route, _faults, match) => ({ kind: 'no report', rules: [once(match, { receipt: 'none' })] }),
  (_route, _faults, match, chance, { lingerMs, receiptDeadlineMs }) => ({
    kind: 'late report',
    rules: [
      once(match, {
        receipt: { delayMs: Math.round(lingerMs + 200 + chance * (receiptDeadlineMs + 4_000 - lingerMs)) },
      }),
    ],
  }),
  (_route, _faults, match) => ({
    kind: 'report twice',
    rules: [once(match, { receipt: { duplicate: 2 } })],
  }),
  (_route, { reports }, match, chance) => {
    const stale = oneOf(reports, chance);
    return stale === undefined
      ? undefined
      : { kind: 'reports reordered', rules: [once(match, { receipt: { reorder: stale } })] };
  },
  (_route, _faults, match) => ({
    kind: 'slow',
    rules: [{ match, action: { slowMs: { medianMs: 150, p99Ms: 1_500 } } }],
  }),
];

function refusal(
  refusals: readonly string[],
  match: Match,
  chance: number,
  first: boolean,
): Fault | undefined {
  const code = oneOf(refusals, chance);
  if (code === undefined) return undefined;
  const action = { reject: code };
  return first
    ? { kind: `refusal ${code}`, rules: [once(match, action)] }
    : { kind: `refusal ${code}, always`, rules: [{ match, action }] };
}

/** A fault of one route for one applicant, chosen by two numbers in [0, 1). */
export function faultOf(
  route: StackRouteName,
  who: ChaosApplicant,
  waits: Waits,
  kindChance: number,
  chance: number,
): Fault | undefined {
  const faults = routeFaults[route];
  const make = oneOf(makers, kindChance);
  return faults && make?.(route, faults, { ...faults.of(who), route }, chance, waits);
}
