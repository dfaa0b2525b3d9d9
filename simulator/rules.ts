import { z } from 'zod';
import { isThatNumber } from './aliyun/number-checks.js';
import { chanceOf } from './chance.js';
import { delayOf, delaySchema } from './delay.js';

const delayMs = z.number().min(0).max(3_600_000);

const sendOperations: ReadonlySet<string> = new Set([
  'SendSms',
  'messages:send',
  'DATA',
  'push',
  'messages',
  'SingleCallByTts',
]);

const operations = [
  'SendSms',
  'QuerySendDetails',
  'PhoneNumberStatusForPublic',
  'ThreeElementsVerification',
  'messages:send',
  'token',
  'DATA',
  'push',
  'push/cid',
  'PullSmsSendStatusByPhoneNumber',
  'messages',
  'messages/lookup',
  'messages/closure',
  'SingleCallByTts',
  'webhook',
  'robot',
] as const;

const matchSchema = z.strictObject({
  route: z.string().optional(),
  phone: z.string().optional(),
  /** Numbers that begin so, or so, or so: a region, as far as numbers tell. */
  phonePrefix: z.union([z.string(), z.array(z.string()).min(1)]).optional(),
  token: z.string().optional(),
  /** The recipient of an e-mail, as the envelope has it. */
  email: z.string().optional(),
  templateCode: z.string().optional(),
  /** Which operation it bears on; a rule is about sending unless it says otherwise. */
  operation: z.enum(operations).optional(),
  /** The part of the references it takes, chosen by a seeded hash: the same ones every time. */
  share: z.number().min(0).max(1).optional(),
  /** Only the first so many requests that match. */
  times: z.int().min(1).optional(),
  /** Only from so many milliseconds after the rules were set, and until so many: an outage and its end. */
  fromMs: z.number().min(0).optional(),
  untilMs: z.number().min(0).optional(),
});

const receiptSchema = z.union([
  z.literal('none'),
  z.strictObject({
    code: z.string().default('DELIVERED'),
    /** True only for DELIVERED unless told. */
    success: z.boolean().optional(),
    delayMs: delaySchema.optional(),
    /** False: whoever asks is told, but nothing is pushed. */
    pushed: z.boolean().optional(),
    /** The same report once more: pushed twice, or so many times more. */
    duplicate: z.union([z.boolean(), z.int().min(1).max(10)]).optional(),
    /** An older report (this code, or SP_UNKNOWN_ERROR) arrives after the newer one. */
    reorder: z.union([z.boolean(), z.string()]).optional(),
  }),
]);

const actionSchema = z
  .strictObject({
    /** Answered with this code, not accepted. */
    reject: z.string().optional(),
    message: z.string().optional(),
    status: z.int().min(200).max(599).optional(),
    /** With a reject: the Retry-After header, seconds. */
    retryAfterS: z.int().min(0).optional(),
    /** Where a mail server refuses: at the recipient (as it does unless told), or after the message. */
    at: z.enum(['rcpt', 'data']).optional(),
    /** Never answered, not accepted. */
    timeout: z.literal(true).optional(),
    /** Accepted and logged, then the answer goes wrong. */
    acceptThen: z
      .union([
        z.enum(['drop', 'timeout', 'html-502', 'late']),
        /** Answers with exactly this; `cut` breaks the connection before its end. */
        z.strictObject({ status: z.int(), body: z.string(), cut: z.boolean().optional() }),
      ])
      .optional(),
    /** How late, for `late`; 5 s unless told. */
    delayMs: delayMs.optional(),
    /** Goes wrong and was not accepted. */
    refuseBefore: z.enum(['drop', 'html-502']).optional(),
    receipt: receiptSchema.optional(),
    /** What a check of a number answers: a status such as `NOT_EXIST`, or whether it is consistent (`0`). */
    check: z.string().optional(),
    /** Waits before it looks at the request. */
    slowMs: delaySchema.optional(),
  })
  .refine(
    ({ reject, timeout, acceptThen, refuseBefore }) =>
      [reject, timeout, acceptThen, refuseBefore].filter((one) => one !== undefined).length <= 1,
    'one of reject, timeout, acceptThen, refuseBefore',
  );

/** How the provider is to misbehave: for what matches, instead of accepting and delivering. */
const ruleSchema = z.strictObject({ match: matchSchema.prefault({}), action: actionSchema });
export const rulesSchema = z.array(ruleSchema).max(5_000);
export type Rule = z.output<typeof ruleSchema>;
export type RuleInput = z.input<typeof ruleSchema>;
/** What becomes of one message: a delay that is spread has become a figure. */
export type ReceiptRule =
  'none' | (Omit<Exclude<z.output<typeof receiptSchema>, 'none'>, 'delayMs'> & { readonly delayMs?: number });

/** What a request is told apart by. */
export interface RuleSubject {
  readonly operation: string;
  readonly route: string;
  readonly phone?: string;
  readonly token?: string;
  readonly email?: string;
  readonly templateCode?: string;
  /** Our side's reference; number, token or address stands in where there is none. */
  readonly outId?: string;
}

/** What is to happen with one request, put together from the rules that match it. */
export interface Behaviour {
  readonly slowMs: number;
  readonly answer: Pick<
    Rule['action'],
    | 'reject'
    | 'message'
    | 'status'
    | 'retryAfterS'
    | 'at'
    | 'timeout'
    | 'acceptThen'
    | 'delayMs'
    | 'refuseBefore'
  >;
  readonly receipt: ReceiptRule;
  /** Undefined: as all is well. */
  readonly check: string | undefined;
}

/** What chance goes by: the same request meets the same fate. */
const referenceOf = ({ outId, phone, token, email }: RuleSubject): string =>
  outId ?? phone ?? token ?? email ?? '';

const speaksOfAnswer = ({ reject, timeout, acceptThen, refuseBefore }: Rule['action']): boolean =>
  [reject, timeout, acceptThen, refuseBefore].some((one) => one !== undefined);

/** The rules in force. Of each concern (slowness, answer, receipt) the first matching rule decides. */
export class Rules {
  #rules: readonly Rule[] = [];
  #used: number[] = [];
  #setAt = 0;
  readonly #seed: string;
  readonly #now: () => number;

  constructor(seed: string, now: () => number) {
    this.#seed = seed;
    this.#now = now;
  }

  get all(): readonly Rule[] {
    return this.#rules;
  }

  /** Replaces all rules; counts of `times`, and the time of `fromMs` and `untilMs`, begin anew. */
  replace(rules: readonly Rule[]): void {
    this.#rules = rules;
    this.#used = rules.map(() => 0);
    this.#setAt = this.#now();
  }

  behaviourFor(subject: RuleSubject): Behaviour {
    let slowMs: number | undefined;
    let answer: Behaviour['answer'] | undefined;
    let receipt: ReceiptRule | undefined;
    let check: string | undefined;
    this.#rules.forEach((rule, index) => {
      const { action } = rule;
      const decides =
        (slowMs === undefined && action.slowMs !== undefined) ||
        (answer === undefined && speaksOfAnswer(action)) ||
        (receipt === undefined && action.receipt !== undefined) ||
        (check === undefined && action.check !== undefined);
      // A rule that an earlier one leaves nothing to decide is not used up.
      if (!decides || !this.#takes(rule, index, subject)) return;
      if (action.slowMs !== undefined)
        slowMs ??= delayOf(action.slowMs, this.#seed, 'slow', index, referenceOf(subject));
      if (speaksOfAnswer(action)) answer ??= action;
      if (action.receipt !== undefined) receipt ??= this.#reported(action.receipt, index, subject);
      check ??= action.check;
    });
    return { slowMs: slowMs ?? 0, answer: answer ?? {}, receipt: receipt ?? { code: 'DELIVERED' }, check };
  }

  #reported(
    rule: Exclude<Rule['action']['receipt'], undefined>,
    index: number,
    subject: RuleSubject,
  ): ReceiptRule {
    if (rule === 'none') return rule;
    const { delayMs, ...rest } = rule;
    if (delayMs === undefined) return rest;
    return { ...rest, delayMs: delayOf(delayMs, this.#seed, 'report', index, referenceOf(subject)) };
  }

  #takes({ match }: Rule, index: number, subject: RuleSubject): boolean {
    const afterMs = this.#now() - this.#setAt;
    const prefixes = match.phonePrefix === undefined ? undefined : [match.phonePrefix].flat();
    const matches =
      (match.operation === undefined
        ? sendOperations.has(subject.operation)
        : match.operation === subject.operation) &&
      (match.route === undefined || match.route === subject.route) &&
      (match.phone === undefined || isThatNumber(subject.phone, match.phone)) &&
      (prefixes === undefined || prefixes.some((prefix) => subject.phone?.startsWith(prefix) === true)) &&
      (match.fromMs === undefined || afterMs >= match.fromMs) &&
      (match.untilMs === undefined || afterMs < match.untilMs) &&
      (match.token === undefined || match.token === subject.token) &&
      (match.email === undefined || match.email === subject.email) &&
      (match.templateCode === undefined || match.templateCode === subject.templateCode) &&
      (match.share === undefined || chanceOf(this.#seed, 'share', index, referenceOf(subject)) < match.share);
    if (!matches) return false;
    const used = this.#used[index] ?? 0;
    if (match.times !== undefined && used >= match.times) return false;
    this.#used[index] = used + 1;
    return true;
  }
}
