/** Endpoints, receivers and facts to tell of, on a ledger of its own and by a clock that stands. */
import { randomBytes } from 'node:crypto';
import { dispatchOnce } from '../../../client/webhook/dispatch.js';
import type { WebhookWorld } from '../../../client/webhook/dispatch.js';
import type { WebhookEndpoint } from '../../../client/webhook/endpoint.js';
import { openAlarms } from '../../../ledger/alarm/raise.js';
import { finishNotice, moveNotice } from '../../../ledger/notice/move.js';
import { undeliveredBehind } from '../../../ledger/webhook/undelivered.js';
import { Secret } from '../../../runtime/configuration/secret.js';
import { createLogger } from '../../../runtime/logging/logger.js';
import { openedLedger } from '../../ledger/opened-ledger.js';
import type { OpenedLedger } from '../../ledger/opened-ledger.js';
import { owedNotice } from '../../ledger/owed-notice.js';
import { openReceiver } from './receiver.js';
import type { Receiver } from './receiver.js';

export const newKey = (): string => `whsec_${randomBytes(32).toString('base64')}`;

export interface OpenedWebhooks extends OpenedLedger {
  readonly time: { now: number };
  /** As they are configured; a test may change them. */
  endpoints: readonly WebhookEndpoint[];
  readonly world: WebhookWorld;
  /** A receiver with an endpoint of its own that is configured and known, so that what follows is told to it. */
  receiver(changed?: Partial<WebhookEndpoint>): Promise<{ receiver: Receiver; endpoint: WebhookEndpoint }>;
  /** An application whose notice goes to staff and is delivered: two announcements. */
  told(): Promise<string>;
  /** Sends what is due, an hour, or whatever is told, later. */
  dispatch(laterMs?: number): Promise<void>;
  alarms(): Promise<string[]>;
  undelivered(endpoint: WebhookEndpoint): ReturnType<typeof undeliveredBehind>;
}

export async function openedWebhooks(): Promise<OpenedWebhooks> {
  const opened = await openedLedger();
  const time = { now: Date.now() };
  const receivers: Receiver[] = [];
  const webhooks: OpenedWebhooks = {
    ...opened,
    time,
    endpoints: [],
    world: {
      ledger: opened.api,
      clock: { now: () => time.now },
      logger: createLogger({ name: 'test', level: 'silent' }),
      endpoints: () => webhooks.endpoints,
      chance: () => 0.5,
    },
    receiver: async (changed = {}) => {
      const receiver = await openReceiver();
      receivers.push(receiver);
      const endpoint = {
        name: `endpoint-${receivers.length}`,
        url: receiver.url,
        secret: new Secret(newKey()),
        allowPrivate: true,
        timeoutMs: 5_000,
        ...changed,
      };
      webhooks.endpoints = [endpoint];
      await dispatchOnce(webhooks.world);
      return { receiver, endpoint };
    },
    told: async () => {
      const key = await owedNotice(opened.ledger);
      const waitingFor = { kind: 'staff', until: time.now } as const;
      await moveNotice(opened.ledger, key, { state: 'with-staff', waitingFor, at: time.now });
      await finishNotice(opened.ledger, key, 'delivered', time.now);
      return key.applicationId;
    },
    dispatch: (laterMs = 0) => {
      time.now += laterMs;
      return dispatchOnce(webhooks.world);
    },
    alarms: async () =>
      (await openAlarms(opened.ledger, 100)).map(({ kind, subject }) => `${kind} ${subject}`).sort(),
    undelivered: ({ name }) => undeliveredBehind(opened.ledger, { endpoint: name }, { most: 1_000 }),
    close: async () => {
      await Promise.all(receivers.map((receiver) => receiver.close()));
      await opened.close();
    },
  };
  return webhooks;
}

/** `notice.delivered A-1`, in the order in which it was heard. */
export const heardBy = ({ heard }: Receiver, applicationId?: string): string[] =>
  heard
    .filter(({ data }) => applicationId === undefined || data.applicationId === applicationId)
    .map(({ type, data }) => (applicationId === undefined ? `${type} ${data.applicationId}` : type));
