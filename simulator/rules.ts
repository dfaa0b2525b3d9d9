import { z } from 'zod';
import { chanceOf } from './chance.js';

const delayMs = z.number().min(0).max(3_600_000);

const sendOperations: ReadonlySet<string> = new Set(['SendSms', 'messages:send', 'DATA', 'push', 'messages']);

const matchSchema = z.strictObject({
  route: z.string().optional(),
  phone: z.string().optional(),
  phonePrefix: z.string().optional(),
  token: z.string().optional(),
  /** The recipient of an e-mail, as the envelope has it. */
  email: z.string().optional(),
  templateCode: z.string().optional(),
  /** Which operation it bears on; a rule is about sending unless it says otherwise. */
  operation: z
    .enum([
      'SendSms',
      'QuerySendDetails',
      'messages:send',
      'token',
      'DATA',
      'push',
      'push/cid',
      'messages',
      'messages/lookup',
      'messages/closure',
    ])
    .optional(),
  /** The part of the references it takes, chosen by a seeded hash: the same ones every time. */
  share: z.number().min(0).max(1).optional(),
  /** Only the first so many requests that match. */
  times: z.int().min(1).optional(),
});

const receiptSchema = z.union([
  z.literal('none'),
  z.strictObject({
    code: z.string().default('DELIVERED'),
    /** True only for DELIVERED unless told. */
    success: z.boolean().optional(),
    delayMs: delayMs.optional(),
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
    /** Waits before it looks at the request. */
    slowMs: delayMs.optional(),
  })
  .refine(
    ({ reject, timeout, acceptThen, refuseBefore }) =>
      [reject, timeout, acceptThen, refuseBefore].filter((one) => one !== undefined).length <= 1,
    'one of reject, timeout, acceptThen, refuseBefore',
  );

/** How the provider is to misbehave: for what matches, instead of accepting and delivering. */
const ruleSchema = z.strictObject({ match: matchSchema.prefault({}), action: actionSchema });
export const rulesSchema = z.array(ruleSchema).max(1_000);
export type Rule = z.output<typeof ruleSchema>;
export type RuleInput = z.input<typeof ruleSchema>;
export type ReceiptRule = z.output<typeof receiptSchema>;

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
}

const speaksOfAnswer = ({ reject, timeout, acceptThen, refuseBefore }: Rule['action']): boolean =>
  [reject, timeout, acceptThen, refuseBefore].some((one) => one !== undefined);

/** The rules in force. Of each concern (slowness, answer, receipt) the first matching rule decides. */
export class Rules {
  #rules: readonly Rule[] = [];
  #used: number[] = [];
  readonly #seed: string;

  constructor(seed: string) {
    this.#seed = seed;
  }

  get all(): readonly Rule[] {
    return this.#rules;
  }

  /** Replaces all rules; counts of `times` begin anew. */
  replace(rules: readonly Rule[]): void {
    this.#rules = rules;
    this.#used = rules.map(() => 0);
  }

  behaviourFor(subject: RuleSubject): Behaviour {
    let slowMs: number | undefined;
    let answer: Behaviour['answer'] | undefined;
    let receipt: ReceiptRule | undefined;
    this.#rules.forEach((rule, index) => {
      const { action } = rule;
      const decides =
        (slowMs === undefined && action.slowMs !== undefined) ||
        (answer === undefined && speaksOfAnswer(action)) ||
        (receipt === undefined && action.receipt !== undefined);
      // A rule that an earlier one leaves nothing to decide is not used up.
      if (!decides || !this.#takes(rule, index, subject)) return;
      slowMs ??= action.slowMs;
      if (speaksOfAnswer(action)) answer ??= action;
      receipt ??= action.receipt;
    });
    return { slowMs: slowMs ?? 0, answer: answer ?? {}, receipt: receipt ?? { code: 'DELIVERED' } };
  }

  #takes({ match }: Rule, index: number, subject: RuleSubject): boolean {
    const reference = subject.outId ?? subject.phone ?? subject.token ?? subject.email ?? '';
    const matches =
      (match.operation === undefined
        ? sendOperations.has(subject.operation)
        : match.operation === subject.operation) &&
      (match.route === undefined || match.route === subject.route) &&
      (match.phone === undefined || match.phone === subject.phone) &&
      (match.phonePrefix === undefined || subject.phone?.startsWith(match.phonePrefix) === true) &&
      (match.token === undefined || match.token === subject.token) &&
      (match.email === undefined || match.email === subject.email) &&
      (match.templateCode === undefined || match.templateCode === subject.templateCode) &&
      (match.share === undefined || chanceOf(this.#seed, 'share', index, reference) < match.share);
    if (!matches) return false;
    const used = this.#used[index] ?? 0;
    if (match.times !== undefined && used >= match.times) return false;
    this.#used[index] = used + 1;
    return true;
  }
}
