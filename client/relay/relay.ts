/** Tells the stories what was committed: at once where possible, and again until Temporal took it. */
import { applicationIdOf } from '../../domain/ids/ids.js';
import { withoutDeadline } from '../../ledger/deadline.js';
import type { Ledger } from '../../ledger/ledger.js';
import type { OutboxMessage, OutboxRow } from '../../ledger/outbox/outbox.js';
import { takeDue } from '../../ledger/outbox/outbox.js';
import type { Clock } from '../../runtime/clock/clock.js';
import type { Logger } from '../../runtime/logging/logger.js';
import { acknowledgeSoon, allAcknowledged } from './acknowledgements.js';
import { settleWithoutStory } from './settle-without-story.js';
import type { Stories } from '../story/stories.js';

/** What it takes to tell a story. */
export interface RelayWorld {
  readonly ledger: Ledger;
  readonly stories: Stories;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Tells one message; a failure is left to the relay. True if it was told, and soon is out of the outbox. */
export async function tellNow(
  world: RelayWorld,
  applicationId: string,
  outboxId: number,
  message: OutboxMessage,
): Promise<boolean> {
  const { ledger, stories, clock, logger } = world;
  try {
    const id = applicationIdOf(applicationId);
    const told = await stories.tell(id, message);
    if (told === 'closed' && (await settleWithoutStory(ledger, message, clock.now())) === 'needs-story')
      if (message.kind === 'reported') await stories.beginAgain(id, message.reportId);
    acknowledgeSoon(ledger, outboxId, logger);
    return true;
  } catch (failure) {
    logger.warn({ err: failure, outboxId }, 'a message waits for the relay');
    return false;
  }
}

/**
 * The same for whoever waits for an answer: false as well where Temporal has not taken it after `mostMs`, and it goes on
 * by itself.
 */
export async function tellWithin(
  world: RelayWorld,
  applicationId: string,
  outboxId: number,
  message: OutboxMessage,
  mostMs: number,
): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<false>((resolve) => (timer = setTimeout(() => resolve(false), mostMs)));
  const telling = withoutDeadline(() => tellNow(world, applicationId, outboxId, message));
  try {
    return await Promise.race([telling, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}

const batch = 100;
const abreast = 10;

/**
 * Repeats every message that is due, once; answers how many were told. An application's messages go
 * one after another in the order they were written, and what follows a failed one waits with it.
 */
export async function relayOnce(world: RelayWorld): Promise<number> {
  const due = await takeDue(world.ledger, world.clock.now(), batch);
  const byApplication = new Map<string, OutboxRow[]>();
  for (const row of due)
    byApplication.set(row.applicationId, [...(byApplication.get(row.applicationId) ?? []), row]);
  const waiting = [...byApplication.values()];
  let told = 0;
  const tellSome = async (): Promise<void> => {
    for (let rows = waiting.shift(); rows !== undefined; rows = waiting.shift())
      for (const { applicationId, outboxId, message } of rows) {
        if (!(await tellNow(world, applicationId, outboxId, message))) break;
        told += 1;
      }
  };
  await Promise.all(Array.from({ length: abreast }, tellSome));
  await allAcknowledged(world.ledger, world.logger);
  return told;
}

/** Relays for as long as it is not stopped, every `everyMs`. */
export function startRelay(world: RelayWorld, everyMs = 1_000): { stop(): Promise<void> } {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let wake: (() => void) | undefined;
  const run = async () => {
    while (!stopped) {
      try {
        const told = await relayOnce(world);
        if (told === batch) continue;
      } catch (failure) {
        world.logger.warn({ err: failure }, 'the relay could not read the ledger and tries again');
      }
      await new Promise<void>((resolve) => {
        wake = resolve;
        timer = setTimeout(resolve, everyMs);
      });
    }
  };
  const running = run();
  return {
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      wake?.();
      return running.then(() => allAcknowledged(world.ledger, world.logger));
    },
  };
}
