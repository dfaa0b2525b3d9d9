import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeJson } from './atomic-file.js';
import { freePort, isFree } from './free-port.js';
import type { PortClaims } from './port-claims.js';
import type { Progress } from './progress.js';

/** The ports of a stack, all on 127.0.0.1. */
export interface Ports {
  readonly api: number;
  readonly temporal: number;
  readonly temporalUi: number;
  readonly postgres: number;
  readonly simulator: number;
  /** Where the simulator takes e-mail. */
  readonly smtp: number;
  /** Where e-mails that cannot be delivered come back to. */
  readonly bounces: number;
  /** The identity provider for development. */
  readonly identity: number;
  /** Where the worker's metrics are read; the API's are read at its own. */
  readonly workerMetrics: number;
}

/** The ports taken when they are free. */
export const usualPorts: Ports = {
  api: 7350,
  temporal: 7233,
  temporalUi: 8233,
  postgres: 54329,
  simulator: 7360,
  smtp: 7361,
  bounces: 7351,
  identity: 7352,
  workerMetrics: 7353,
};

/**
 * Chooses a port for every part: the one of the last start, else the usual one, else a free one;
 * remembered in `<state>/ports.json`.
 *
 * @param claims what keeps another start from choosing the same
 * @param needed the parts that this start runs itself; nothing is said of the others’ ports
 */
export async function choosePorts(
  stateDir: string,
  progress: Progress,
  claims: PortClaims,
  needed: readonly (keyof Ports)[] = Object.keys(usualPorts) as (keyof Ports)[],
): Promise<Ports> {
  const path = join(stateDir, 'ports.json');
  const remembered = rememberedPorts(path);
  const obtains = async (port: number): Promise<boolean> => {
    if (!claims.claim(port)) return false;
    if (await isFree(port)) return true;
    claims.release(port);
    return false;
  };
  const choose = async (part: keyof Ports): Promise<number> => {
    const usual = usualPorts[part];
    if (!needed.includes(part)) return remembered[part] ?? usual;
    const wanted = [remembered[part], usual].filter((port) => port !== undefined);
    let port: number | undefined;
    for (const candidate of wanted) if (port === undefined && (await obtains(candidate))) port = candidate;
    while (port === undefined) {
      const candidate = await freePort();
      if (await obtains(candidate)) port = candidate;
    }
    if (port !== wanted[0]) progress(`port ${wanted[0] ?? usual} for ${part} is taken: using ${port}`);
    return port;
  };
  const ports: Ports = {
    api: await choose('api'),
    temporal: await choose('temporal'),
    temporalUi: await choose('temporalUi'),
    postgres: await choose('postgres'),
    simulator: await choose('simulator'),
    smtp: await choose('smtp'),
    bounces: await choose('bounces'),
    identity: await choose('identity'),
    workerMetrics: await choose('workerMetrics'),
  };
  writeJson(path, ports);
  return ports;
}

function rememberedPorts(path: string): Partial<Ports> {
  if (!existsSync(path)) return {};
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Partial<Ports>;
  } catch {
    // A preference only: the usual ones do as well.
    return {};
  }
}
