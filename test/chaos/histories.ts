/** Keeps the histories of stories that went wrong, to be replayed by whoever looks for the reason. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import type { StackFile } from '../../cli/stack/stack-file.js';
import { applicationIdOf, workflowIdOf } from '../../domain/ids/ids.js';

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
    const history = await handle.fetchHistory();
    writeFileSync(
      join(folder, `${applicationId}.json`),
      JSON.stringify(historyToJSON(history), undefined, 1),
    );
  }
  await connection.close();
  return folder;
}
