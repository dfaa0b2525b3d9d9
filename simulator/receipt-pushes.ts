import { messageIdOf } from './acceptance.js';
import type { Acceptance, Happening, PlannedReceipt } from './log-entry.js';
import { upstreamUrlOf } from './upstream.js';
import type { Upstream } from './upstream.js';

/** What came back from a push. */
export interface PushReply {
  readonly status?: number;
  /** The first words of the body, or what went wrong instead. */
  readonly text: string;
  /** HTTP 200 with the words of an acknowledgement in time. */
  readonly ok: boolean;
}

const replyTimeoutMs = 700;
const batchSize = 100;
const quotedLength = 200;

/** A report that is due, on its so-many-th way. */
export interface DueReceipt<Taken extends Acceptance> {
  readonly acceptance: Taken;
  readonly receipt: PlannedReceipt;
  readonly tries: number;
}

/** How a provider writes its reports, and what it takes for an acknowledgement. */
export interface ReceiptForm<Taken extends Acceptance> {
  bodyOf(batch: readonly DueReceipt<Taken>[]): unknown;
  readonly isTaken: (reply: Readonly<Record<string, unknown>>) => boolean;
  /** How it writes what people answer; a provider that brings no replies has none. */
  readonly upstreamBodyOf?: (upstream: Upstream) => unknown;
  /** Headers of its own, such as a signature of the very body. */
  readonly headersOf?: (
    body: string,
    what: 'receipts' | 'replies',
  ) => Promise<Readonly<Record<string, string>>>;
  /** After how many minutes each further try follows; 1, 5 and 10 unless told. */
  readonly retryMinutes?: readonly number[];
}

/** Posts a body to a callback and reads the reply, which has 700 ms to come. */
async function push(
  url: string,
  body: string,
  { isTaken, headersOf }: Pick<ReceiptForm<Acceptance>, 'isTaken' | 'headersOf'>,
  what: 'receipts' | 'replies' = 'receipts',
): Promise<PushReply> {
  const signal = AbortSignal.timeout(replyTimeoutMs);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json;charset=utf-8', ...(await headersOf?.(body, what)) },
      body,
      redirect: 'manual',
      signal,
    });
    const text = await response.text();
    return {
      status: response.status,
      text: text.slice(0, quotedLength),
      ok: response.status === 200 && isTaken(replyOf(text)),
    };
  } catch (error) {
    return {
      text: error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'no connection',
      ok: false,
    };
  }
}

function replyOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const reply: unknown = JSON.parse(text);
    return typeof reply === 'object' && reply !== null ? Object.fromEntries(Object.entries(reply)) : {};
  } catch {
    return {};
  }
}

/**
 * Reports of one account: each goes out when the carrier reports, together with whatever else is
 * due, and again after each of the delays until the bank takes it; then it is gone.
 */
export class ReceiptPushes<Taken extends Acceptance = Acceptance> {
  readonly #route: string;
  readonly #form: ReceiptForm<Taken>;
  readonly #retryDelaysMs: readonly number[];
  readonly #record: (...happenings: Happening[]) => Promise<void>;
  readonly #now: () => number;
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #running = new Set<Promise<void>>();
  #due: DueReceipt<Taken>[] = [];
  #flushing = false;
  #stopped = false;
  /** Where reports go; may change while running. */
  url: string;

  constructor(options: {
    readonly route: string;
    readonly form: ReceiptForm<Taken>;
    readonly url: string;
    readonly retryDelaysMs: readonly number[];
    readonly record: (...happenings: Happening[]) => Promise<void>;
    readonly now: () => number;
  }) {
    this.#route = options.route;
    this.#form = options.form;
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
  plan(acceptance: Taken, tries: (receiptId: string) => number | 'settled' = () => 0): void {
    for (const receipt of acceptance.receipts) {
      if (receipt.pushed === false) continue;
      const made = tries(receipt.receiptId);
      if (made !== 'settled') this.#wait({ acceptance, receipt, tries: made }, receipt.dueAt - this.#now());
    }
  }

  /** Pushes a body as it stands, once. */
  push(body: string): Promise<PushReply> {
    return push(this.url, body, this.#form);
  }

  /** Brings what somebody answered, once; undefined where this provider brings no replies. */
  bring(upstream: Upstream): Promise<PushReply> | undefined {
    const body = this.#form.upstreamBodyOf?.(upstream);
    return body === undefined
      ? undefined
      : push(upstreamUrlOf(this.url), JSON.stringify(body), this.#form, 'replies');
  }

  /** Stops pushing; what is on its way is waited for and recorded. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    await Promise.all(this.#running);
  }

  #wait(due: DueReceipt<Taken>, delayMs: number): void {
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

  async #send(batch: readonly DueReceipt<Taken>[]): Promise<void> {
    const reply = await this.push(JSON.stringify(this.#form.bodyOf(batch)));
    await this.#record(
      ...batch.map(({ acceptance, receipt, tries }): Happening => ({
        kind: 'receipt',
        route: this.#route,
        receiptId: receipt.receiptId,
        bizId: messageIdOf(acceptance),
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

/** The reports of a route, whatever their form. */
export type RoutePushes = Pick<ReceiptPushes, 'open' | 'url' | 'push' | 'bring' | 'stop'>;
