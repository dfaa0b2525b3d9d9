import MailComposer from 'nodemailer/lib/mail-composer';

/** One e-mail to one address. */
export interface Email {
  /** One bare address. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  /** Names the message, and the address its bounces come back to. */
  readonly attemptId: string;
  /** The notice's reference number, shown to the applicant too; header `X-Reference`. */
  readonly reference?: string;
}

const attemptShape = /^[A-Za-z0-9-]{1,64}$/;

/** Message-ID of an attempt, with its angle brackets; throws a RangeError for an attempt id that is none. */
export function messageIdOf(attemptId: string, domain: string): string {
  if (!attemptShape.test(attemptId)) throw new RangeError('an attempt id has letters, digits and hyphens');
  return `<${attemptId}@${domain}>`;
}

/** In a header a control character would end it or begin another. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();

/**
 * The whole message, RFC 5322 with CRLF. `mailbox` is the recipient as `checkEmail` gives it; throws
 * a RangeError for an attempt id that is none.
 */
export async function messageOf(
  { subject, text, html, attemptId, reference }: Email,
  { mailbox, from, domain, at }: { mailbox: string; from: string; domain: string; at: number },
): Promise<Buffer> {
  const composer = new MailComposer({
    from,
    to: { name: '', address: mailbox },
    subject: oneLine(subject),
    text,
    ...(html === undefined ? {} : { html }),
    messageId: messageIdOf(attemptId, domain),
    date: new Date(at),
    headers: {
      ...(reference === undefined ? {} : { 'X-Reference': oneLine(reference) }),
      // RFC 3834: nobody's out-of-office reply is wanted.
      'Auto-Submitted': 'auto-generated',
    },
    newline: 'win',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}
