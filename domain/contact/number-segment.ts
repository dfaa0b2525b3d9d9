/**
 * What the beginning of a mainland mobile number tells of its carrier and province: a guess, since numbers are
 * ported between carriers and people move. It is not the branch region of the application.
 */

export const carriers = ['china-mobile', 'china-unicom', 'china-telecom', 'china-broadnet'] as const;
/** The network a number began in; resellers count under the network they use. */
export type CarrierGuess = (typeof carriers)[number];

// prettier-ignore
export const provinces = [
  '北京', '天津', '河北', '山西', '内蒙古', '辽宁', '吉林', '黑龙江', '上海', '江苏', '浙江', '安徽', '福建', '江西',
  '山东', '河南', '湖北', '湖南', '广东', '广西', '海南', '重庆', '四川', '贵州', '云南', '西藏', '陕西', '甘肃',
  '青海', '宁夏', '新疆',
] as const;
/** As GB/T 2260 has the provinces, in short; only these have mainland numbers. */
export type ProvinceGuess = (typeof provinces)[number];

/** What is guessed of a number; whatever the table does not tell is absent. */
export interface SegmentGuess {
  readonly carrier?: CarrierGuess;
  readonly province?: ProvinceGuess;
}

/** One row of a table of segments: a beginning of 3 to 7 digits. */
export interface Segment extends SegmentGuess {
  readonly prefix: string;
}

/** A table of segments, ready to be asked. */
export interface NumberSegments {
  /** How many rows it has. */
  readonly size: number;
  /** The guess for eleven digits: of the longest beginning the table has; nothing for anything else. */
  readonly guess: (mobile: string) => SegmentGuess;
}

const shortest = 3;
const longest = 7;

/** Beginnings of one length in rising order, and for each which guess it stands for. */
interface Level {
  readonly prefixes: Uint32Array;
  readonly guesses: Uint8Array;
}

/**
 * Packs a table. A bank's has half a million rows, so beginnings are numbers in an array, and the few different
 * guesses are kept once. Of two rows for one beginning the later counts.
 */
export function numberSegments(rows: readonly Segment[]): NumberSegments {
  const kept: SegmentGuess[] = [];
  const places = new Map<string, number>();
  const placeOf = ({ carrier, province }: Segment): number => {
    const key = `${carrier ?? ''} ${province ?? ''}`;
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, kept.length);
    kept.push({
      ...(carrier === undefined ? {} : { carrier }),
      ...(province === undefined ? {} : { province }),
    });
    return kept.length - 1;
  };
  const levels = new Map<number, Map<number, number>>();
  for (const row of rows) {
    const level = levels.get(row.prefix.length) ?? new Map<number, number>();
    levels.set(row.prefix.length, level.set(Number(row.prefix), placeOf(row)));
  }
  const packed = new Map<number, Level>();
  for (const [length, level] of levels) {
    const sorted = [...level].sort(([one], [other]) => one - other);
    packed.set(length, {
      prefixes: Uint32Array.from(sorted, ([prefix]) => prefix),
      guesses: Uint8Array.from(sorted, ([, place]) => place),
    });
  }
  return {
    size: rows.length,
    guess: (mobile) => {
      if (!/^1\d{10}$/.test(mobile)) return {};
      for (let length = longest; length >= shortest; length -= 1) {
        const level = packed.get(length);
        const place = level && placeIn(level, Number(mobile.slice(0, length)));
        if (place !== undefined) return kept[place] ?? {};
      }
      return {};
    },
  };
}

function placeIn({ prefixes, guesses }: Level, wanted: number): number | undefined {
  let low = 0;
  let high = prefixes.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = prefixes[middle] ?? 0;
    if (found === wanted) return guesses[middle];
    if (found < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}
