/** The alternatives that are measured beside ours, by their own names. */

export const peers = ['DBOS', 'Restate'] as const;
export type Peer = (typeof peers)[number];

/** `O2` is ours, with everything by HTTP, as on the ladder. */
export const contenders = ['O2', ...peers] as const;
export type Contender = (typeof contenders)[number];

export const isPeer = (contender: Contender): contender is Peer => contender !== 'O2';

/** What each is, in words for the tables. */
export const contenderInWords: Readonly<Record<Contender, string>> = {
  O2: 'ours, everything by HTTP',
  DBOS: 'DBOS Transact, in the program, its journal in the same PostgreSQL',
  Restate: 'a Restate server, and a program that serves its handlers',
};
