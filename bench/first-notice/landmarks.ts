/** What a clone passes on its way to the first notice, as its own output tells. */

/** Which program said a line. */
export type Speaker = 'npm ci' | 'npm run demo';

export interface Heard {
  readonly at: number;
  readonly speaker: Speaker;
  readonly line: string;
}

interface Sign {
  readonly name: string;
  readonly speaker: Speaker;
  readonly line: RegExp;
}

const signs: readonly Sign[] = [
  { name: 'packages unpacked', speaker: 'npm ci', line: /^> bida@\S+ prepare$/ },
  { name: 'built', speaker: 'npm ci', line: /^built dist\/ in / },
  { name: 'installed', speaker: 'npm ci', line: /^added \d+ packages/ },
  { name: 'the demo begins', speaker: 'npm run demo', line: /^· temporal: / },
  { name: 'PostgreSQL is up', speaker: 'npm run demo', line: /^· postgres is up$/ },
  { name: 'Temporal is up', speaker: 'npm run demo', line: /^· temporal is up$/ },
  { name: 'the API is up', speaker: 'npm run demo', line: /^· api is up$/ },
  { name: 'the worker is up', speaker: 'npm run demo', line: /^· worker is up$/ },
  {
    name: 'the first notice is delivered',
    speaker: 'npm run demo',
    line: /^· \w{3} [\d:]+ .*\bdelivered \d/,
  },
];

/** The last of them. */
export const isFirstDelivery = (line: string): boolean => signs.at(-1)?.line.test(line) ?? false;

export interface Landmark {
  readonly name: string;
  readonly at: number;
}

/** In the order in which they were passed. Throws where one was not, in words for a person. */
export function landmarksOf(heard: readonly Heard[]): Landmark[] {
  const passed = signs.map(({ name, speaker, line }) => {
    const found = heard.find((one) => one.speaker === speaker && line.test(one.line));
    if (found === undefined) {
      const last = heard.slice(-10).map((one) => one.line);
      throw new Error(`never heard of “${name}” from ${speaker}; the last lines: ${last.join(' | ')}`);
    }
    return { name, at: found.at };
  });
  return passed.toSorted((one, other) => one.at - other.at);
}
