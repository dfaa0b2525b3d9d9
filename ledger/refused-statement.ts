import { DatabaseError } from 'pg';

/**
 * A statement PostgreSQL refused, without the values it was about: the driver's own error carries
 * the failing row in `detail`, and quotes what it could not read.
 */
export class RefusedStatement extends Error {
  override readonly name = 'RefusedStatement';
  constructor(
    message: string,
    /** SQLSTATE, such as `23505`. */
    readonly code: string,
    /** The constraint or unique index that refused, where one did. */
    readonly constraint: string | undefined,
  ) {
    super(message);
  }
}

/** SQLSTATE class 22, data exceptions: their messages quote the value after a colon or in quotes. */
const quotesValues = '22';

/** What is thrown on in place of a driver's error; anything else, such as a lost connection, as it is. */
export function withoutValues(failure: unknown): unknown {
  if (!(failure instanceof DatabaseError)) return failure;
  const { code = 'unknown', message, constraint } = failure;
  const told = code.startsWith(quotesValues) ? (message.split(/[:"]/)[0] ?? '').trim() : message;
  return new RefusedStatement(`${told} (SQLSTATE ${code})`, code, constraint);
}
