import type { Check } from './check.js';

const least = [20, 19, 0] as const;

/** Node.js 20.19 or later: the first 20 that loads ES modules from CommonJS. */
export const nodeVersion: Check = ({ nodeVersion: version }) => {
  const numbers = version.split('.').map(Number);
  const differs = least.findIndex((wanted, at) => numbers[at] !== wanted);
  const ok = differs === -1 || (numbers[differs] ?? 0) > (least[differs] ?? 0);
  return Promise.resolve({
    name: 'node',
    needed: true,
    ok,
    detail: { zh: `Node.js ${version}`, en: `Node.js ${version}` },
    ...(ok
      ? {}
      : { remedy: { zh: '请安装 Node.js 20.19 或更高版本', en: 'install Node.js 20.19 or later' } }),
  });
};
