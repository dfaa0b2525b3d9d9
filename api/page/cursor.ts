/** Lists in pages: each tells where the next begins, so that what comes in between moves nothing. */
import { z } from 'zod';
import { Refusal } from '../../domain/failure/catalogue.js';

/** How many a page holds at most, and unless told. */
const mostOnPage = 100;
const usualOnPage = 50;

export const limitSchema = z
  .int()
  .min(1)
  .max(mostOnPage)
  .default(usualOnPage)
  .meta({ description: 'how many at most' });
export const cursorSchema = z
  .string()
  .max(512)
  .optional()
  .meta({ description: '`next` of the page before; the filter must be the same' });

/** The same in an address, where everything is text. */
export const pageQuery = {
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(mostOnPage)
    .default(usualOnPage)
    .meta({ description: 'how many at most' }),
  cursor: cursorSchema,
};

export const nextSchema = z
  .string()
  .optional()
  .meta({ description: 'where the next page begins; not there on the last' });

/** A place in a list as an opaque text; it holds identities and instants alone. */
export const cursorOf = (place: object): string => Buffer.from(JSON.stringify(place)).toString('base64url');

/** The place a cursor tells; a {@link Refusal} `request-invalid` where it is none of this list's. */
export function placeOf<Place>(schema: z.ZodType<Place>, cursor: string | undefined): Place | undefined {
  if (cursor === undefined) return undefined;
  const read = schema.safeParse(jsonOf(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (!read.success) throw new Refusal('request-invalid', ['cursor: expected `next` of a page of this list']);
  return read.data;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The rows of a page, of which one more than `limit` was looked for, and where the next begins. */
export function pageOf<Row>(
  rows: readonly Row[],
  limit: number,
  place: (row: Row) => object,
): { readonly rows: readonly Row[]; readonly next?: string } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return rows.length > limit && last !== undefined
    ? { rows: shown, next: cursorOf(place(last)) }
    : { rows: shown };
}
