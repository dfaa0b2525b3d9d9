/** How the decisions of a day stand now; judged anew at each reading, so that nothing of it can be out of date. */
import { Refusal } from '../../domain/failure/catalogue.js';
import type { EntryKind, ReconciliationCounts } from '../../domain/reconciliation/reconciliation.js';
import { countJudged, judgedEntries } from '../../ledger/reconciliation/judged.js';
import type { EntryRow } from '../../ledger/reconciliation/judged.js';
import { listsOfDay, newestLists } from '../../ledger/reconciliation/list.js';
import type { ListRow } from '../../ledger/reconciliation/list.js';
import { inOneSnapshot } from '../../ledger/snapshot.js';
import { cursorOf, placeAt } from './cursor.js';
import { judgedDay, knownDay } from './day.js';
import type { ReconciliationWorld } from './day.js';

/** Which part of a day is read. */
export interface EntryPage {
  readonly kind?: EntryKind;
  /** `next` of the page before. */
  readonly after?: string;
  /** At most so many, up to {@link mostEntries}; 100 unless told. */
  readonly most?: number;
}
export const mostEntries = 1_000;

/** A list as it is shown: by whom and when, never its digest. */
export type ListShown = Pick<ListRow, 'version' | 'regions' | 'decisions' | 'putAt' | 'putBy'>;

export interface ReconciliationRead {
  readonly date: string;
  /** Those in force, one for each set of regions that gave one. */
  readonly lists: readonly ListShown[];
  readonly counts: ReconciliationCounts;
  /** What does not agree, the gravest first. */
  readonly entries: readonly EntryRow[];
  /** Where the next page begins; absent on the last. */
  readonly next?: string;
}

/** A {@link Refusal} `reconciliation-unknown` where no list that its reader may see was given for the day. */
export async function readReconciliation(
  world: ReconciliationWorld,
  date: string,
  { kind, after, most = 100 }: EntryPage = {},
  regions?: readonly string[],
): Promise<ReconciliationRead> {
  const day = judgedDay(world, knownDay(world, date), regions);
  const limit = Math.min(most, mostEntries);
  const page = {
    most: limit + 1,
    ...(kind === undefined ? {} : { kind }),
    ...(after === undefined ? {} : { after: placeAt(after) }),
  };
  return inOneSnapshot(world.ledger, async (tx) => {
    const lists = await listsOfDay(tx, day.day, regions);
    if (lists.length === 0) throw new Refusal('reconciliation-unknown');
    const counts = await countJudged(tx, day);
    const found = await judgedEntries(tx, day, page);
    const entries = found.slice(0, limit);
    const last = found.length > limit ? entries.at(-1) : undefined;
    return {
      date: day.day,
      lists: lists.map(shown),
      counts,
      entries,
      ...(last === undefined ? {} : { next: cursorOf(last) }),
    };
  });
}

const shown = ({ version, regions, decisions, putAt, putBy }: ListRow): ListShown => ({
  version,
  regions,
  decisions,
  putAt,
  putBy,
});

/** A day's list among others, with how the day stands. */
export interface DayRead extends ListShown {
  readonly date: string;
  readonly counts: ReconciliationCounts;
}

/** The lists in force of the newest days, and how each day stands; at most `most` lists. */
export const readDays = (world: ReconciliationWorld, most: number): Promise<DayRead[]> =>
  inOneSnapshot(world.ledger, async (tx) => {
    const days: DayRead[] = [];
    for (const list of await newestLists(tx, most))
      days.push({
        date: list.day,
        ...shown(list),
        counts: await countJudged(tx, judgedDay(world, list.day, undefined)),
      });
    return days;
  });
