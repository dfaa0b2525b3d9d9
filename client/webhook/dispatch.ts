/**
 * Pushes the queue of announcements to the endpoints of the configuration: at least once each, in their order for each
 * application. Two processes share the work by claims in the ledger.
 */
import { webhookBody } from '../../domain/webhook/body.js';
import { failuresInPatience } from '../../domain/webhook/retry.js';
import { resolveAlarm, openAlarmsOf } from '../../ledger/alarm/raise.js';
import { placeAnnouncements } from '../../ledger/announcement/place.js';
import type { Ledger } from '../../ledger/ledger.js';
import { claimDue, claimedNow } from '../../ledger/webhook/claim.js';
import type { ClaimedDelivery } from '../../ledger/webhook/claim.js';
import { isAnythingDue, knowEndpoint, lockEndpoint } from '../../ledger/webhook/endpoint.js';
import { queueForEndpoint } from '../../ledger/webhook/queue.js';
import { giveBack } from '../../ledger/webhook/settle.js';
import type { Clock } from '../../runtime/clock/clock.js';
import type { Logger } from '../../runtime/logging/logger.js';
import { webhookHeaders } from '../../runtime/signing/webhook-signature.js';
import { addressDigestOf, filterOfEndpoint } from './endpoint.js';
import type { WebhookEndpoint } from './endpoint.js';
import { post } from './post.js';
import { isTaken, recordFailure, recordTaken } from './record.js';
import { TakenTogether } from './taken-together.js';

export interface WebhookWorld {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly logger: Logger;
  /** As they are in force now; the same array while they are the same. */
  readonly endpoints: () => readonly WebhookEndpoint[];
  /** 0 to 1, `Math.random` unless told: spreads what failed together. */
  readonly chance?: () => number;
}

/** So many are on their way to an endpoint at once, and one where it keeps failing. */
const abreast = 8;
/** So many announcements are looked at for an endpoint at once. */
const queuedAtOnce = 1_000;
/** A claim outlives the call by so much; whoever comes back later than that sends nothing. */
const leaseMarginMs = 10_000;
/** A claim must be good for so long beyond the call when it is sent. */
const recordMs = 3_000;

/** Makes the endpoints known to the ledger; alarms of those that are configured no more are over. */
export async function knowEndpoints(
  { ledger, clock }: WebhookWorld,
  endpoints: readonly WebhookEndpoint[],
): Promise<void> {
  // One that is new begins behind whatever was committed by now.
  while (await placeAnnouncements(ledger));
  const at = clock.now();
  for (const endpoint of endpoints)
    await knowEndpoint(ledger, { name: endpoint.name, addressDigest: addressDigestOf(endpoint), at });
  const names = new Set(endpoints.map(({ name }) => name));
  for (const kind of ['webhook-undelivered', 'webhook-gone'] as const)
    for (const { subject } of await openAlarmsOf(ledger, kind))
      if (!names.has(subject)) await resolveAlarm(ledger, kind, subject, at);
}

/** Queues what is new for an endpoint, and takes on what is due, at most so many; nothing while it is paused or gone. */
async function claimNext(
  { ledger, clock }: WebhookWorld,
  { name, timeoutMs, ...endpoint }: WebhookEndpoint,
  most: number,
): Promise<readonly ClaimedDelivery[]> {
  const now = clock.now();
  if (!(await isAnythingDue(ledger, name, now))) return [];
  return ledger.transaction(async (tx) => {
    const row = await lockEndpoint(tx, name);
    if (row === undefined) return [];
    await queueForEndpoint(tx, name, filterOfEndpoint(endpoint), { at: now, most: queuedAtOnce });
    if (row.goneAt !== null || (row.pausedUntil !== null && row.pausedUntil > now)) return [];
    const isFailing = row.failures >= failuresInPatience;
    if (isFailing && (await claimedNow(tx, name, now)) > 0) return [];
    const until = now + timeoutMs + leaseMarginMs;
    return claimDue(tx, name, { now, until, most: isFailing ? 1 : most });
  });
}

/**
 * Sends one that was taken on, and has put on record what became of it: at once where it was not taken, else together
 * with what is taken next. A ledger that is away costs a repetition.
 */
async function send(
  { ledger, clock, logger, chance = Math.random }: WebhookWorld,
  endpoint: WebhookEndpoint,
  delivery: ClaimedDelivery,
  { signal, taken }: { readonly signal: AbortSignal; readonly taken: TakenTogether },
): Promise<void> {
  const { id, kind } = delivery.announcement;
  try {
    const at = clock.now();
    if (signal.aborted || at + endpoint.timeoutMs + recordMs > delivery.claimedUntil) {
      await giveBack(ledger, delivery);
      return;
    }
    const body = webhookBody(delivery.announcement);
    const headers = webhookHeaders({ id, body }, endpoint.secret, at);
    const answer = await post({ ...endpoint, headers, body, signal });
    if (answer.result === 'failed' && answer.trouble === 'stopped') {
      await giveBack(ledger, delivery);
      return;
    }
    logger.debug({ endpoint: endpoint.name, webhook: id, kind, ...answer }, 'a webhook was sent');
    const answeredAt = clock.now();
    if (isTaken(answer)) {
      taken.take({ delivery, at: answeredAt, status: answer.status });
      return;
    }
    const context = { at: answeredAt, chance: chance() };
    await ledger.transaction((tx) => recordFailure(tx, delivery, answer, context));
  } catch (err) {
    notRecorded(logger, endpoint.name, err);
  }
}

const notRecorded = (logger: Logger, endpoint: string, err: unknown): void =>
  logger.warn({ err, endpoint }, 'what became of webhooks could not be recorded');

/** `stopping`: nothing more is taken on; `breakingOff`: what is on its way is broken off. */
export interface Ending {
  readonly stopping: AbortSignal;
  readonly breakingOff: AbortSignal;
}

/** Sends whatever is due for the endpoint of a name, until nothing is. */
export async function pump(
  world: WebhookWorld,
  name: string,
  { stopping, breakingOff }: Ending,
  lookMs = 500,
): Promise<void> {
  const onTheirWay = new Set<Promise<void>>();
  const { ledger, logger } = world;
  const taken = new TakenTogether((some) =>
    ledger
      .transaction((tx) => recordTaken(tx, name, some, world.clock.now()))
      .catch((err: unknown) => notRecorded(logger, name, err)),
  );
  for (;;) {
    // As it is by now: a key, or its address, may have changed meanwhile.
    const endpoint = world.endpoints().find((one) => one.name === name);
    if (endpoint === undefined || stopping.aborted) break;
    const wasIdle = onTheirWay.size === 0;
    const free = abreast - onTheirWay.size;
    for (const delivery of free === 0 ? [] : await claimNext(world, endpoint, free)) {
      const sending = send(world, endpoint, delivery, { signal: breakingOff, taken }).finally(() =>
        onTheirWay.delete(sending),
      );
      onTheirWay.add(sending);
    }
    if (onTheirWay.size > 0) await within(Promise.race(onTheirWay), lookMs);
    // What was taken while it was looked for lets the next of its application go.
    else if (wasIdle && !taken.isWaiting) return;
    else await taken.recorded();
  }
  await Promise.all(onTheirWay);
  await taken.recorded();
}

/** Until something is over, or the time is. */
async function within(something: Promise<unknown>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([something, new Promise((resolve) => (timer = setTimeout(resolve, ms)))]);
  clearTimeout(timer);
}

/** Places, queues and sends everything that is due now. */
export async function dispatchOnce(world: WebhookWorld): Promise<void> {
  const never = new AbortController().signal;
  const endpoints = world.endpoints();
  await knowEndpoints(world, endpoints);
  await Promise.all(endpoints.map(({ name }) => pump(world, name, { stopping: never, breakingOff: never })));
}
