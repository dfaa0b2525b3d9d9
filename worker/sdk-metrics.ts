/** The metrics of Temporal's SDK: its core gives them out by a server of its own, which only this process has to find. */
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { Runtime } from '@temporalio/worker';
import type { Logger } from '../runtime/logging/logger.js';
import { temporalRuntimeOptions } from '../runtime/logging/temporal-logs.js';

/** Somebody else may take a port that was free a moment ago. */
const mostTries = 3;
const answersWithinMs = 2_000;

/** Installs the runtime without them. */
export function installRuntime(logger: Logger): void {
  Runtime.install(temporalRuntimeOptions(logger));
}

/**
 * Installs the runtime so that it gives its metrics out, on loopback alone; answers how to read them. The core takes an
 * address and does not tell which port it was given, so a free one is looked for.
 */
export async function installMeasuredRuntime(logger: Logger): Promise<() => Promise<string>> {
  for (let tries = 1; ; tries += 1) {
    const address = `127.0.0.1:${await freeLoopbackPort()}`;
    try {
      Runtime.install(temporalRuntimeOptions(logger, address));
      return () => read(address);
    } catch (failure) {
      if (tries >= mostTries) throw failure;
      logger.warn({ err: failure }, 'the SDK could not give out its metrics there: another port is tried');
    }
  }
}

function freeLoopbackPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port: 0 }, () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

async function read(address: string): Promise<string> {
  const response = await fetch(`http://${address}/metrics`, { signal: AbortSignal.timeout(answersWithinMs) });
  if (!response.ok) throw new Error(`the SDK's metrics were answered with ${response.status}`);
  return response.text();
}
