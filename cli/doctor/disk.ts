import { accessSync, constants, existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Check } from './check.js';

const leastFreeGb = 1;

/** The state folder is ours to write, or can be made. */
export const stateFolder: Check = ({ stateDir }) => {
  const path = resolve(stateDir);
  const there = nearestFolder(path);
  let ok = true;
  try {
    accessSync(there, constants.W_OK | constants.X_OK);
  } catch {
    ok = false;
  }
  return Promise.resolve({
    name: 'state-folder',
    needed: true,
    ok,
    detail: { zh: path, en: path },
    ...(ok
      ? {}
      : {
          remedy: {
            zh: `请使 ${there} 可写，或换一个状态目录`,
            en: `make ${there} writable, or use another state folder`,
          },
        }),
  });
};

/** More than 1 GB is free where the state folder is. */
export const freeDisk: Check = async ({ stateDir }) => {
  const { bavail, bsize } = await statfs(nearestFolder(resolve(stateDir)));
  const freeGb = (bavail * bsize) / 1e9;
  const ok = freeGb > leastFreeGb;
  const words = freeGb.toFixed(1);
  return {
    name: 'disk',
    needed: true,
    ok,
    detail: { zh: `可用 ${words} GB`, en: `${words} GB free` },
    ...(ok ? {} : { remedy: { zh: '至少腾出 1 GB 空间', en: 'free at least 1 GB' } }),
  };
};

function nearestFolder(path: string): string {
  return existsSync(path) || path === dirname(path) ? path : nearestFolder(dirname(path));
}
