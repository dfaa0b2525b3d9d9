/**
 * What was told leaves the outbox, several at a time: the more is told, the less each costs, and nobody who reports waits
 * for it. What a process takes with it as it dies is told once more by the relay, which a story knows by its report.
 */
import type { Ledger } from '../../ledger/ledger.js';
import { acknowledge } from '../../ledger/outbox/outbox.js';
import type { Logger } from '../../runtime/logging/logger.js';

/** So much lies between two statements; far less than the relay leaves a message alone. */
const apartMs = 500;

interface Told {
  /** Told, and perhaps in the outbox still. */
  readonly ids: Set<number>;
  lastAtMs: number;
  timer?: NodeJS.Timeout | undefined;
  underWay: Promise<void>;
}

const toldOf = new WeakMap<Ledger, Told>();

function known(ledger: Ledger): Told {
  const told = toldOf.get(ledger) ?? { ids: new Set(), lastAtMs: -Infinity, underWay: Promise.resolve() };
  toldOf.set(ledger, told);
  return told;
}

/** Takes a message out of the outbox soon: at once where nothing was for a while. */
export function acknowledgeSoon(ledger: Ledger, outboxId: number, logger: Logger): void {
  const told = known(ledger);
  told.ids.add(outboxId);
  if (told.timer !== undefined) return;
  const leftMs = told.lastAtMs + apartMs - performance.now();
  if (leftMs <= 0) begin(ledger, told, logger);
  else told.timer = setTimeout(() => begin(ledger, told, logger), leftMs);
}

function begin(ledger: Ledger, told: Told, logger: Logger): void {
  clearTimeout(told.timer);
  told.timer = undefined;
  told.lastAtMs = performance.now();
  const ids = [...told.ids];
  if (ids.length === 0) return;
  const gone = acknowledge(ledger, ids)
    .catch((failure: unknown) => {
      logger.warn({ err: failure, messages: ids.length }, 'messages that were told may be told once more');
    })
    .then(() => {
      for (const id of ids) told.ids.delete(id);
    });
  told.underWay = Promise.all([told.underWay, gone]).then(() => undefined);
}

/** Those of this process that are told already, whatever the outbox says. */
export const toldAlready = (ledger: Ledger): readonly number[] => [...(toldOf.get(ledger)?.ids ?? [])];

/** Resolves when everything told until now is out of the outbox, or was given up; before a ledger is closed. */
export async function allAcknowledged(ledger: Ledger, logger: Logger): Promise<void> {
  const told = toldOf.get(ledger);
  if (told === undefined) return;
  if (told.timer !== undefined) begin(ledger, told, logger);
  await told.underWay;
}
