/** The typed client, and receipts recorded as the door records them, without the door: no HTTP of ours in between. */
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { ReceiptRecorder } from '../../../api/receipt/recorder.js';
import { receiptReaders } from '../../../api/receipt/readers.js';
import { recordPush } from '../../../api/receipt/record-push.js';
import { openBank } from '../../../cli/bank/open-bank.js';
import type { StackFile } from '../../../cli/stack/stack-file.js';
import { readAnnouncements } from '../../../client/announcement/read.js';
import { reportApplication } from '../../../client/intake/applications.js';
import { reportStage } from '../../../client/intake/stages.js';
import { soonTeller } from '../../../client/relay/tell-soon.js';
import { applicationBody, looking, stageBodies, stageNames } from './way.js';
import type { Hears, Way } from './way.js';

/** The route every notice goes by. */
const route = 'sms/aliyun';
const mostAtOnce = 1_000;

export async function ourWay(file: StackFile, hears: Hears): Promise<Way> {
  const bank = openBank(file);
  const recorder = new ReceiptRecorder(bank);
  const tellSoon = soonTeller(bank);
  const reader = receiptReaders['aliyun-sms'];
  if (reader === undefined) throw new Error('nobody reads the receipts of Aliyun');
  const server = createServer((request, response) => {
    const take = async (): Promise<void> => {
      const { receipts } = reader.read(JSON.parse(await bodyOf(request)));
      for (const { tell } of await recordPush(recorder, route, receipts))
        if (tell !== undefined) tellSoon(tell);
      response.setHeader('content-type', 'application/json').end(JSON.stringify(reader.taken));
    };
    take().catch(() => response.writeHead(503).end());
  });
  await new Promise<void>((resolve) =>
    server.listen(Number(new URL(file.apiUrl).port), '127.0.0.1', resolve),
  );
  let after = 0;
  const looks = looking(async () => {
    for (const announcement of await readAnnouncements(bank.ledger, after, mostAtOnce)) {
      after = announcement.announcementId;
      if (announcement.kind === 'notice.delivered')
        hears(announcement.applicationId, nthOf(announcement.stage));
    }
  });
  const goOn = async (applicationId: string, nth: number): Promise<void> => {
    const stage = stageNames[nth - 1] ?? '';
    await reportStage(bank, applicationId, stage, 1, stageBodies[stage as (typeof stageNames)[number]]);
  };
  return {
    begin: async (applicationId, n) => {
      await reportApplication(bank, applicationId, applicationBody(n));
      await goOn(applicationId, 1);
    },
    goOn,
    close: async () => {
      await looks.end();
      server.closeAllConnections();
      server.close();
      await bank.close();
    },
  };
}

/** Which notice of an application a stage's is. */
export const nthOf = (stage: string | undefined): number =>
  stageNames.findIndex((name) => name === stage) + 1;

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
