import { programsOnPath } from '../stack/program.js';
import { answersWithin } from '../stack/reachable.js';
import { findTemporal } from '../stack/temporal/resolve.js';
import { cliVersion } from '../stack/temporal/version.js';
import type { Check, Words } from './check.js';

/** Which way Temporal would be found or fetched. */
export const temporal: Check = async ({ environment }) => {
  const skipped: string[] = [];
  const source = await findTemporal(environment, (line) => skipped.push(line));
  const also = skipped.map((line) => `; ${line}`).join('');
  const answer = (ok: boolean, detail: Words, remedy?: Words) => ({
    name: 'temporal',
    needed: true,
    ok,
    detail: { zh: detail.zh + also, en: detail.en + also },
    ...(remedy === undefined ? {} : { remedy }),
  });
  if (source?.kind === 'server')
    return answer(true, {
      zh: `使用 TEMPORAL_ADDRESS 指定的服务器 ${source.address}`,
      en: `the server at TEMPORAL_ADDRESS, ${source.address}`,
    });
  if (source?.kind === 'program')
    return answer(true, {
      zh: `${cliVersion}，${source.path}（${source.way}）`,
      en: `${cliVersion}, ${source.path} (${source.way})`,
    });
  if (await answersWithin('https://temporal.download/', 3_000))
    return answer(true, {
      zh: `尚未安装；首次启动时下载 ${cliVersion}`,
      en: `not here yet; the first start downloads ${cliVersion}`,
    });
  if (programsOnPath('go', environment).length > 0)
    return answer(true, {
      zh: `尚未安装；首次启动时用 go 编译 ${cliVersion}（双核约 2.5 分钟）`,
      en: `not here yet; the first start builds ${cliVersion} with go (about 2.5 minutes on two cores)`,
    });
  return answer(
    false,
    { zh: '未找到，也无法获取', en: 'not found, and no way to get it' },
    {
      zh: `把 temporal ${cliVersion} 放进 PATH（https://github.com/temporalio/cli/releases/tag/v${cliVersion}），或安装 Go 1.23+，或设置 TEMPORAL_ADDRESS`,
      en: `put temporal ${cliVersion} on the PATH (https://github.com/temporalio/cli/releases/tag/v${cliVersion}), or install Go 1.23 or later, or set TEMPORAL_ADDRESS`,
    },
  );
};

/** Go, which builds Temporal where it cannot be downloaded. */
export const go: Check = async ({ environment }) => {
  const [found] = programsOnPath('go', environment);
  return Promise.resolve({
    name: 'go',
    needed: false,
    ok: found !== undefined,
    detail:
      found === undefined
        ? { zh: '未安装；仅在需要编译 Temporal 时使用', en: 'not installed; only used to build Temporal' }
        : { zh: found, en: found },
    ...(found === undefined
      ? {
          remedy: {
            zh: '安装 Go 1.23+（https://go.dev/dl）',
            en: 'install Go 1.23 or later (https://go.dev/dl)',
          },
        }
      : {}),
  });
};
