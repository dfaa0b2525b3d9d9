/** What a process said when its metrics were read, as Prometheus would take it. */

interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** The samples of one text or of several together. */
export class Scraped {
  readonly #samples: readonly Sample[];

  constructor(readonly text: string) {
    this.#samples = text.split('\n').flatMap((line) => {
      const [, name, labels = '', value = ''] = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
      return name === undefined ? [] : [{ name, labels: labelsOf(labels), value: valueOf(value) }];
    });
  }

  static async read(url: string): Promise<Scraped> {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${url} answered with ${response.status}`);
    return new Scraped(await response.text());
  }

  /** The names of its series. */
  get names(): ReadonlySet<string> {
    return new Set(this.#samples.map(({ name }) => name));
  }

  /** The sum of every series of a name with these labels, whatever its others are. */
  total(name: string, labels: Readonly<Record<string, string>> = {}): number {
    return this.#samples
      .filter((one) => one.name === name)
      .filter((one) => Object.entries(labels).every(([label, value]) => one.labels[label] === value))
      .reduce((sum, { value }) => sum + value, 0);
  }

  /** By the values of some labels, joined by blanks; those that are nothing are left out. */
  by(name: string, ...labels: readonly string[]): Record<string, number> {
    const sums: Record<string, number> = {};
    for (const one of this.#samples.filter((sample) => sample.name === name && sample.value !== 0)) {
      const key = labels.map((label) => one.labels[label] ?? '').join(' ');
      sums[key] = (sums[key] ?? 0) + one.value;
    }
    return sums;
  }
}

const labelsOf = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, label = '', value = '']) => [label, value]),
  );

const valueOf = (text: string): number => (text === '+Inf' ? Infinity : Number(text));
