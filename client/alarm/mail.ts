/** Alarms by e-mail. */
import MailComposer from 'nodemailer/lib/mail-composer';
import { asEmail } from '../../domain/alarm/templates.js';
import type { SpokenMessage } from '../../domain/alarm/message.js';
import { deliver } from '../../runtime/mail/exchange.js';
import type { CopyAnswer, CopyOrder } from './copy.js';
import type { AlarmMail, EmailAddress } from './responder.js';

/** Sends one; nothing is tried twice. Its Message-ID is the message's own, so that a repetition is known by it. */
export async function mailCopy(
  { server, from, timeoutMs }: AlarmMail,
  { to }: EmailAddress,
  spoken: SpokenMessage,
  { messageId, at, signal }: CopyOrder,
): Promise<CopyAnswer> {
  const { subject, text } = asEmail(spoken);
  const write = () =>
    new MailComposer({
      from,
      to: { name: '', address: to },
      subject,
      text,
      messageId: `<${messageId}@${server.name}>`,
      date: new Date(at),
      // RFC 3834: nobody's out-of-office reply is wanted.
      headers: { 'Auto-Submitted': 'auto-generated' },
      newline: 'win',
      disableFileAccess: true,
      disableUrlAccess: true,
    })
      .compile()
      .build();
  const giving = deliver(server, { from: bareAddress(from), to, write }, timeoutMs);
  const cut = (): void => giving.cut();
  signal.addEventListener('abort', cut);
  const exchange = await giving.done;
  signal.removeEventListener('abort', cut);
  if (exchange.kind !== 'taken' && signal.aborted) return { taken: false, trouble: 'stopped' };
  switch (exchange.kind) {
    case 'taken':
      return { taken: true };
    case 'refused':
      return { taken: false, trouble: `smtp ${exchange.replyCode}` };
    case 'not-sent':
      return { taken: false, trouble: exchange.code };
    case 'reset':
    case 'timeout':
    case 'broken':
      return { taken: false, trouble: exchange.kind };
  }
}

/** `bida@bank.example` of `Bida <bida@bank.example>`. */
const bareAddress = (from: string): string => /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from;
