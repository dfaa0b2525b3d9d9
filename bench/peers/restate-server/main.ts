/** Runs a Restate server as a part of the stack: says `ready` once it is healthy, and ends with it. */
import { spawn } from 'node:child_process';
import { readReach } from './reach.js';
import { restateProgram } from './program.js';

const healthEveryMs = 100;

async function main(): Promise<void> {
  const { directory, ingress, admin, node } = readReach();
  const server = spawn(restateProgram(), ['--no-logo'], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      RESTATE_BASE_DIR: directory,
      RESTATE_LISTEN_MODE: 'tcp',
      RESTATE_BIND_IP: '127.0.0.1',
      RESTATE_ADVERTISED_HOST: '127.0.0.1',
      RESTATE_BIND_PORT: String(node),
      RESTATE_INGRESS__BIND_PORT: String(ingress),
      RESTATE_ADMIN__BIND_PORT: String(admin),
      RESTATE_ADMIN__DISABLE_WEB_UI: 'true',
      RESTATE_DISABLE_TELEMETRY: 'true',
      RESTATE_LOG_FILTER: 'warn',
      RESTATE_LOG_DISABLE_ANSI_CODES: 'true',
    },
  });
  server.once('exit', (code) => process.exit(code ?? 1));
  server.once('error', (failure) => {
    process.stderr.write(`${failure.message}\n`);
    process.exit(1);
  });
  for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const)
    process.on(signal, () => void server.kill('SIGTERM'));
  for (const url of [`http://127.0.0.1:${admin}/health`, `http://127.0.0.1:${ingress}/restate/health`])
    while (!(await isHealthy(url))) await new Promise((resolve) => setTimeout(resolve, healthEveryMs));
  process.send?.({ kind: 'ready' });
}

const isHealthy = (url: string): Promise<boolean> =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );

void main();
