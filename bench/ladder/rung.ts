/** The rungs of the ladder: the same three notices an application, each with more of what is ours. */

export const rungs = ['S0', 'F0', 'F1', 'O1', 'O2'] as const;
export type Rung = (typeof rungs)[number];

/** Whether it is our own stack that does it, and not a bare workflow. */
export const isOurs = (rung: Rung): boolean => rung === 'O1' || rung === 'O2';

/** What each does, in words for the tables. */
export const rungInWords: Readonly<Record<Rung, string>> = {
  S0: 'the shortest sequence that can do three notices, empty activities',
  F0: 'our sequence of history events, empty activities',
  F1: 'F0 and as many bare commits in PostgreSQL as we make',
  O1: 'our worker, fed by the typed client',
  O2: 'everything by HTTP, receipts through the door',
};

/** The notices of an application, in their order. */
export const noticesEach = 3;
