/** Closes a switch over one of our own unions: a new member becomes a compile error here. */
export function assertNever(value: never): never {
  throw new TypeError(`not handled: ${JSON.stringify(value)}`);
}
