import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { accountsOf, type Account } from './account.js';
import { openAliyun } from './aliyun/open.js';
import { openAliyunVoice } from './aliyun-voice/open.js';
import { openBankGateway } from './bank-gateway/open.js';
import { answerControl } from './control.js';
import { Robot, robotPath, type RobotAccount } from './dingtalk/robot.js';
import { openFcm } from './fcm/open.js';
import { takeWebhook, webhookPath, type LoanSystemAccount } from './loan-system/receiver.js';
import { openJpush } from './jpush/open.js';
import { Journal } from './journal.js';
import type { LogEntry } from './log-entry.js';
import type { ReportProgress } from './provider.js';
import { Rules, rulesSchema, type RuleInput } from './rules.js';
import { startSmtpServer } from './smtp/server.js';
import { openTencent } from './tencent/open.js';

/** How a simulator is started. */
export interface SimulatorOptions {
  readonly accounts: readonly Account[];
  /** Directory of the provider's own log; what it holds from an earlier run is taken up again. */
  readonly stateDir: string;
  /** 0, and so by default, any free port; always on loopback. */
  readonly port?: number;
  /** The mail server's, likewise; it listens where an account is its. */
  readonly smtpPort?: number;
  readonly seed?: string;
  /** Beside the providers: takes the bank's webhooks as a loan system. */
  readonly loanSystem?: LoanSystemAccount;
  /** And the bank's alarms as a group's robot. */
  readonly robot?: RobotAccount;
  /** Least and greatest time to the carrier's report; 300 to 900 ms by default. */
  readonly receiptDelayMs?: readonly [number, number];
  /** Factor on the repetition of untaken pushes after 1, 5 and 10 minutes. */
  readonly retryScale?: number;
  /** Clock, epoch milliseconds. */
  readonly now?: () => number;
}

/** The providers' other end, running. */
export interface Simulator {
  readonly port: number;
  /** The mail server's, where there is one. */
  readonly smtpPort?: number;
  /** Origin of both the providers' endpoint and `/control`. */
  readonly url: string;
  /** The provider's own log, the oldest first. */
  log(): readonly LogEntry[];
  setRules(rules: readonly RuleInput[]): void;
  /** Where the reports of a route go from now on; throws a RangeError for an unknown route. */
  setReceiptUrl(route: string, url: string): void;
  /** Ends connections, finishes what is being recorded and closes the log. */
  stop(): Promise<void>;
}

const loopback = '127.0.0.1';

/** Aliyun comes last: it answers, in its own words, whatever is no other provider's. */
const openers = [openFcm, openJpush, openTencent, openBankGateway, openAliyunVoice, openAliyun] as const;

/** How far each report got, from the log: how often it was pushed in vain, or that it is settled. */
function progressOf(entries: readonly LogEntry[]): ReportProgress {
  const progress = new Map<string, number | 'settled'>();
  for (const entry of entries)
    if (entry.kind === 'receipt')
      progress.set(entry.receiptId, entry.ok || entry.gone ? 'settled' : entry.try);
  return (receiptId) => progress.get(receiptId) ?? 0;
}

/** Pauses that end at once, for good, when the simulator stops. */
function pauses(): { pause: (ms: number) => Promise<void>; end: () => void } {
  const open = new Map<NodeJS.Timeout, () => void>();
  let ended = false;
  return {
    pause: (ms) =>
      new Promise((resolve) => {
        if (ended) {
          resolve();
          return;
        }
        const timer = setTimeout(() => {
          open.delete(timer);
          resolve();
        }, ms);
        open.set(timer, resolve);
      }),
    end: () => {
      ended = true;
      for (const [timer, resolve] of open) {
        clearTimeout(timer);
        resolve();
      }
      open.clear();
    },
  };
}

/** Starts the simulator and takes up what its log says was open. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const now = options.now ?? Date.now;
  const seed = options.seed ?? 'bida';
  const { loanSystem, robot: robotAccount } = options;
  const [fromMs, toMs] = options.receiptDelayMs ?? [300, 900];
  const retryScale = options.retryScale ?? 1;
  const journal = await Journal.open(options.stateDir, now);
  const rules = new Rules(seed, now);
  const { pause, end } = pauses();
  const parts = { seed, rules, journal, carrier: { seed, fromMs, toMs }, now, pause, retryScale };
  const providers = openers.map((open) => open(options.accounts, parts));
  const pushes = new Map(providers.flatMap((provider) => [...provider.pushes]));
  const progress = progressOf(journal.entries);
  for (const entry of journal.entries)
    if (entry.kind === 'acceptance')
      providers.find((provider) => provider.pushes.has(entry.route))?.restore(entry, progress);

  const giveUp = async (error: unknown): Promise<never> => {
    await Promise.all([...pushes.values()].map((one) => one.stop()));
    await journal.close();
    throw error;
  };
  const mailAccounts = accountsOf(options.accounts, 'smtp-email');
  const mail =
    mailAccounts.length === 0
      ? undefined
      : await startSmtpServer({ ...parts, accounts: mailAccounts, port: options.smtpPort ?? 0 }).catch(
          giveUp,
        );
  const robot =
    robotAccount === undefined ? undefined : new Robot({ account: robotAccount, rules, journal, now, pause });
  const answering = new Set<Promise<void>>();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://simulator');
    const answer = pathname.startsWith('/control')
      ? answerControl({ rules, journal, pushes }, request, response)
      : pathname === webhookPath && loanSystem !== undefined
        ? takeWebhook({ account: loanSystem, rules, journal, now, pause }, request, response)
        : pathname === robotPath && robot !== undefined
          ? robot.take(request, response)
          : providers.find(({ http }) => http.serves(pathname, request))?.http.answer(request, response);
    const settled = (answer ?? Promise.reject(new Error('no provider')))
      // A caller that breaks off, or sends what nobody can read, gets no answer.
      .catch(() => void response.destroy())
      .finally(() => answering.delete(settled));
    answering.add(settled);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, loopback, resolve);
  }).catch(async (error: unknown) => {
    await mail?.stop();
    return giveUp(error);
  });
  const { port } = server.address() as AddressInfo;

  return {
    port,
    ...(mail === undefined ? {} : { smtpPort: mail.port }),
    url: `http://${loopback}:${port}`,
    log: () => journal.entries,
    setRules: (input) => rules.replace(rulesSchema.parse(input)),
    setReceiptUrl: (route, url) => {
      const known = pushes.get(route);
      if (known === undefined) throw new RangeError('no such route');
      known.url = url;
    },
    stop: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      end();
      server.closeAllConnections();
      await Promise.all([
        closed,
        mail?.stop(),
        ...answering,
        ...[...pushes.values()].map((one) => one.stop()),
      ]);
      await journal.close();
    },
  };
}
