import type { SmsAcceptance, Happening, PlannedReceipt } from '../log-entry.js';
import { wallTimeOf } from './answer.js';

/** What came back from a push. */
export interface PushReply {
  readonly status?: number;
  /** The first words of the body, or what went wrong instead. */
  readonly text: string;
  /** HTTP 200 with code 0 in time. */
  readonly ok: boolean;
}

const replyTimeoutMs = 700;
const batchSize = 100;
const quotedLength = 200;

interface Due {
  readonly acceptance: SmsAcceptance;
  readonly receipt: PlannedReceipt;
  readonly tries: number;
}

/** Posts a body to a callback and reads the reply as Aliyun does: 200 and `{"code":0}` within 700 ms. */
export async function push(url: string, body: string): Promise<PushReply> {
  const signal = AbortSignal.timeout(replyTimeoutMs);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json;charset=utf-8' },
      body,
      redirect: 'manual',
      signal,
    });
    const text = await response.text();
    return {
      status: response.status,
      text: text.slice(0, quotedLength),
      ok: response.status === 200 && isTaken(text),
    };
  } catch (error) {
    return {
      text: error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'no connection',
      ok: false,
    };
  }
}

function isTaken(text: string): boolean {
  try {
    const reply: unknown = JSON.parse(text);
    return typeof reply === 'object' && reply !== null && 'code' in reply && reply.code === 0;
  } catch {
    return false;
  }
}

const rowOf = ({ acceptance, receipt }: Due): Record<string, unknown> => ({
  phone_number: acceptance.phone,
  send_time: wallTimeOf(acceptance.at),
  report_time: wallTimeOf(receipt.dueAt),
  success: receipt.success,
  err_code: receipt.code,
  err_msg: receipt.success ? '用户接收成功' : receipt.code,
  sms_size: '1',
  biz_id: acceptance.bizId,
  out_id: acceptance.outId,
});

/**
 * Reports of one account: each goes out when the carrier reports, together with whatever else is
 * due, and again after each of the delays until the bank takes it; then it is gone.
 */
export class ReceiptPushes {
  readonly #route: string;
  readonly #retryDelaysMs: readonly number[];
  readonly #record: (...happenings: Happening[]) => Promise<void>;
  readonly #now: () => number;
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #running = new Set<Promise<void>>();
  #due: Due[] = [];
  #flushing = false;
  #stopped = false;
  /** Where reports go; may change while running. */
  url: string;

  constructor(options: {
    readonly route: string;
    readonly url: string;
    readonly retryDelaysMs: readonly number[];
    readonly record: (...happenings: Happening[]) => Promise<void>;
    readonly now: () => number;
  }) {
    this.#route = options.route;
    this.url = options.url;
    this.#retryDelaysMs = options.retryDelaysMs;
    this.#record = options.record;
    this.#now = options.now;
  }

  /** How many reports are still to be pushed. */
  get open(): number {
    return this.#timers.size + this.#due.length;
  }

  /** Plans the reports of a message; `tries` tells how often each was pushed in vain before a restart. */
  plan(acceptance: SmsAcceptance, tries: (receiptId: string) => number | 'settled' = () => 0): void {
    for (const receipt of acceptance.receipts) {
      const made = tries(receipt.receiptId);
      if (made !== 'settled') this.#wait({ acceptance, receipt, tries: made }, receipt.dueAt - this.#now());
    }
  }

  /** Stops pushing; what is on its way is waited for and recorded. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    await Promise.all(this.#running);
  }

  #wait(due: Due, delayMs: number): void {
    if (this.#stopped) return;
    const timer = setTimeout(
      () => {
        this.#timers.delete(timer);
        this.#due.push(due);
        if (this.#flushing) return;
        this.#flushing = true;
        // Reports due at the same moment travel in one array.
        setImmediate(() => this.#flush());
      },
      Math.max(0, delayMs),
    );
    this.#timers.add(timer);
  }

  #flush(): void {
    this.#flushing = false;
    while (this.#due.length > 0 && !this.#stopped) {
      const sending = this.#send(this.#due.splice(0, batchSize)).finally(() => this.#running.delete(sending));
      this.#running.add(sending);
    }
  }

  async #send(batch: readonly Due[]): Promise<void> {
    const reply = await push(this.url, JSON.stringify(batch.map(rowOf)));
    await this.#record(
      ...batch.map(({ acceptance, receipt, tries }): Happening => ({
        kind: 'receipt',
        route: this.#route,
        receiptId: receipt.receiptId,
        bizId: acceptance.bizId,
        outId: acceptance.outId,
        code: receipt.code,
        success: receipt.success,
        try: tries + 1,
        ...(reply.status === undefined ? {} : { status: reply.status }),
        reply: reply.text,
        ok: reply.ok,
        gone: !reply.ok && this.#retryDelaysMs[tries] === undefined,
      })),
    );
    if (reply.ok) return;
    for (const { acceptance, receipt, tries } of batch) {
      const delayMs = this.#retryDelaysMs[tries];
      if (delayMs !== undefined) this.#wait({ acceptance, receipt, tries: tries + 1 }, delayMs);
    }
  }
}
