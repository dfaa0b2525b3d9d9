/** Reads what was reported: the agreed shape first, then whether it can be kept and sent as it is. */
import type { z } from 'zod';
import { Refusal } from '../../domain/failure/catalogue.js';
import { faultsOf } from '../../domain/report/schemas.js';

/**
 * The body, or a {@link Refusal} `body-invalid` with one line a fault: names and expectations, never
 * values.
 */
export function readBody<Body>(schema: z.ZodType<Body>, given: unknown): Body {
  const read = schema.safeParse(given);
  const faults = read.success ? unkeepable(read.data, []) : faultsOf(read.error);
  if (read.success && faults.length === 0) return read.data;
  throw new Refusal('body-invalid', faults);
}

/** NUL ends a text for half the world, and half a surrogate pair is no character: neither can be kept. */
const unwritable = /\0|\p{Surrogate}/u;
/** ISO 8601 knows a year 0, the ledger's calendar does not. */
const yearZero = /^0000-\d\d-\d\d/;
const dates: readonly (string | undefined)[] = ['decidedAt', 'dueDate', 'validUntil'];

/** Faults in a body of the agreed shape; its fields are known, so their names can be told. */
function unkeepable(value: unknown, path: readonly string[]): string[] {
  if (typeof value === 'string') {
    const name = path.join('.');
    if (unwritable.test(value)) return [`${name}: must not contain NUL or unpaired surrogates`];
    return dates.includes(path.at(-1)) && yearZero.test(value) ? [`${name}: expected a year from 1`] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => unkeepable(member, [...path, key]));
}
