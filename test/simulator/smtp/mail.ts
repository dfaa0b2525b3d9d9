/** The bank's side for tests of the e-mail route: the simulator with a mail account, and a client. */
import { createSmtp, type Smtp, type SmtpOptions } from '../../../activities/send/email/smtp/client.js';
import type { Email } from '../../../activities/send/email/smtp/message.js';
import { Secret } from '../../../runtime/configuration/secret.js';
import type { LogEntry } from '../../../simulator/log-entry.js';
import { startSimulator, type Simulator } from '../../../simulator/simulator.js';
import type { EmailAcceptance } from '../../../simulator/smtp/acceptance.js';
import type { SmtpAccount } from '../../../simulator/smtp/account.js';

export const mailAccount: SmtpAccount = {
  protocol: 'smtp-email',
  route: 'email/smtp',
  user: 'bank',
  password: 'mail-secret',
  domain: 'mail.bank.example',
};

export const startMail = (stateDir: string): Promise<Simulator & { smtpPort: number }> =>
  startSimulator({ accounts: [mailAccount], stateDir }).then((simulator) => {
    const { smtpPort } = simulator;
    if (smtpPort === undefined) throw new Error('there is no mail server');
    return { ...simulator, smtpPort };
  });

export const smtpClient = (port: number, more: Partial<SmtpOptions> = {}): Smtp =>
  createSmtp({
    host: '127.0.0.1',
    port,
    tls: 'none',
    user: mailAccount.user,
    password: mailAccount.password,
    from: '必达银行 <notice@mail.bank.example>',
    domain: mailAccount.domain,
    bounceSecret: new Secret('a secret for addresses'),
    callTimeoutMs: 5_000,
    now: Date.now,
    ...more,
  });

/** An account nobody signs in to. */
export const anonymousClient = (port: number, more: Partial<SmtpOptions> = {}): Smtp =>
  createSmtp({
    host: '127.0.0.1',
    port,
    tls: 'none',
    from: 'notice@mail.bank.example',
    domain: mailAccount.domain,
    bounceSecret: new Secret('a secret for addresses'),
    callTimeoutMs: 5_000,
    now: Date.now,
    ...more,
  });

export const address = 'ouyang.canary@post.example';

/** An e-mail with a reference; address and words are canaries that must show up nowhere. */
export const emailOf = (attemptId: string, more: Partial<Email> = {}): Email => ({
  to: address,
  subject: '您的贷款申请有新进展',
  text: '金额 88776655 元。\n请致电 95588。',
  attemptId,
  ...more,
});

export const emailsFor = (log: readonly LogEntry[], outId: string): EmailAcceptance[] =>
  log.filter(
    (entry) => entry.kind === 'acceptance' && entry.channel === 'email' && entry.outId === outId,
  ) as EmailAcceptance[];
