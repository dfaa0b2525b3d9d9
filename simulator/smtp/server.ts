import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import type { Journal } from '../journal.js';
import type { Happening } from '../log-entry.js';
import type { Rules } from '../rules.js';
import type { SmtpAccount } from './account.js';
import { Notifier } from './notifier.js';
import {
  acceptanceOf,
  bytesOf,
  referenceInSender,
  replyTo,
  stageOf,
  type SmtpRefusal,
  type Transaction,
} from './transaction.js';

/** What the mail server works with. */
export interface SmtpServerParts {
  readonly accounts: readonly SmtpAccount[];
  readonly rules: Rules;
  readonly journal: Journal;
  readonly now: () => number;
  /** Waits, unless the simulator stops. */
  readonly pause: (ms: number) => Promise<void>;
  /** 0 for any free port; always on loopback. */
  readonly port: number;
}

/** The mail server, listening. */
export interface RunningSmtpServer {
  readonly port: number;
  /** Breaks connections and finishes what is being recorded. */
  stop(): Promise<void>;
}

/** A connection by the port it comes from. */
interface Line {
  readonly socket: Socket;
  /** When what is being said over it began: with the connection, or with a further message's sender. */
  openedAt: number;
  senders: number;
}

type Reply = (error?: Error | null, words?: string) => void;

const loopback = '127.0.0.1';
const lateMs = 5_000;
const messageLimitBytes = 10 * 1024 * 1024;
const garbage = 'HTTP/1.1 502 Bad Gateway\r\n\r\n<html><body>502 Bad Gateway</body></html>\r\n';

/** A submission server as banks rent them: it knows its accounts, and takes one recipient a message. */
class MailServer {
  readonly #parts: SmtpServerParts;
  readonly #lines = new Map<number, Line>();
  readonly #transactions = new Map<string, Transaction>();
  readonly #running = new Set<Promise<void>>();
  readonly #server: SMTPServer;
  readonly #notifier: Notifier;

  constructor(parts: SmtpServerParts) {
    this.#parts = parts;
    this.#notifier = new Notifier(parts);
    this.#server = new SMTPServer({
      name: 'mail.simulator',
      // It is reached on this machine only, and its certificate would be nobody's.
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      disableReverseLookup: true,
      hideSMTPUTF8: false,
      maxRecipients: 1,
      size: messageLimitBytes,
      rejectOversized: true,
      socketTimeout: 600_000,
      logger: false,
      onAuth: ({ username, password }, _session, reply) => {
        const account = parts.accounts.find((one) => one.user === username && one.password === password);
        if (account !== undefined) reply(null, { user: account });
        else this.#run(() => this.#refuseLogin(username ?? '', reply));
      },
      onMailFrom: ({ address }, session, reply) => {
        const line = this.#lines.get(session.remotePort);
        if (line !== undefined && (line.senders += 1) > 1) line.openedAt = parts.now();
        this.#run(() => this.#judgeSender(address, accountOf(session), reply));
      },
      onRcptTo: ({ address }, session, reply) => {
        this.#run(() => this.#judgeRecipient(address, session, reply));
      },
      onData: (stream, session, reply) => {
        this.#run(async () => {
          const message = await bytesOf(stream);
          if (message !== undefined) await this.#judgeMessage(message, session, reply);
        });
      },
      onClose: ({ id }) => this.#transactions.delete(id),
    });
    // A connection that breaks is a client's business.
    this.#server.on('error', () => undefined);
    this.#server.server.on('connection', (socket) => {
      const { remotePort = 0 } = socket;
      this.#lines.set(remotePort, { socket, openedAt: parts.now(), senders: 0 });
      socket.once('close', () => this.#lines.delete(remotePort));
    });
  }

  async listen(): Promise<number> {
    const listening = this.#server.listen(this.#parts.port, loopback);
    await once(listening, 'listening');
    return (listening.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const { socket } of this.#lines.values()) socket.destroy();
    await Promise.all([closed, this.#notifier.stop(), ...this.#running]);
  }

  #run(work: () => Promise<void>): void {
    const running = work().finally(() => this.#running.delete(running));
    this.#running.add(running);
  }

  async #refuse(
    heard: Happening & { kind: 'request' },
    refusal: SmtpRefusal,
    reply: (error: Error) => void,
  ): Promise<void> {
    await this.#record(heard, refusal.code);
    reply(replyTo(refusal));
  }

  async #record({ requestId, route, parameters, ...heard }: Happening & { kind: 'request' }, code: string) {
    const named = route === undefined ? {} : { route };
    const { OutId: outId, To: email } = parameters;
    await this.#parts.journal.record(
      { ...heard, requestId, parameters, ...named },
      {
        kind: 'refusal',
        requestId,
        ...named,
        code,
        ...(outId === undefined ? {} : { outId }),
        ...(email === undefined ? {} : { email }),
      },
    );
  }

  async #refuseLogin(user: string, reply: (error: Error) => void): Promise<void> {
    const heard = {
      kind: 'request',
      requestId: randomUUID(),
      operation: 'AUTH',
      parameters: { user },
    } as const;
    await this.#refuse(heard, { code: '535 5.7.8', message: 'Authentication credentials invalid' }, reply);
  }

  async #judgeSender(address: string, account: SmtpAccount, reply: Reply): Promise<void> {
    if (address.toLowerCase().endsWith(`@${account.domain.toLowerCase()}`)) {
      reply();
      return;
    }
    const parameters = { From: address, OutId: referenceInSender(address) };
    const { route } = account;
    const heard = { kind: 'request', requestId: randomUUID(), operation: 'MAIL', route, parameters } as const;
    await this.#refuse(
      heard,
      { code: '553 5.7.1', message: 'Sender address not owned by the account' },
      reply,
    );
  }

  async #judgeRecipient(address: string, session: SMTPServerSession, reply: Reply): Promise<void> {
    const account = accountOf(session);
    const sender = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address;
    const parameters = { From: sender, To: address, OutId: referenceInSender(sender) };
    const behaviour = this.#parts.rules.behaviourFor({
      operation: 'DATA',
      route: account.route,
      email: address,
      outId: parameters.OutId,
    });
    const openedAt = this.#lines.get(session.remotePort)?.openedAt ?? this.#parts.now();
    const transaction = { requestId: randomUUID(), openedAt, account, behaviour, parameters };
    if (behaviour.slowMs > 0) await this.#parts.pause(behaviour.slowMs);
    if (stageOf(behaviour.answer) === 'rcpt' && (await this.#misbehaves('RCPT', transaction, session, reply)))
      return;
    this.#transactions.set(session.id, transaction);
    reply();
  }

  async #judgeMessage(message: Buffer, session: SMTPServerSession, reply: Reply): Promise<void> {
    const transaction = this.#transactions.get(session.id);
    // The session is gone.
    if (transaction === undefined) return;
    const { answer } = transaction.behaviour;
    if (stageOf(answer) === 'data' && (await this.#misbehaves('DATA', transaction, session, reply))) return;
    const taken = await acceptanceOf(transaction, message, this.#parts.now());
    const heard = heardOf('DATA', transaction);
    if ('code' in taken) return this.#refuse(heard, taken, reply);
    if (transaction.account.forStaff === true) {
      const { to, from, subject, text, messageId } = taken;
      await this.#parts.journal.record({ kind: 'staff-mail', to, from, subject, text, messageId });
    } else {
      await this.#parts.journal.record(heard, taken);
      this.#notifier.plan(taken, transaction.behaviour.receipt, transaction.account);
    }
    const { acceptThen, delayMs = lateMs } = answer;
    const socket = this.#lines.get(session.remotePort)?.socket;
    if (acceptThen === 'drop') socket?.destroy();
    else if (acceptThen === 'html-502') socket?.end(garbage);
    else if (typeof acceptThen === 'object') {
      const { status, body, cut = false } = acceptThen;
      const words = `${String(status)} ${body}`;
      if (cut) socket?.end(words);
      else socket?.write(`${words}\r\n`);
    } else if (acceptThen !== 'timeout') {
      if (acceptThen === 'late') await this.#parts.pause(delayMs);
      reply(null, `2.0.0 Ok: queued as ${transaction.requestId}`);
    }
  }

  /** Does what a rule wants instead of taking the message; false where none wants anything. */
  async #misbehaves(
    operation: 'RCPT' | 'DATA',
    transaction: Transaction,
    session: SMTPServerSession,
    reply: Reply,
  ): Promise<boolean> {
    const { reject, message = 'Refused by a rule', timeout, refuseBefore } = transaction.behaviour.answer;
    const heard = heardOf(operation, transaction);
    const socket = this.#lines.get(session.remotePort)?.socket;
    if (reject !== undefined) await this.#refuse(heard, { code: reject, message }, reply);
    else if (timeout === true) await this.#record(heard, 'timeout');
    else if (refuseBefore !== undefined) {
      await this.#record(heard, refuseBefore);
      if (refuseBefore === 'drop') socket?.destroy();
      else socket?.end(garbage);
    } else return false;
    return true;
  }
}

const accountOf = (session: SMTPServerSession): SmtpAccount => session.user as SmtpAccount;

const heardOf = (operation: string, { requestId, openedAt, account, parameters }: Transaction) =>
  ({ kind: 'request', requestId, operation, route: account.route, parameters, openedAt }) as const;

/** Starts the mail server; rejects when the port is taken. */
export async function startSmtpServer(parts: SmtpServerParts): Promise<RunningSmtpServer> {
  const server = new MailServer(parts);
  return { port: await server.listen(), stop: () => server.stop() };
}
