/** A few cids at hand: JPush deduplicates only by those it gave out itself. */
import type { Exchange } from '../../exchange.js';
import { cidsOf } from './answer.js';
import type { Rejection } from './answer.js';

/** As many as JPush gives out at once to every customer. */
export const cidsAtOnce = 10;

/** A cid is good for a day from when it was given out; an attempt that gets it late could not be repeated for long. */
const keptForMs = 3_600_000;

/** Takes a cid that nobody else takes, or says why there is none. */
export interface CidPool {
  take(): Promise<{ readonly cid: string } | Rejection>;
}

/** `fetchCids` asks JPush for some; `now` in epoch milliseconds. */
export function openCidPool(fetchCids: () => Promise<Exchange>, now: () => number): CidPool {
  const pool: { readonly cid: string; readonly at: number }[] = [];
  let fetching: Promise<Rejection | undefined> | undefined;

  const fill = async (): Promise<Rejection | undefined> => {
    const at = now();
    const cids = cidsOf(await fetchCids());
    if ('result' in cids) return cids;
    pool.push(...cids.map((cid) => ({ cid, at })));
    return undefined;
  };

  return {
    take: async () => {
      for (;;) {
        const one = pool.shift();
        if (one !== undefined && now() - one.at < keptForMs) return { cid: one.cid };
        if (one !== undefined) continue;
        fetching ??= fill().finally(() => (fetching = undefined));
        const refusal = await fetching;
        if (refusal !== undefined) return refusal;
      }
    },
  };
}
