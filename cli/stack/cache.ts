import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * The folder for programs that are fetched or built once and serve every checkout of this user:
 * `BIDA_CACHE`, else `XDG_CACHE_HOME/bida`, else `~/.cache/bida`. It may be deleted at any time.
 */
export function cacheDirectory(environment: NodeJS.ProcessEnv = process.env): string {
  const own = environment['BIDA_CACHE'];
  if (own !== undefined && own !== '') return resolve(own, 'bida');
  const shared = environment['XDG_CACHE_HOME'];
  return shared !== undefined && shared !== '' ? resolve(shared, 'bida') : join(homedir(), '.cache', 'bida');
}
