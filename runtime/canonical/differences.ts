type Members = Readonly<Record<string, unknown>>;

const isComposite = (value: unknown): value is Members => typeof value === 'object' && value !== null;

/** A member that is not the object's own (`__proto__`) counts as absent. */
const memberOf = (value: Members, key: string): unknown =>
  Object.hasOwn(value, key) ? value[key] : undefined;

const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

function collect(a: unknown, b: unknown, path: string, found: string[]): void {
  if (!isComposite(a) || !isComposite(b) || Array.isArray(a) !== Array.isArray(b)) {
    if (!Object.is(a, b) && !(a === 0 && b === 0)) found.push(path);
    return;
  }
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
  for (const key of keys) collect(memberOf(a, key), memberOf(b, key), `${path}/${escaped(key)}`, found);
}

/**
 * Where two JSON values differ, as JSON pointers (RFC 6901) in sorted order: `/contacts/mobile`,
 * `/documents/1`; the empty text is the whole value. Names only, never what stands there; empty
 * when both have the same canonical JSON.
 */
export function differences(a: unknown, b: unknown): string[] {
  const found: string[] = [];
  collect(a, b, '', found);
  return found;
}
