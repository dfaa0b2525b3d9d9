/** The one thing a worker answers to by HTTP: `GET /metrics`, to this machine or to whom the configuration names. */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from '../runtime/logging/logger.js';
import { mayReadMetrics } from '../runtime/metrics/readers.js';
import { metricsContentType } from '../runtime/metrics/state.js';
import type { AddressList } from '../runtime/network/address-list.js';

export interface MetricsDoorOptions {
  readonly host: string;
  readonly port: number;
  /** Who may read, as it is in force. */
  readonly sources: () => AddressList | undefined;
  readonly text: () => Promise<string>;
  readonly logger: Logger;
}

export interface MetricsDoor {
  readonly port: number;
  close(): Promise<void>;
}

/** A request is a line and a few headers. */
const arrivesWithinMs = 5_000;
const mostHeaderBytes = 8 * 1024;
/** Readers are a few; whoever else comes waits outside. */
const mostConnections = 20;

/** Listens; whatever is asked otherwise, or by whoever may not read, is answered as if there were nothing. */
export async function openMetricsDoor(options: MetricsDoorOptions): Promise<MetricsDoor> {
  const { host, port, sources, text, logger } = options;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const isAsked = request.method === 'GET' && request.url?.split('?')[0] === '/metrics';
    if (!isAsked || !mayReadMetrics(request.headers, request.socket.remoteAddress ?? '', sources())) {
      response.writeHead(404).end();
      return;
    }
    const said = await text();
    response.writeHead(200, { 'content-type': metricsContentType, 'cache-control': 'no-store' }).end(said);
  };
  const server = createServer(
    {
      requestTimeout: arrivesWithinMs,
      headersTimeout: arrivesWithinMs,
      connectionsCheckingInterval: 1_000,
      maxHeaderSize: mostHeaderBytes,
    },
    (request, response) => {
      answer(request, response).catch((failure: unknown) => {
        logger.warn({ err: failure }, 'metrics could not be told');
        response.writeHead(500).end();
      });
    },
  );
  server.maxConnections = mostConnections;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.removeListener('error', reject);
      resolve();
    });
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}
