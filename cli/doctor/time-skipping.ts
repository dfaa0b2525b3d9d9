import { cacheDirectory } from '../stack/cache.js';
import { isProgram, programsOnPath } from '../stack/program.js';
import { mavenServerPath } from '../stack/time-skipping/maven.js';
import type { Check, Machine } from './check.js';

const purpose = {
  zh: '仅回测与时间跳跃测试需要',
  en: 'only the backtest and the time-skipping tests need it',
};

/** Java, which runs Temporal’s time-skipping test server. */
export const java: Check = ({ environment }) =>
  Promise.resolve(
    optional('java', programsOnPath('java', environment)[0], {
      zh: '安装 Java 17+，例如 apt-get install default-jre-headless',
      en: 'install Java 17 or later, e.g. apt-get install default-jre-headless',
    }),
  );

/** Maven, which fetches that server once. */
export const maven: Check = (machine) => Promise.resolve(alreadyFetched(machine) ?? mavenItself(machine));

function alreadyFetched({ environment }: Machine) {
  const server = mavenServerPath(cacheDirectory(environment));
  return isProgram(server) ? optional('maven', server, purpose) : undefined;
}

function mavenItself({ environment }: Machine) {
  return optional('maven', programsOnPath('mvn', environment)[0], {
    zh: '安装 Maven，例如 apt-get install maven',
    en: 'install Maven, e.g. apt-get install maven',
  });
}

function optional(name: string, found: string | undefined, remedy: { zh: string; en: string }) {
  if (found !== undefined) return { name, needed: false, ok: true, detail: { zh: found, en: found } };
  const detail = { zh: `未安装；${purpose.zh}`, en: `not installed; ${purpose.en}` };
  return { name, needed: false, ok: false, detail, remedy };
}
