import type { Readable } from 'node:stream';
import { simpleParser } from 'mailparser';
import type { Behaviour } from '../rules.js';
import type { EmailAcceptance } from './acceptance.js';
import type { SmtpAccount } from './account.js';

/** One message on its way in, from its recipient on. */
export interface Transaction {
  readonly requestId: string;
  /** When the conversation that led to it began, epoch milliseconds. */
  readonly openedAt: number;
  readonly account: SmtpAccount;
  readonly behaviour: Behaviour;
  /** What the log shows of it: `From`, `To` and `OutId`. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** A refusal as it goes over the wire. */
export interface SmtpRefusal {
  /** As a rule or the server names it: `550 5.1.1`. */
  readonly code: string;
  readonly message: string;
}

/** The reference in an envelope sender that has one for each message: `bounce+reference+digest@domain`. */
export const referenceInSender = (address: string): string => /\+([^@+]*)/.exec(address)?.[1] ?? '';

/** An error as smtp-server answers it; a code that is no SMTP reply becomes the words of a 554. */
export function replyTo({ code, message }: SmtpRefusal): Error & { responseCode: number } {
  const [, reply, enhanced] = /^([45]\d{2})(?: (\d\.\d{1,3}\.\d{1,3}))?$/.exec(code) ?? [];
  const words = reply === undefined ? code : [enhanced, message].filter(Boolean).join(' ');
  return Object.assign(new Error(words), { responseCode: Number(reply ?? 554) });
}

/** Where a rule's answer takes effect: refusals at the recipient, silence after the message. */
export const stageOf = ({ at, reject }: Behaviour['answer']): 'rcpt' | 'data' =>
  at ?? (reject === undefined ? 'data' : 'rcpt');

/** Reads a whole message from the wire; undefined where it breaks off. */
export async function bytesOf(stream: Readable): Promise<Buffer | undefined> {
  const bytes: Buffer[] = [];
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) bytes.push(chunk);
  } catch {
    return undefined;
  }
  return Buffer.concat(bytes);
}

/** Takes a message: reads it as a mail program would. Without a Message-ID or a text it is refused. */
export async function acceptanceOf(
  { requestId, account, parameters }: Transaction,
  message: Buffer,
  at: number,
): Promise<EmailAcceptance | SmtpRefusal> {
  const mail = await simpleParser(message);
  const { messageId, text, subject = '', html } = mail;
  if (messageId === undefined || text === undefined)
    return { code: '554 5.6.0', message: 'Message without Message-ID or text' };
  const reference = mail.headers.get('x-reference');
  return {
    kind: 'acceptance',
    channel: 'email',
    requestId,
    route: account.route,
    to: parameters['To'] ?? '',
    from: parameters['From'] ?? '',
    subject,
    text,
    ...(typeof html === 'string' ? { html } : {}),
    outId: /^<([^@]*)@/.exec(messageId)?.[1] ?? '',
    messageId,
    reference: typeof reference === 'string' ? reference : '',
    at,
    receipts: [],
  };
}
