/** Pushes for as long as it is not stopped; one in each process of the API. */
import { placeAnnouncements } from '../../ledger/announcement/place.js';
import { knowEndpoints, pump } from './dispatch.js';
import type { WebhookWorld } from './dispatch.js';
import type { WebhookEndpoint } from './endpoint.js';

export interface DispatcherTimes {
  /** How often it looks for what is new; 500 ms unless told. */
  readonly everyMs?: number;
  /**
   * What is on its way when it is stopped has so long to be answered, 2 s unless told; then it is broken off, and sent
   * again by whoever is next.
   */
  readonly partingMs?: number;
}

/** Looks again and again for what is new; what is slow at one endpoint holds no other up. */
export function startDispatcher(
  world: WebhookWorld,
  { everyMs = 500, partingMs = 2_000 }: DispatcherTimes = {},
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const breakingOff = new AbortController();
  const pumps = new Map<string, Promise<void>>();
  let known: readonly WebhookEndpoint[] | undefined;
  let isAway = false;
  let timer: NodeJS.Timeout | undefined;
  let wake: (() => void) | undefined;

  const look = async (): Promise<void> => {
    await placeAnnouncements(world.ledger);
    const endpoints = world.endpoints();
    if (endpoints !== known) await knowEndpoints(world, endpoints);
    known = endpoints;
    for (const { name } of endpoints) {
      if (pumps.has(name)) continue;
      const pumping = pump(
        world,
        name,
        { stopping: stopping.signal, breakingOff: breakingOff.signal },
        everyMs,
      )
        .catch((err: unknown) => world.logger.warn({ err, endpoint: name }, 'webhooks wait for the ledger'))
        .finally(() => pumps.delete(name));
      pumps.set(name, pumping);
    }
  };
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        await look();
        isAway = false;
      } catch (err) {
        if (!isAway) world.logger.warn({ err }, 'webhooks wait for the ledger');
        isAway = true;
      }
      await new Promise<void>((resolve) => {
        wake = resolve;
        timer = setTimeout(resolve, everyMs);
      });
    }
  };
  const running = run();
  return {
    stop: async () => {
      stopping.abort();
      clearTimeout(timer);
      wake?.();
      const parting = setTimeout(() => breakingOff.abort(), partingMs);
      await running;
      await Promise.all(pumps.values());
      clearTimeout(parting);
    },
  };
}
