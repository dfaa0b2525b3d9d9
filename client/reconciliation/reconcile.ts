/** Takes the bank's own list of a day: on record first, then held against what was reported. */
import { setImmediate as turn } from 'node:timers/promises';
import type { ListedDecision } from '../../domain/reconciliation/reconciliation.js';
import type { Queryable } from '../../ledger/ledger.js';
import { judgeDay } from '../../ledger/reconciliation/alarm.js';
import { insertDecisions, insertList, lockDay, newestList } from '../../ledger/reconciliation/list.js';
import type { DecisionRow } from '../../ledger/reconciliation/list.js';
import type { Sealing } from '../../runtime/sealing/sealing.js';
import { knownDay } from './day.js';
import type { ReconciliationWorld } from './day.js';
import { decisionDigest } from './decision-digest.js';
import { readList } from './read-list.js';

/** So many decisions go into the ledger by one statement, and are made ready in one go. */
const inOneStatement = 10_000;
const inOneGo = 1_000;

/** Who gives a list, and for which branch regions where its token is bound to some. */
export interface ListedBy {
  readonly account: string;
  readonly regions?: readonly string[];
}

/** `created`: the day's first list; `replaced`: a changed one, as a further version; `known`: the same again. */
export interface TakenList {
  readonly result: 'created' | 'replaced' | 'known';
  readonly version: number;
}

/** Told how far it has come: so many decisions of so many are on record. */
export type ListProgress = (recorded: number, of: number) => void;

/**
 * `PUT /v1/reconciliations/{date}`. A list stands for the whole day of whoever gave it: given anew, it is a further
 * version and alone counts. A {@link Refusal} `request-invalid` for the day, `body-invalid` for the list.
 */
export async function reconcile(
  world: ReconciliationWorld,
  date: string,
  given: unknown,
  by: ListedBy,
  progress: ListProgress = () => undefined,
): Promise<TakenList> {
  const { ledger, sealing, clock, configuration } = world;
  const day = knownDay(world, date);
  const decisions = await readList(given, { date: day, timeZone: configuration.calendar.timeZone });
  const regions = [...(by.regions ?? [])].sort();
  const { rows, digest } = await readied(sealing, decisions);
  return ledger.transaction(async (tx) => {
    await lockDay(tx, day);
    const at = clock.now();
    const before = await newestList(tx, day, regions);
    if (before?.digest.equals(digest) === true) return { result: 'known', version: before.version };
    const version = (before?.version ?? 0) + 1;
    const id = await insertList(tx, {
      day,
      regions,
      version,
      digest,
      decisions: rows.length,
      putAt: at,
      putBy: by.account,
    });
    const list = { id, before: before?.reconciliationId, regions, at };
    await insertAll(tx, list, rows, progress);
    await judgeDay(tx, day, { at, graceMs: configuration.reconciliation.graceMs });
    return { result: before === undefined ? 'created' : 'replaced', version };
  });
}

async function insertAll(
  tx: Queryable,
  list: Parameters<typeof insertDecisions>[1],
  rows: readonly DecisionRow[],
  progress: ListProgress,
): Promise<void> {
  for (let from = 0; from < rows.length; from += inOneStatement) {
    await insertDecisions(tx, list, rows.slice(from, from + inOneStatement));
    progress(Math.min(from + inOneStatement, rows.length), rows.length);
  }
}

/** The rows of a list in order, and the digest it is known by. */
async function readied(
  sealing: Sealing,
  decisions: readonly ListedDecision[],
): Promise<{ readonly rows: DecisionRow[]; readonly digest: Buffer }> {
  const rows: DecisionRow[] = [];
  const lines: string[] = [];
  for (const [nth, { applicationId, stage, round, decidedAt, decision }] of decisions.entries()) {
    if (nth % inOneGo === inOneGo - 1) await turn();
    const key = { applicationId, stage, round };
    lines.push(JSON.stringify([applicationId, stage, round, decidedAt ?? null, decision ?? null]));
    rows.push({
      ...key,
      ...(decidedAt === undefined ? {} : { decidedAt }),
      ...(decision === undefined ? {} : { digest: decisionDigest(sealing, key, decision) }),
    });
  }
  return { rows, digest: sealing.digest(`reconciliation\n${lines.join('\n')}`) };
}
