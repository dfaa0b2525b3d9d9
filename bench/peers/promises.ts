/**
 * What each contender promises. Of a peer: what it gives, by its own documentation, and what the program here makes of it.
 * Sources: docs.dbos.dev/typescript (steps, workflow communication, transactions and data sources, workflow management)
 * and docs.restate.dev (durable steps, external events, invocations, server configuration), and what their packages say.
 */
import type { Contender } from './peer.js';

interface Promised {
  readonly what: string;
  readonly by: Readonly<Record<Contender, string>>;
}

export const promises: readonly Promised[] = [
  {
    what: 'one call to the provider, also across a crash',
    by: {
      O2: 'yes: the intent is committed first, and who may have called is settled by asking the provider before any other call',
      DBOS: 'no: a step is tried at least once, and a call under way in a crash is made again; it carries the same reference, by which this provider deduplicates nothing',
      Restate:
        'no: a run is repeated until its result is in the journal, and a call under way in a crash is made again, with the same reference',
    },
  },
  {
    what: 'receipt deadline',
    by: {
      O2: 'yes, of each route; then the next route, or a person',
      DBOS: 'a durable timeout of `recv`, used here; what follows it is not written: the notice stays untold',
      Restate:
        'a durable timeout of a promise, used here; what follows it is not written: the notice stays untold',
    },
  },
  {
    what: 'late and repeated receipts',
    by: {
      O2: 'recorded whenever they come, also after the end; one that contradicts the outcome raises an alarm',
      DBOS: 'one of each code by an idempotency key; a later one than that which was waited for is kept and never read',
      Restate: 'the first settles the promise; another one is dropped here',
    },
  },
  {
    what: 'window of business hours, quiet hours',
    by: {
      O2: 'yes, by a calendar, and judged again just before the call',
      DBOS: 'a durable sleep to build it from; not done',
      Restate: 'a durable sleep to build it from; not done',
    },
  },
  {
    what: 'the provider’s limit',
    by: {
      O2: 'yes, without burst, shared out among processes',
      DBOS: 'queues with a limit for a period; not done',
      Restate: 'limits of concurrency, in preview; not done',
    },
  },
  {
    what: 'failover between providers',
    by: {
      O2: 'yes, by failure class, within milliseconds',
      DBOS: 'not done: the same step may be retried, another provider is the program’s to write',
      Restate: 'not done: the same run is retried, another provider is the program’s to write',
    },
  },
  {
    what: 'task for a person',
    by: {
      O2: 'yes, with a deadline, a reminder, an alarm and a page',
      DBOS: 'a workflow can wait for one; list, deadline and page are not done',
      Restate: 'a workflow can wait for one; list, deadline and page are not done',
    },
  },
  {
    what: 'replayable history',
    by: {
      O2: 'yes: Temporal’s event histories, for 30 days, readable in its UI, and recorded ones are replayed against new code in CI',
      DBOS: 'inputs and each step’s output, kept in PostgreSQL; a workflow can be forked or rewound at a step; no test of new code against recorded ones is described',
      Restate:
        'a journal, kept for a day after the end unless told otherwise, asked by SQL; an invocation can be restarted from a prefix; no test of new code against recorded ones is described',
    },
  },
  {
    what: 'the same report again, and a changed one',
    by: {
      O2: 'known again; a changed one is refused, and the difference named',
      DBOS: 'known again by workflow id and idempotency key; a changed one is not noticed',
      Restate: 'known again by the workflow’s key; a changed one is not noticed',
    },
  },
  {
    what: 'ledger and engine in one transaction',
    by: {
      O2: 'no: ledger first, and a relay tells Temporal until it has acknowledged',
      DBOS: 'possible with its data sources, in one PostgreSQL; not done: those that could be had do not go with this SDK, so each step’s statement may be repeated instead',
      Restate: 'no: each step’s statement may be repeated instead',
    },
  },
  {
    what: 'applicants’ data',
    by: {
      O2: 'sealed in the ledger; Temporal has references and enums, under a codec',
      DBOS: 'a serializer can be given; here it stands in clear text in ledger and journal',
      Restate: 'a codec for the journal can be given; here it stands in clear text in ledger and journal',
    },
  },
];
