/**
 * The simulator as a process: SIMULATOR_ACCOUNTS names the file of its accounts, SIMULATOR_STATE_DIR
 * the directory of its log, SIMULATOR_PORT its port and SIMULATOR_SMTP_PORT its mail server's (0 for a
 * free one). Tells its parent `{kind: 'ready', port, smtpPort?}`, and stops on SIGTERM, SIGINT or when
 * the parent is gone.
 */
import { readFileSync } from 'node:fs';
import { accountsFileSchema } from './account.js';
import { startSimulator } from './simulator.js';

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`${name} is not set`);
  return value;
}

async function main(): Promise<void> {
  const file = accountsFileSchema.parse(JSON.parse(readFileSync(required('SIMULATOR_ACCOUNTS'), 'utf8')));
  const simulator = await startSimulator({
    accounts: file.accounts,
    stateDir: required('SIMULATOR_STATE_DIR'),
    port: Number(process.env['SIMULATOR_PORT'] ?? 0),
    smtpPort: Number(process.env['SIMULATOR_SMTP_PORT'] ?? 0),
    seed: String(file.seed),
    ...(file.receiptDelayMs === undefined ? {} : { receiptDelayMs: file.receiptDelayMs }),
    ...(file.loanSystem === undefined ? {} : { loanSystem: file.loanSystem }),
    ...(file.robot === undefined ? {} : { robot: file.robot }),
    ...(file.retryScale === undefined ? {} : { retryScale: file.retryScale }),
  });
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    void simulator.stop().then(() => process.exit(0));
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.on(signal, stop);
  const { port, smtpPort } = simulator;
  process.send?.({ kind: 'ready', port, ...(smtpPort === undefined ? {} : { smtpPort }) });
  process.stdout.write(
    `simulator: ready on port ${port}${smtpPort === undefined ? '' : `, mail on port ${smtpPort}`}\n`,
  );
}

main().catch((error: unknown) => {
  process.stderr.write(`simulator: ${error instanceof Error ? error.message : 'failed'}\n`);
  process.exit(1);
});
