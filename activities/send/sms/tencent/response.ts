import type { Exchange } from '../../exchange.js';

/** An object of the provider's, of which nothing is taken for granted. */
export type Fields = ReadonlyMap<string, unknown>;

/** The fields of a JSON object; undefined for anything else. */
export const fieldsOf = (value: unknown): Fields | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? new Map(Object.entries(value))
    : undefined;

/** What stands in `Response`: an error as a whole, or the operation's own fields; undefined where neither does. */
export function responseOf({
  body,
}: Extract<Exchange, { kind: 'answer' }>):
  { readonly error: Fields } | { readonly said: Fields } | undefined {
  const said = fieldsOf(body['Response']);
  if (said?.get('Error') === undefined) return said && { said };
  const error = fieldsOf(said.get('Error'));
  return error && { error };
}
