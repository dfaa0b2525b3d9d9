/** Tells the stories at once, as many abreast as do not crowd out what is more urgent; the others are the relay's. */
import { relayAfterMs } from '../../ledger/outbox/outbox.js';
import type { OutboxMessage } from '../../ledger/outbox/outbox.js';
import { tellNow } from './relay.js';
import type { RelayWorld } from './relay.js';

/** What a committed receipt leaves to be told. */
export interface ToTell {
  readonly applicationId: string;
  readonly outboxId: number;
  readonly message: OutboxMessage;
}

const abreast = 8;
/** The relay takes a message up soon after: told by both it would cost twice. */
const waitsAtMostMs = relayAfterMs * 0.75;

/** Answers at once; what could not be told soon enough is told by the relay. */
export function soonTeller(world: RelayWorld): (toTell: ToTell) => void {
  const waiting: { readonly toTell: ToTell; readonly since: number }[] = [];
  let running = 0;
  const begin = (): void => {
    while (running < abreast) {
      const next = waiting.shift();
      if (next === undefined) return;
      if (performance.now() - next.since > waitsAtMostMs) continue;
      const { applicationId, outboxId, message } = next.toTell;
      running += 1;
      void tellNow(world, applicationId, outboxId, message).finally(() => {
        running -= 1;
        begin();
      });
    }
  };
  return (toTell) => {
    waiting.push({ toTell, since: performance.now() });
    begin();
  };
}
