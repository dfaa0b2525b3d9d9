import type { ReceiptRule } from '../rules.js';

/** What a rule has a mail server report of a message: a status of RFC 3463, after `delayed ` one that settles nothing. */
export interface Notification {
  readonly action: 'failed' | 'delayed' | 'delivered';
  /** `5.1.1` */
  readonly status: string;
}

/** The notification a rule wants; undefined where the server has nothing to say, as where all is well. */
export function notificationOf(rule: ReceiptRule): Notification | undefined {
  if (rule === 'none') return undefined;
  const [, delayed, status = ''] = /^(delayed )?([245]\.\d{1,3}\.\d{1,3})$/.exec(rule.code) ?? [];
  if (status === '') return undefined;
  return {
    action: delayed !== undefined ? 'delayed' : status.startsWith('2') ? 'delivered' : 'failed',
    status,
  };
}

/** A delivery status notification as mail servers write it (RFC 3464), about one recipient. */
export function notificationText(
  { action, status }: Notification,
  about: { readonly from: string; readonly to: string; readonly messageId: string; readonly at: number },
): string {
  const boundary = `=_${about.messageId.replaceAll(/[^A-Za-z0-9]/g, '').slice(0, 40)}`;
  const date = new Date(about.at).toUTCString().replace('GMT', '+0000');
  return [
    'From: Mail Delivery System <MAILER-DAEMON@mail.simulator>',
    `To: <${about.from}>`,
    `Date: ${date}`,
    `Subject: ${action === 'delivered' ? 'Successful mail delivery report' : 'Undelivered mail'}`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; report-type=delivery-status; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    'Content-Type: text/plain; charset=us-ascii',
    '',
    `This is the mail system. Your message to <${about.to}>: ${action}, ${status}.`,
    '',
    `--${boundary}`,
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mail.simulator',
    `Arrival-Date: ${date}`,
    '',
    `Final-Recipient: rfc822; ${about.to}`,
    `Action: ${action}`,
    `Status: ${status}`,
    `Diagnostic-Code: smtp; ${status.startsWith('4') ? '450' : '550'} ${status} said by the recipient's server`,
    '',
    `--${boundary}`,
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: ${about.messageId}`,
    `To: <${about.to}>`,
    '',
    `--${boundary}--`,
    '',
  ].join('\r\n');
}
