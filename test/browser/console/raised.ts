/** Puts alarms on the stack's record, as whoever finds them would. */
import { raiseAlarm, resolveAlarm } from '../../../ledger/alarm/raise.js';
import { Ledger } from '../../../ledger/ledger.js';
import type { ConsoleWorld } from './world.js';

type Kind = Parameters<typeof raiseAlarm>[1];

/** Does something in the stack's ledger itself. */
export const onRecord = async <Answer>(
  world: ConsoleWorld,
  work: (ledger: Ledger) => Promise<Answer>,
): Promise<Answer> => {
  const ledger = new Ledger({ url: world.file.databaseUrl, connections: 1 });
  try {
    return await work(ledger);
  } finally {
    await ledger.close();
  }
};

export const raised = (world: ConsoleWorld, kind: Kind, subject: string): Promise<unknown> =>
  onRecord(world, (ledger) => raiseAlarm(ledger, kind, subject, Date.now()));

export const resolved = (world: ConsoleWorld, kind: Kind, subject: string): Promise<unknown> =>
  onRecord(world, (ledger) => resolveAlarm(ledger, kind, subject, Date.now()));
