/** What Temporal keeps its histories in. */

export const backEnds = ['embedded', 'postgresql'] as const;
export type BackEnd = (typeof backEnds)[number];

/** As many as Temporal's own sample configuration for PostgreSQL has; the development server has 1. */
export const historyShards = 4;

/** What a write of Temporal's waits for. */
export const durabilityInWords: Readonly<Record<BackEnd, string>> = {
  embedded: 'Temporal on SQLite journal_mode=wal synchronous=full',
  postgresql: `Temporal in databases of its own on that PostgreSQL server, ${historyShards} history shards`,
};
