/** The loan system of a benchmark, as a process of its own. */

import { bareWay, toldSocket } from './bare-way.js';
import type { ToldSocket } from './bare-way.js';
import { Feed } from './feed.js';
import { httpWay } from './http-way.js';
import type { Answer, Order } from './orders.js';
import { ourWay } from './our-way.js';
import { peerWay } from './peer-way.js';
import type { Hears, Way } from './way.js';

const say = (answer: Answer): void => void process.send?.(answer);

function wayOf(
  { rung, file, commits, reportsTo }: Extract<Order, { kind: 'begin' }>,
  told: ToldSocket,
  hears: Hears,
): Promise<Way> | Way {
  switch (rung) {
    case 'S0':
    case 'F0':
    case 'F1':
      return bareWay(
        {
          address: file.temporalAddress,
          namespace: file.temporalNamespace,
          databaseUrl: file.databaseUrl,
          sequence: rung === 'S0' ? 'shortest' : 'like-ours',
          commits,
          told,
        },
        hears,
      );
    case 'O1':
      return ourWay(file, hears);
    case 'O2':
      return httpWay(file, hears);
    case 'DBOS':
    case 'Restate':
      return peerWay({ peer: rung, doorUrl: file.apiUrl, reportsTo: reportsTo ?? file.apiUrl }, hears);
  }
}

async function main(): Promise<void> {
  const told = await toldSocket();
  let feed: Feed | undefined;
  const begin = async (order: Extract<Order, { kind: 'begin' }>): Promise<void> => {
    const way = await wayOf(order, told, (id, nth) => feed?.hear(id, nth));
    feed = new Feed(way, order);
    await feed.run(order.load);
    await way.close();
    say({ kind: 'fed', finished: feed.finished });
  };
  process.on('message', (order: Order) => {
    if (order.kind === 'begin')
      begin(order).catch((failure: unknown) =>
        say({ kind: 'failed', message: failure instanceof Error ? failure.message : String(failure) }),
      );
    else if (order.kind === 'end') feed?.end();
    else
      say({
        kind: 'marked',
        finished: feed?.finished.length ?? 0,
        underWay: feed?.underWay ?? 0,
        reported: feed?.reported ?? 0,
      });
  });
  process.once('disconnect', () => process.exit(0));
  say({ kind: 'up', toldPort: told.port });
}

void main();
