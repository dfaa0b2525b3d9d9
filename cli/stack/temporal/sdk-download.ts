// A process of its own, so that the SDK's native runtime and its signal handlers stay out of the
// supervisor, and so that a download that hangs can be ended. Argument: the folder to download into.
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { cliVersion } from './version.js';

async function download(downloadDir: string): Promise<void> {
  // The SDK downloads only by starting; the server it starts is empty and ends at once.
  const environment = await TestWorkflowEnvironment.createLocal({
    server: { executable: { type: 'cached-download', version: `v${cliVersion}`, downloadDir } },
  });
  await environment.teardown();
}

const [, , downloadDir] = process.argv;
if (downloadDir === undefined) process.exit(2);
download(downloadDir).then(
  () => process.exit(0),
  () => process.exit(1),
);
