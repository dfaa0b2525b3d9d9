/** Clients that others have taken the place of: each is closed when nobody can be calling through it any more. */
import type { Carrier } from '../activities/send/carrier.js';

type Client = Pick<Carrier, 'close'>;

/** A send activity, which takes its route as it begins, is timed out after 67 s at the latest. */
const lastCallMs = 120_000;

/** Keeps them until they are done with, or until the process ends. */
export function retirement(): { retire(client: Client): void; closeAll(): void } {
  const retired = new Set<Client>();
  const close = (client: Client): void => {
    if (retired.delete(client)) client.close();
  };
  return {
    retire: (client) => {
      retired.add(client);
      setTimeout(() => close(client), lastCallMs).unref();
    },
    closeAll: () => {
      for (const client of retired) close(client);
    },
  };
}
