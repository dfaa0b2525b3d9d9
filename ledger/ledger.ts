/** The ledger: PostgreSQL, the one place where applicant data and the record of facts live. */
import type { PoolClient } from 'pg';
import { Client, Pool, types } from 'pg';
import { keepToDeadline } from './deadline.js';
import { GatheringSocket } from './gathering-socket.js';
import { withoutValues } from './refused-statement.js';

/** What a statement needs: a transaction or the pool. */
export interface Queryable {
  /** Runs one statement; rows come with the names given in the statement. */
  query<Row>(text: string, values?: readonly unknown[], plan?: Planning): Promise<Row[]>;
}

/**
 * `kept`, unless it is said: a connection plans a statement that comes again and again once, and keeps the plan. `anew`:
 * each time for the values given, where these decide how it is best done.
 */
export type Planning = 'kept' | 'anew';

export interface LedgerOptions {
  readonly url: string;
  /** Most connections of this process; 10 by default. */
  readonly connections?: number;
  /** Told of a connection that broke while idle. */
  readonly onError?: (failure: Error) => void;
}

const timestamptz = 1184;
const bigint = 20;

const defaultParser = types.getTypeParser as (oid: number, format?: string) => (value: string) => unknown;

/** Instants leave the ledger as epoch milliseconds, counts as numbers; everything else as `pg` has it. */
const rowTypes = {
  getTypeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
    if (oid === timestamptz) return (value) => Date.parse(value);
    if (oid === bigint) return Number;
    return defaultParser(oid, format);
  },
};

/** A statement is known to PostgreSQL by name once it has come so often: what comes seldom is not worth keeping. */
const worthKeeping = 3;
/** Of all connections; statements are written in the sources, and there are some hundreds. */
const mostKept = 1_000;
const seen = new Map<string, number>();
const names = new Map<string, string>();

/** The name under which a connection keeps a statement's plan; none where it is not to, or not yet. */
function nameOf(text: string, plan: Planning): { readonly name?: string } {
  if (plan === 'anew') return {};
  const known = names.get(text);
  if (known !== undefined) return { name: known };
  const times = (seen.get(text) ?? 0) + 1;
  if (seen.size < mostKept || seen.has(text)) seen.set(text, times);
  if (times < worthKeeping) return {};
  const name = `s${names.size + 1}`;
  names.set(text, name);
  return { name };
}

const queryableOf = (client: Pool | PoolClient): Queryable => ({
  query: async <Row>(text: string, values: readonly unknown[] = [], plan: Planning = 'kept') => {
    keepToDeadline();
    try {
      // Without values it may be several statements, or one that cannot be kept.
      const name = values.length === 0 ? {} : nameOf(text, plan);
      const result = await client.query({ ...name, text, values: [...values] });
      return result.rows as Row[];
    } catch (failure) {
      throw withoutValues(failure);
    }
  },
});

export class Ledger implements Queryable {
  readonly #pool: Pool;
  readonly #url: string;
  readonly #all: Queryable;

  constructor({ url, connections = 10, onError }: LedgerOptions) {
    this.#url = url;
    this.#pool = new Pool({
      connectionString: url,
      max: connections,
      connectionTimeoutMillis: 5_000,
      // A statement that hangs must not hold a row lock against a provider's 700 ms for ever.
      statement_timeout: 10_000,
      types: rowTypes,
      // A statement is on its way before the one before it was answered, where nobody waits for that.
      pipeline: true,
      stream: () => new GatheringSocket(),
    });
    this.#pool.on('error', (failure) => onError?.(failure));
    this.#all = queryableOf(this.#pool);
  }

  query<Row>(text: string, values?: readonly unknown[], plan?: Planning): Promise<Row[]> {
    return this.#all.query<Row>(text, values, plan);
  }

  /** All of `body` is committed, or nothing of it; nothing past the deadline of whoever waits (deadline.ts). */
  async transaction<Answer>(body: (tx: Queryable) => Promise<Answer>): Promise<Answer> {
    const client = await this.#pool.connect();
    let broken: Error | undefined;
    // A connection that breaks between two statements has nobody else to tell: unheard, it ends the process.
    const lost = (failure: Error) => (broken = failure);
    client.on('error', lost);
    try {
      // It may have taken its time to get here.
      keepToDeadline();
      const begun = client.query('BEGIN');
      // Whatever keeps it from beginning fails the first statement too, and is told by that.
      begun.catch(() => undefined);
      const answer = await body(queryableOf(client));
      await begun;
      keepToDeadline();
      // PostgreSQL answers COMMIT with ROLLBACK where a statement failed and the body went on.
      const { command } = await client.query('COMMIT');
      if (command !== 'COMMIT') throw new Error('a statement had failed: nothing was committed');
      return answer;
    } catch (failure) {
      await client.query('ROLLBACK').catch(lost);
      throw withoutValues(failure);
    } finally {
      client.removeListener('error', lost);
      client.release(broken);
    }
  }

  /**
   * Hears notifications on a channel until stopped; a lost connection is taken up again. The
   * listener must not rely on hearing every one: what was said while disconnected is not repeated.
   */
  listen(channel: string, heard: (payload: string) => void): { ready: Promise<void>; stop(): Promise<void> } {
    let stopped = false;
    let client: Client | undefined;
    let again: NodeJS.Timeout | undefined;
    const connect = async (): Promise<void> => {
      const fresh = new Client({ connectionString: this.#url, connectionTimeoutMillis: 5_000 });
      fresh.on('notification', (message) => heard(message.payload ?? ''));
      fresh.on('error', () => retry(fresh));
      fresh.on('end', () => retry(fresh));
      client = fresh;
      await fresh.connect();
      if (stopped) return fresh.end();
      await fresh.query(`LISTEN ${fresh.escapeIdentifier(channel)}`);
    };
    const retry = (lost: Client): void => {
      if (stopped || client !== lost) return;
      client = undefined;
      again = setTimeout(() => void connect().catch(() => client && retry(client)), 500);
    };
    const ready = connect().catch((failure: unknown) => {
      // Whoever could not begin to listen is told so, and is not listened for behind their back.
      stopped = true;
      clearTimeout(again);
      throw withoutValues(failure);
    });
    return {
      ready,
      stop: async () => {
        stopped = true;
        clearTimeout(again);
        await client?.end().catch(() => undefined);
      },
    };
  }

  /** Waits for running statements and closes every connection. */
  close(): Promise<void> {
    return this.#pool.end();
  }
}

/** The unique index a write collided with, or undefined if it failed otherwise. */
export function collidedWith(failure: unknown): string | undefined {
  const { code, constraint } = failure as { code?: string; constraint?: string };
  return code === '23505' ? constraint : undefined;
}

/** Instants go into the ledger as dates. */
export const instant = (ms: number | undefined): Date | null => (ms === undefined ? null : new Date(ms));
