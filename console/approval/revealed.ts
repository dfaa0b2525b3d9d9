/** What was sealed, laid out by field: what it was before and what it would be. */

/** `before` and `after` as texts; undefined where there is nothing. */
export interface RevealedField {
  /** `guidance`, `urgent.reason`, `consent.sms`. */
  readonly name: string;
  readonly before?: string;
  readonly after?: string;
}

interface Said {
  readonly yes: string;
  readonly no: string;
}

/**
 * Only what differs, or is given anew, of what is `replaced` as a whole (a decision); of a correction of single contacts
 * what it names, `null` being taken away.
 */
export function revealedFields(before: unknown, values: unknown, said: Said): RevealedField[] {
  const [then, now] = [flat(before, said), flat(values, said)];
  const names = [...new Set([...now.keys(), ...then.keys()])];
  return names.map((name) => {
    const [was, is] = [then.get(name), now.get(name)];
    return {
      name,
      ...(was === undefined ? {} : { before: was }),
      ...(is === undefined ? {} : { after: is }),
    };
  });
}

function flat(values: unknown, said: Said, path = ''): Map<string, string> {
  if (values === null || values === undefined) return new Map();
  if (typeof values === 'boolean') return new Map([[path, values ? said.yes : said.no]]);
  if (Array.isArray(values)) return new Map([[path, values.map(String).join('\n')]]);
  if (typeof values === 'string' || typeof values === 'number') return new Map([[path, String(values)]]);
  if (typeof values !== 'object') return new Map();
  return new Map(
    Object.entries(values).flatMap(([name, value]) => [
      ...flat(value, said, path === '' ? name : `${path}.${name}`),
    ]),
  );
}
