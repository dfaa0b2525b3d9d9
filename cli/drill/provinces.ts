/** Where the drill's applicants are from: ten provinces, each with a beginning of numbers of its own. */
import { hash32 } from '../../domain/ids/hash.js';
import type { ProvinceGuess } from '../../domain/contact/number-segment.js';

/** A province, and with what its applicants' numbers begin: seven digits. */
export interface DrillProvince {
  readonly name: ProvinceGuess;
  readonly prefix: string;
}

const names = ['广东', '浙江', '江苏', '四川', '湖北', '湖南', '福建', '山东', '河南', '陕西'] as const;

export const drillProvinces: readonly DrillProvince[] = names.map((name, place) => ({
  name,
  prefix: `138001${place}`,
}));

/** The one that a provider loses. */
export const lostProvince = (seed: string): DrillProvince => {
  const found = drillProvinces[hash32(`${seed} lost province`) % drillProvinces.length];
  if (found === undefined) throw new Error('there are no provinces');
  return found;
};

/**
 * As the bank's table of number segments has it. No carriers: where all numbers of a province are one carrier's, the
 * trouble would be that carrier's and not the province's.
 */
export const segmentTable = (): string =>
  ['prefix,province,carrier', ...drillProvinces.map(({ prefix, name }) => `${prefix},${name},`), ''].join(
    '\n',
  );
