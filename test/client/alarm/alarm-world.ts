/** Responders at the simulator's robot and mail server, on a ledger of its own and by a clock that is moved. */
import { randomBytes } from 'node:crypto';
import { tellOnce } from '../../../client/alarm/teller.js';
import type { TellingWorld } from '../../../client/alarm/decide.js';
import { openTelling } from '../../../client/alarm/responder.js';
import type { AlarmTelling } from '../../../client/alarm/responder.js';
import { defaultSendRules } from '../../../domain/policy/send-rules.js';
import { configurationSchema } from '../../../runtime/configuration/configuration-schema.js';
import { createLogger } from '../../../runtime/logging/logger.js';
import type { RobotHeard, StaffMailHeard } from '../../../simulator/log-entry.js';
import { startSimulator } from '../../../simulator/simulator.js';
import type { Simulator } from '../../../simulator/simulator.js';
import { openedLedger } from '../../ledger/opened-ledger.js';
import type { OpenedLedger } from '../../ledger/opened-ledger.js';
import { temporaryFolder, writePrivate } from '../../runtime/temporary-folder.js';

export const minuteMs = 60_000;
export const groupMs = 30_000;

const folder = temporaryFolder();
const token = randomBytes(32).toString('hex');
const secret = `SEC${randomBytes(32).toString('hex')}`;
export const webhookKey = `whsec_${randomBytes(32).toString('base64')}`;
const mailPassword = 'staff-secret';

export interface OpenedAlarms extends OpenedLedger {
  readonly time: { now: number };
  readonly simulator: Simulator;
  readonly world: TellingWorld;
  /** The robot as the configuration has it. */
  readonly robot: Readonly<Record<'url' | 'tokenFile' | 'secretFile', string>>;
  /** As it is in force; a test may change it. */
  telling: AlarmTelling | undefined;
  /** What the configuration would bring into force: `duty` by the robot, `lead` by e-mail, and what a test adds. */
  configured(alarms?: object): AlarmTelling | undefined;
  /** Decides and sends what is due, some time later. */
  tell(laterMs?: number): Promise<void>;
  /** What the robot showed, and what staff got by e-mail, the oldest first. */
  shown(): RobotHeard[];
  mails(): StaffMailHeard[];
}

export async function openedAlarms(): Promise<OpenedAlarms> {
  const opened = await openedLedger();
  const time = { now: Date.now() };
  const simulator = await startSimulator({
    accounts: [
      {
        protocol: 'smtp-email',
        route: 'email/staff',
        user: 'staff',
        password: mailPassword,
        domain: 'bank.example',
        forStaff: true,
      },
    ],
    robot: { accessToken: token, secret },
    stateDir: temporaryFolder(),
    now: () => time.now,
  });
  const file = (name: string, text: string) => writePrivate(folder, name, text);
  const robot = {
    url: `${simulator.url}/robot/send`,
    tokenFile: file('robot.token', token),
    secretFile: file('robot.secret', secret),
  };
  const settings = {
    responders: [
      {
        name: 'duty',
        webhooks: [{ template: 'dingtalk', ...robot, allowPrivate: true, timeoutMs: 2_000 }],
      },
      { name: 'lead', language: 'en', emails: ['lead@bank.example'] },
    ],
    steps: {
      critical: [
        { afterMs: 0, responders: ['duty'] },
        { afterMs: 15 * minuteMs, responders: ['lead'] },
      ],
      warning: [{ afterMs: 0, responders: ['duty'] }],
    },
    groupWithinMs: groupMs,
    mail: {
      ...{ host: '127.0.0.1', port: simulator.smtpPort ?? 0, tls: 'none', user: 'staff' },
      ...{ passwordFile: file('mail.password', mailPassword), from: '必达 <bida@bank.example>' },
    },
  };
  const alarms: OpenedAlarms = {
    ...opened,
    time,
    simulator,
    robot,
    world: {
      ledger: opened.api,
      clock: { now: () => time.now },
      logger: createLogger({ name: 'test', level: 'silent' }),
      telling: () => alarms.telling,
    },
    telling: undefined,
    configured: (more = {}) =>
      openTelling(
        configurationSchema.parse({
          version: 1,
          routes: [],
          staff: { callBackNumber: '95599' },
          alarms: { ...settings, ...more },
        }),
        defaultSendRules,
      ),
    tell: (laterMs = 0) => {
      time.now += laterMs;
      return tellOnce(alarms.world);
    },
    shown: () => simulator.log().flatMap((one) => (one.kind === 'robot-message' && one.taken ? [one] : [])),
    mails: () => simulator.log().flatMap((one) => (one.kind === 'staff-mail' ? [one] : [])),
    close: async () => {
      await simulator.stop();
      await opened.close();
    },
  };
  alarms.telling = alarms.configured();
  return alarms;
}
