/** Keeps the histories of stories that went wrong, to be replayed by whoever looks for the reason. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import type { StackFile } from '../../cli/stack/stack-file.js';
import { applicationIdOf, workflowIdOf } from '../../domain/ids/ids.js';

const { History } = temporal.api.history.v1;

/** Writes them to a new folder and answers it; payloads stay sealed. */
export async function keepHistories(
  { temporalAddress: address, temporalNamespace: namespace }: StackFile,
  applicationIds: readonly string[],
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'bida-chaos-histories-'));
  const connection = await Connection.connect({ address });
  const client = new Client({ connection, namespace });
  for (const applicationId of applicationIds) {
    const handle = client.workflow.getHandle(workflowIdOf(applicationIdOf(applicationId)));
    const history = History.fromObject(await handle.fetchHistory());
    writeFileSync(join(folder, `${applicationId}.bin`), History.encode(history).finish());
    writeFileSync(
      join(folder, `${applicationId}.json`),
      JSON.stringify(
        History.toObject(history, { longs: String, enums: String, bytes: String }),
        undefined,
        1,
      ),
    );
  }
  await connection.close();
  return folder;
}
