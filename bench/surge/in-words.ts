import { fixed, table } from '../figures/table.js';
import { machineInWords } from '../machine.js';
import type { Drain, Surge, SurgeOrder } from './measure.js';

/** What is asked of a drain. */
const asked = { drain: 1.1, urgentP99Ms: 2_000 } as const;

/** The promises a drain broke, in words; none of them is about time. */
export function brokenBy({ perSecond }: SurgeOrder, { twice, lost, mostInAnySecond }: Drain): string[] {
  return [
    ...(twice > 0 ? [`${twice} were taken twice`] : []),
    ...(lost > 0 ? [`${lost} were never taken`] : []),
    ...(mostInAnySecond > perSecond ? [`${mostInAnySecond} calls in one second, ${perSecond} allowed`] : []),
  ];
}

/** What of a drain was slower than it is asked to be, in words. */
export function tooSlowIn({ drainMs, idealMs, urgentMs }: Drain): string[] {
  return [
    ...(drainMs > asked.drain * idealMs ? [`it took ${fixed(drainMs / idealMs, 2)} times the ideal`] : []),
    ...(urgentMs.p99 > asked.urgentP99Ms ? [`urgent ones took ${fixed(urgentMs.p99, 0)} ms (p99)`] : []),
  ];
}

/** A surge as a table, which reads as text and as Markdown alike. */
export function surgeInWords(surge: Surge): string {
  const { order, drains, machine, at } = surge;
  const row = (name: string, digits: number, of: (drain: Drain) => number): string[] => [
    name,
    ...drains.map((drain) => fixed(of(drain), digits)),
  ];
  const seconds = (ms: number): number => ms / 1_000;
  const processes = Object.keys(drains[0]?.cpuMs ?? {});
  return [
    table(
      [
        `${order.notices.toLocaleString('en')} held to one opening, ${order.perSecond} a second allowed`,
        ...drains.map(({ cached }) => `${cached.toLocaleString('en')} stories kept`),
      ],
      [
        row('drained after, s', 1, ({ drainMs }) => seconds(drainMs)),
        row('times the ideal', 3, ({ drainMs, idealMs }) => drainMs / idealMs),
        row('lateness p50, s', 1, ({ latenessMs }) => seconds(latenessMs.p50)),
        row('lateness p99, s', 1, ({ latenessMs }) => seconds(latenessMs.p99)),
        row('lateness at most, s', 1, ({ latenessMs }) => seconds(latenessMs.max)),
        row('most calls in any second', 0, (drain) => drain.mostInAnySecond),
        row('taken twice', 0, ({ twice }) => twice),
        row('never taken', 0, ({ lost }) => lost),
        row('urgent ones meanwhile', 0, ({ urgent }) => urgent),
        row('urgent, p50, ms', 0, ({ urgentMs }) => urgentMs.p50),
        row('urgent, p99, ms', 0, ({ urgentMs }) => urgentMs.p99),
        ...processes.map((name) =>
          row(`${name}, ms of processor a notice`, 1, ({ cpuMs }) => cpuMs[name] ?? 0),
        ),
        ...processes.map((name) =>
          row(`${name}, MB at most`, 0, ({ peakBytes }) => (peakBytes[name] ?? 0) / 2 ** 20),
        ),
      ],
    ),
    ...drains.map((drain) => {
      const broken = [...brokenBy(order, drain), ...tooSlowIn(drain)];
      return `${drain.cached.toLocaleString('en')} stories kept: ${broken.length === 0 ? 'as asked' : `NOT as asked: ${broken.join('; ')}`}`;
    }),
    machineInWords(machine),
    `commit ${machine.commit}, ${at}, seed ${order.seed}`,
  ].join('\n\n');
}
