/** The SDK calls `Promise.withResolvers`, which Node has from 22 on: on Node 20 it is given one that does the same. */

interface Resolvers {
  readonly promise: Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

function withResolvers(): Resolvers {
  let settle: Omit<Resolvers, 'promise'> | undefined;
  const promise = new Promise<unknown>((resolve, reject) => (settle = { resolve, reject }));
  if (settle === undefined) throw new Error('a promise did not begin');
  return { promise, ...settle };
}

/** To be called before the SDK serves anything. */
export function ensureWithResolvers(): void {
  if (!('withResolvers' in Promise)) Object.assign(Promise, { withResolvers });
}
