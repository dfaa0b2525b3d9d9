/**
 * The program on DBOS Transact, which is a library: workflow, steps, the door and its journal's queries are one process.
 * Its documentation has workflows started from handlers, told of events by `DBOS.send`, and waiting by `DBOS.recv`.
 */
import { DBOS } from '@dbos-inc/dbos-sdk';
import { PeerLedger } from '../program/ledger.js';
import { openProvider } from '../program/provider.js';
import type { Applicant } from '../program/provider.js';
import { makeDoor } from '../program/door.js';
import { runProgram } from '../program/run.js';
import { dbosStory, receiptTopic, reportedTopic } from './story.js';

runProgram(async ({ databaseUrl, configurationFile, port }) => {
  const ledger = new PeerLedger(databaseUrl);
  const story = dbosStory(ledger, openProvider(configurationFile));
  DBOS.setConfig({
    name: 'bench-peer',
    systemDatabaseUrl: databaseUrl,
    // What a killed process had under way is taken up by the next one of the same version.
    applicationVersion: '1',
    logLevel: 'warn',
  });
  await DBOS.launch();
  const door = makeDoor(ledger, (applicationId, news) =>
    DBOS.send(applicationId, news, receiptTopic(news.nth), `receipt ${news.nth} ${news.code}`),
  );
  // A workflow of an id begins once, whatever is reported again.
  door.post<{ Params: { id: string }; Body: Applicant }>(
    '/applications/:id',
    async ({ params: { id }, body }) => {
      await DBOS.startWorkflow(story, { workflowID: id })(id, body);
      return {};
    },
  );
  door.post<{ Params: { id: string }; Body: { nth: number } }>(
    '/applications/:id/stages',
    async ({ params: { id }, body: { nth } }) => {
      await DBOS.send(id, { nth }, reportedTopic(nth), `reported ${nth}`);
      return {};
    },
  );
  await door.listen({ port, host: '127.0.0.1' });
  return async () => {
    await door.close();
    await DBOS.shutdown();
    await ledger.close();
  };
});
