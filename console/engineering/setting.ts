/** Settings as a tree of names, and as lines that can be looked through. */

export type Value = string | number | boolean | null | readonly Value[] | { readonly [name: string]: Value };

export interface Line {
  /** `routes[0].weight` */
  readonly path: string;
  readonly value: string;
}

export const isBranch = (value: Value): value is readonly Value[] | { readonly [name: string]: Value } =>
  typeof value === 'object' && value !== null;

/** What stands in a branch, by name; members of a list by their place, and by what they call themselves. */
export function membersOf(
  value: readonly Value[] | { readonly [name: string]: Value },
): readonly { readonly step: string; readonly title: string; readonly value: Value }[] {
  if (isList(value))
    return value.map((member, nth) => {
      const own = ownName(member);
      return { step: `[${nth}]`, title: own ?? String(nth + 1), value: member };
    });
  return Object.entries(value).map(([name, member]) => ({ step: `.${name}`, title: name, value: member }));
}

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

/** Routes, endpoints and the like are called something. */
function ownName(value: Value): string | undefined {
  if (!isBranch(value) || isList(value)) return undefined;
  const { route, name } = value;
  return [route, name].find((one): one is string => typeof one === 'string');
}

export const leafText = (value: string | number | boolean | null): string =>
  typeof value === 'string' ? value : String(value);

/** Every setting in one line, in the order of the tree. */
export function linesOf(value: Value, path = ''): Line[] {
  if (!isBranch(value)) return [{ path: path.replace(/^\./, ''), value: leafText(value) }];
  const members = membersOf(value);
  if (members.length === 0) return [{ path: path.replace(/^\./, ''), value: isList(value) ? '[]' : '{}' }];
  return members.flatMap((member) => linesOf(member.value, path + member.step));
}

/** Lines that hold every word of what is looked for, in name or value. */
export function found(lines: readonly Line[], sought: string): readonly Line[] {
  const words = sought.toLowerCase().split(/\s+/).filter(Boolean);
  return lines.filter(({ path, value }) => {
    const text = `${path} ${value}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
