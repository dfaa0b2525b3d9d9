import type { EmailAcceptance } from './smtp/acceptance.js';

/** The loan system was told something; `taken` if it holds that as told, whatever became of its answer. */
export interface WebhookHeard {
  readonly kind: 'webhook';
  readonly webhookId: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly taken: boolean;
  /** `taken`, `unsigned`, or the rule's code or doing. */
  readonly answered: string;
}

/** The group was shown something by its robot, or would have been; `taken` if it was. */
export interface RobotHeard {
  readonly kind: 'robot-message';
  readonly title: string;
  readonly text: string;
  readonly taken: boolean;
  /** The `errcode` it was answered with, or the rule's doing. */
  readonly answered: string;
}

/** An e-mail to the bank's own people, none of its notices. */
export interface StaffMailHeard {
  readonly kind: 'staff-mail';
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  /** As in the header, with its angle brackets. */
  readonly messageId: string;
}

/** A report the carrier will give (or gave) on a message. */
export interface PlannedReceipt {
  /** Unique; the copies of a duplicated report have one each. */
  readonly receiptId: string;
  /** When the carrier reports, epoch milliseconds. */
  readonly dueAt: number;
  readonly code: string;
  readonly success: boolean;
  /** Told to whoever asks, and never pushed. */
  readonly pushed?: false;
}

/** An SMS the provider took. */
export interface SmsAcceptance {
  readonly kind: 'acceptance';
  /** Absent in logs older than the other channels. */
  readonly channel?: 'sms';
  readonly requestId: string;
  readonly route: string;
  readonly phone: string;
  readonly templateCode: string;
  readonly templateParam: Readonly<Record<string, string>>;
  readonly outId: string;
  readonly bizId: string;
  /** When it was taken, epoch milliseconds. */
  readonly at: number;
  readonly receipts: readonly PlannedReceipt[];
}

/** A call the provider took: the announcement's code stands as the template's, the call's id as `bizId`. */
export interface CallAcceptance extends Omit<SmsAcceptance, 'channel'> {
  readonly channel: 'voice';
}

/** A push the provider took. */
export interface PushAcceptance {
  readonly kind: 'acceptance';
  readonly channel: 'push';
  readonly requestId: string;
  readonly route: string;
  readonly token: string;
  readonly title: string;
  readonly body: string;
  readonly data: Readonly<Record<string, string>>;
  /** The bank's reference, where its data has one. */
  readonly outId: string;
  /** JPush's key against repetition, where the request had one. */
  readonly cid?: string;
  readonly messageId: string;
  /** When it was taken, epoch milliseconds. */
  readonly at: number;
  /** The app's acknowledgements. */
  readonly receipts: readonly PlannedReceipt[];
}

/** A message a provider took. The one record of what it may have delivered. */
export type Acceptance = SmsAcceptance | CallAcceptance | PushAcceptance | EmailAcceptance;

/** What is worth a line in the provider's own log. */
export type Happening =
  /** A request arrived; `parameters` are as sent, where it could be read. */
  | {
      readonly kind: 'request';
      readonly requestId: string;
      readonly operation: string;
      readonly route?: string;
      readonly parameters: Readonly<Record<string, string>>;
      /**
       * When it began to arrive, epoch milliseconds, whatever a rule then makes it wait; `at` is when it was dealt with.
       * Of a conversation (SMTP) with its connection, or with the sender of a further message over it.
       */
      readonly openedAt?: number;
    }
  /** It was not taken: answered with a code, or dropped on purpose (`code` then names the rule's doing). */
  | {
      readonly kind: 'refusal';
      readonly requestId: string;
      readonly route?: string;
      readonly code: string;
      readonly outId?: string;
      readonly phone?: string;
      readonly token?: string;
      readonly email?: string;
    }
  | Acceptance
  | WebhookHeard
  | RobotHeard
  | StaffMailHeard
  /** A report was pushed (try 1 to 4) and this was the reply; `ok` if it was taken in time. `bizId` is the message's id. */
  | {
      readonly kind: 'receipt';
      readonly route: string;
      readonly receiptId: string;
      readonly bizId: string;
      readonly outId: string;
      readonly code: string;
      readonly success: boolean;
      readonly try: number;
      readonly status?: number;
      readonly reply: string;
      readonly ok: boolean;
      /** True with the last try's failure: it is not pushed again. */
      readonly gone: boolean;
    }
  /** Somebody answered, and it was brought to the bank; what they wrote is not kept. */
  | {
      readonly kind: 'reply';
      readonly route: string;
      readonly phone: string;
      readonly sequence: string;
      readonly status?: number;
      readonly reply: string;
    }
  /** A body pushed by hand through the control. */
  | {
      readonly kind: 'forged-receipt';
      readonly route: string;
      readonly status?: number;
      readonly reply: string;
    };

/** A line of the log: numbered from 1 without gaps, `at` in epoch milliseconds. */
export type LogEntry = Happening & { readonly n: number; readonly at: number };
