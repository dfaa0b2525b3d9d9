import { randomUUID } from 'node:crypto';
import { createTransport } from 'nodemailer';
import type { Journal } from '../journal.js';
import type { ReceiptRule } from '../rules.js';
import type { EmailAcceptance } from './acceptance.js';
import type { SmtpAccount } from './account.js';
import { notificationOf, notificationText } from './notification.js';

const retryMs = 1_000;
const mostTries = 20;
const usualDelayMs = 500;

/** Sends back what cannot be delivered, to the address in the envelope, until the bank's server takes it. */
export class Notifier {
  readonly #journal: Journal;
  readonly #now: () => number;
  readonly #pause: (ms: number) => Promise<void>;
  readonly #running = new Set<Promise<void>>();
  #stopped = false;

  constructor(parts: {
    readonly journal: Journal;
    readonly now: () => number;
    readonly pause: (ms: number) => Promise<void>;
  }) {
    this.#journal = parts.journal;
    this.#now = parts.now;
    this.#pause = parts.pause;
  }

  /** Told of each message once it is on record. */
  plan(taken: EmailAcceptance, rule: ReceiptRule, { mx }: SmtpAccount): void {
    const notification = notificationOf(rule);
    if (notification === undefined || mx === undefined || rule === 'none') return;
    const copies = rule.duplicate === undefined || rule.duplicate === false ? 1 : 1 + Number(rule.duplicate);
    for (let copy = 0; copy < copies; copy += 1) {
      const sending = this.#send(
        taken,
        notification,
        mx,
        (rule.delayMs ?? usualDelayMs) + copy * 100,
      ).finally(() => this.#running.delete(sending));
      this.#running.add(sending);
    }
  }

  async #send(
    taken: EmailAcceptance,
    notification: Exclude<ReturnType<typeof notificationOf>, undefined>,
    mx: Exclude<SmtpAccount['mx'], undefined>,
    delayMs: number,
  ): Promise<void> {
    const receiptId = `${taken.messageId}/${randomUUID()}`;
    await this.#pause(delayMs);
    const transport = createTransport({ ...mx, secure: false, ignoreTLS: true, connectionTimeout: 2_000 });
    for (let tries = 1; tries <= mostTries && !this.#stopped; tries += 1) {
      const raw = notificationText(notification, { ...taken, at: this.#now() });
      const reply = await transport
        .sendMail({ envelope: { from: '', to: taken.from }, raw })
        .then(({ response }) => ({ ok: true, text: response, final: true }))
        .catch((failure: unknown) => {
          const { responseCode = 0, code = '' } = failure as { responseCode?: number; code?: string };
          return {
            ok: false,
            text: responseCode === 0 ? code : String(responseCode),
            final: responseCode >= 500,
          };
        });
      const gone = !reply.ok && (reply.final || tries === mostTries);
      await this.#journal.record({
        kind: 'receipt',
        route: taken.route,
        receiptId,
        bizId: taken.messageId,
        outId: taken.outId,
        code: notification.status,
        success: notification.action === 'delivered',
        try: tries,
        reply: reply.text.slice(0, 200),
        ok: reply.ok,
        gone,
      });
      if (reply.ok || gone) return;
      await this.#pause(retryMs);
    }
  }

  /** Sends nothing more; call it when pauses have been ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#running);
  }
}
