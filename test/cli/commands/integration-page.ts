/** The shell commands of docs/integration.md, run one after the other as they stand there. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const page = readFileSync(join(__dirname, '../../../docs/integration.md'), 'utf8');

/** What the page's commands print on a running stack; rejects with what went wrong. */
export async function runIntegrationPage(stateDir: string): Promise<string> {
  const script = [...page.matchAll(/```sh\n([^]*?)```/g)].map(([, block = '']) => block).join('\n');
  const folder = mkdtempSync(join(tmpdir(), 'bida-test-integration-'));
  symlinkSync(stateDir, join(folder, '.bida'));
  try {
    const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script], {
      cwd: folder,
      timeout: 45_000,
    });
    return stdout;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
