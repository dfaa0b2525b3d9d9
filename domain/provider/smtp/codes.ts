/** What a mail server's refusals mean to us. Rules: DESIGN failure classes; sources stand in each row. */
import type { FailureClass } from '../../failure/failure-class.js';
import { smtpCodes, type SmtpCodeRow } from './reply-codes.js';

/** What the refused command was about; `content` is the reply to the whole message. */
export type SmtpStage = 'session' | 'login' | 'sender' | 'recipient' | 'content';

/** Why a message was refused. `listed: false` is to be counted and raises an alarm. */
export interface SmtpVerdict {
  readonly listed: boolean;
  readonly failure: FailureClass;
  readonly zh: string;
  readonly en: string;
}

/** Classes that speak of the recipient, which a command before RCPT knows nothing of. */
const ofRecipient: ReadonlySet<FailureClass> = new Set([
  'wrong-number',
  'suspect-number',
  'unreachable',
  'blocked',
]);
const ofServer: ReadonlySet<FailureClass> = new Set(['rate-limited', 'provider-down']);

/** A refusal no row speaks of; only after the whole message was given can it have been taken. */
const unlisted: Readonly<Record<SmtpStage, FailureClass>> = {
  session: 'provider-down',
  login: 'misconfigured',
  sender: 'misconfigured',
  recipient: 'suspect-number',
  content: 'unknown-outcome',
};

const rows = new Map(smtpCodes.map((row) => [row.code, row]));
const enhancedShape = /^([45])\.(\d{1,3})\.\d{1,3}$/;

function rowOf(replyCode: number, enhanced: string | undefined): SmtpCodeRow | undefined {
  const [, level, subject] = enhancedShape.exec(enhanced ?? '') ?? [];
  const plain = String(replyCode);
  // A status at odds with its reply is not believed.
  if (enhanced === undefined || level === undefined || subject === undefined || level !== plain[0])
    return rows.get(plain);
  const family = `${level}.${subject}.*`;
  const names = [`${plain} ${enhanced}`, `${plain} ${family}`, enhanced, family, plain];
  return names.map((name) => rows.get(name)).find((row) => row !== undefined);
}

function atStage(failure: FailureClass, stage: SmtpStage): FailureClass {
  switch (stage) {
    case 'session':
      return ofServer.has(failure) || failure === 'misconfigured' ? failure : 'provider-down';
    case 'login':
      return ofServer.has(failure) ? failure : 'misconfigured';
    case 'sender':
      return ofRecipient.has(failure) ? 'misconfigured' : failure;
    case 'recipient':
      // Nobody has seen the content yet: it is the address that is not served.
      return failure === 'content-rejected' ? 'blocked' : failure;
    case 'content':
      return failure;
  }
}

/**
 * Class of a refusal: the enhanced status (RFC 3463, `5.1.1`) decides before the reply code (RFC 5321,
 * 550), a single status before its family. The same code is not held against the applicant where it
 * answered a command that does not name them yet.
 */
export function classifySmtp(
  replyCode: number,
  enhanced?: string,
  stage: SmtpStage = 'recipient',
): SmtpVerdict {
  const row = rowOf(replyCode, enhanced);
  if (row === undefined)
    return {
      listed: false,
      failure: unlisted[stage],
      zh: '未知的邮件服务器应答码',
      en: 'unlisted reply of the mail server',
    };
  return { listed: true, failure: atStage(row.failure, stage), zh: row.zh, en: row.en };
}

/** Whether a status is in the table, by itself or with its family: in a notification it stands without a reply. */
export const isListedStatus = (enhanced: string): boolean =>
  rows.has(enhanced) || rows.has(enhanced.replace(/\d+$/, '*'));
