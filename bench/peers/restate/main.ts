/**
 * The program beside a Restate server: it serves the handlers that the server calls, and the door through which receipts
 * come. The loan system reports to the server's ingress, as its documentation has it.
 */
import { createServer } from 'node:http2';
import * as restate from '@restatedev/restate-sdk';
import * as clients from '@restatedev/restate-sdk-clients';
import { makeDoor } from '../program/door.js';
import { PeerLedger } from '../program/ledger.js';
import { openProvider } from '../program/provider.js';
import { runProgram } from '../program/run.js';
import { readReach } from '../restate-server/reach.js';
import { restateStory } from './story.js';
import { ensureWithResolvers } from './with-resolvers.js';

const host = '127.0.0.1';

ensureWithResolvers();
runProgram(async ({ databaseUrl, configurationFile, port }) => {
  const { ingress, admin, handlers } = readReach();
  const ledger = new PeerLedger(databaseUrl);
  const story = restateStory(ledger, openProvider(configurationFile));
  const endpoint = createServer(restate.createEndpointHandler({ services: [story] }));
  await new Promise<void>((resolve) => endpoint.listen(handlers, host, resolve));
  await register(`http://${host}:${admin}`, `http://${host}:${handlers}`);
  const server = clients.connect({ url: `http://${host}:${ingress}` });
  const door = makeDoor(ledger, async (applicationId, news) => {
    await server.workflowClient(story, applicationId).receipt(news);
  });
  await door.listen({ port, host });
  return async () => {
    await door.close();
    endpoint.close();
    await ledger.close();
  };
});

/** Tells the server where the handlers are; after a restart it is told again, and knows. */
async function register(adminUrl: string, uri: string): Promise<void> {
  const answer = await fetch(`${adminUrl}/deployments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ uri }),
  });
  if (!answer.ok) throw new Error(`the handlers were not registered: ${await answer.text()}`);
}
