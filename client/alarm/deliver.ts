/** Sends what was decided to be told, each copy at least once; two processes share the work by claims in the ledger. */
import { failuresInPatience, giveUpAfterMs, pauseUntil } from '../../domain/alarm/retry.js';
import {
  addressesWaiting,
  claimCopy,
  giveBackCopy,
  settleFailed,
  settleTaken,
} from '../../ledger/alarm/delivery.js';
import type { ClaimedCopy } from '../../ledger/alarm/delivery.js';
import { alarmsOfMessage } from '../../ledger/alarm/message.js';
import { openAlarmsOf, raiseAlarm, resolveAlarm } from '../../ledger/alarm/raise.js';
import type { Queryable } from '../../ledger/ledger.js';
import type { CopyAnswer } from './copy.js';
import type { TellingWorld } from './decide.js';
import type { AlarmTelling, Responder, ResponderAddress } from './responder.js';
import { sendCopy, timeoutOf } from './send.js';
import { robotEveryMs } from './webhook.js';

/** A claim outlives the call by so much; whoever comes back later than that has told nobody else's. */
const leaseMarginMs = 10_000;
/** Between two messages to one address, where it keeps no rate of its own. */
const usualEveryMs = 200;

interface Way {
  readonly responder: Responder;
  readonly address: ResponderAddress;
}

/** By whose name an address is known to people: `duty webhook 1`. */
const nameOf = ({ responder, address }: Way): string => `${responder.name} ${address.name}`;

const waysOf = ({ responders }: AlarmTelling): Way[] =>
  responders.flatMap((responder) => responder.addresses.map((address) => ({ responder, address })));

/** Alarms about addresses that are configured no more are over. */
export async function knowAddresses({ ledger, clock }: TellingWorld, telling: AlarmTelling): Promise<void> {
  const names = new Set(waysOf(telling).map(nameOf));
  for (const { subject } of await openAlarmsOf(ledger, 'alarm-untold'))
    if (!names.has(subject)) await resolveAlarm(ledger, 'alarm-untold', subject, clock.now());
}

/** Copies on their way, by the digest of their address. */
export type OnTheirWay = Map<string, Promise<void>>;

/**
 * Sends a copy to each address that may be sent something now, and to which none is on its way as yet; what is slow at one
 * holds no other up. Resolves once all of that is under way.
 */
export async function deliverDue(
  world: TellingWorld,
  onTheirWay: OnTheirWay,
  stopping: AbortSignal,
): Promise<void> {
  const { ledger, clock, logger } = world;
  const telling = world.telling();
  if (telling === undefined) return;
  for (const { digest } of await addressesWaiting(ledger, clock.now())) {
    const key = digest.toString('hex');
    if (onTheirWay.has(key)) continue;
    const sending = sendNext(world, telling, digest, stopping)
      .catch((err: unknown) => logger.warn({ err }, 'what became of a told alarm could not be recorded'))
      .finally(() => onTheirWay.delete(key));
    onTheirWay.set(key, sending);
  }
}

async function sendNext(
  world: TellingWorld,
  telling: AlarmTelling,
  digest: Buffer,
  stopping: AbortSignal,
): Promise<void> {
  const { ledger, clock } = world;
  const ways = waysOf(telling).filter(({ address }) => address.digest.equals(digest));
  const longestMs = Math.max(0, ...ways.map(({ address }) => timeoutOf(telling, address)));
  const everyMs = Math.max(usualEveryMs, ...ways.map(({ address }) => everyMsOf(address)));
  const now = clock.now();
  const claim = { now, until: now + longestMs + leaseMarginMs, freeAt: now + everyMs };
  const copy = await ledger.transaction((tx) => claimCopy(tx, digest, claim));
  if (copy === undefined) return;
  const way = ways.find(({ responder }) => responder.name === copy.responder);
  await deliver(world, telling, copy, way, stopping);
}

const everyMsOf = (address: ResponderAddress): number =>
  address.channel === 'webhook' && address.template === 'dingtalk' ? robotEveryMs : usualEveryMs;

async function deliver(
  world: TellingWorld,
  telling: AlarmTelling,
  copy: ClaimedCopy,
  way: Way | undefined,
  signal: AbortSignal,
): Promise<void> {
  const { ledger, clock, logger } = world;
  if (way === undefined) {
    const failed = { at: clock.now(), trouble: 'address-gone', giveUp: true };
    await ledger.transaction((tx) => settleFailed(tx, copy, failed, () => failed.at));
    return;
  }
  const alarms = await alarmsOfMessage(ledger, copy.messageId);
  const { messageId, responder } = copy;
  const order = { messageId, responder, at: clock.now(), signal };
  const answer = await sendCopy(telling, way.responder, way.address, alarms, order);
  if (!answer.taken && answer.trouble === 'stopped') {
    await giveBackCopy(ledger, copy);
    return;
  }
  const failures = await ledger.transaction((tx) => record(tx, copy, answer, nameOf(way), clock.now()));
  const told = { responder, channel: copy.channel, message: messageId, alarms: alarms.length };
  if (answer.taken) logger.info(told, 'alarms were told');
  else logger.warn({ ...told, trouble: answer.trouble, failures }, 'alarms could not be told');
}

/** Puts on record what became of a copy, with what follows; answers how often in a row the address took nothing. */
async function record(
  tx: Queryable,
  copy: ClaimedCopy,
  answer: CopyAnswer,
  name: string,
  at: number,
): Promise<number> {
  if (answer.taken) {
    const failures = await settleTaken(tx, copy, at);
    if (failures > 0) await resolveAlarm(tx, 'alarm-untold', name, at);
    return 0;
  }
  const { trouble, askedMs } = answer;
  const failed = { at, trouble, giveUp: at >= copy.decidedAt + giveUpAfterMs };
  const failures = await settleFailed(tx, copy, failed, (count) => pauseUntil(count, at, askedMs));
  if (failures !== undefined && (failures >= failuresInPatience || failed.giveUp))
    await raiseAlarm(tx, 'alarm-untold', name, at);
  return failures ?? 0;
}
