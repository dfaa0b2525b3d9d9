import { freePort, isFree } from '../stack/free-port.js';
import { usualPorts } from '../stack/ports.js';
import type { Check } from './check.js';

const patienceMs = 3_000;

/** Servers can listen on 127.0.0.1; a usual port that is taken is only named, since others do as well. */
export const loopback: Check = async () => {
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, patienceMs, undefined).unref());
  const some = await Promise.race([freePort(), late]);
  const taken: number[] = [];
  for (const port of Object.values(usualPorts) as number[]) if (!(await isFree(port))) taken.push(port);
  const ok = some !== undefined;
  const named = taken.join(', ');
  return {
    name: 'loopback',
    needed: true,
    ok,
    detail:
      taken.length === 0
        ? { zh: '常用端口均空闲', en: 'the usual ports are free' }
        : {
            zh: `端口 ${named} 已被占用，将改用其他端口`,
            en: `ports ${named} are taken, others will be used`,
          },
    ...(ok ? {} : { remedy: { zh: '允许在 127.0.0.1 上监听', en: 'allow listening on 127.0.0.1' } }),
  };
};
