import { cpuOf } from '../figures/processor-time.js';
import { grows } from '../figures/slope.js';
import type { Slope } from '../figures/slope.js';
import { fixed, table } from '../figures/table.js';
import { machineInWords } from '../machine.js';
import { ownProcesses } from './idle.js';
import type { Idle, Taken } from './idle.js';
import type { Hold } from './measure.js';

/** What a stack that stands idle may take, without Temporal and PostgreSQL, and without the simulator. */
const idleBytesAsked = 500 * 2 ** 20;

/** Whether notices are told as late at the end as at the beginning. */
export const keepsUp = ({ slopes: { lagP50Ms, lagP99Ms } }: Hold): boolean =>
  !grows(lagP50Ms) && !grows(lagP99Ms);

/** A steady load as tables, which read as text and as Markdown alike. */
export function holdInWords(hold: Hold): string {
  const { order, minutes, slopes, capacity, idle, machine } = hold;
  const afterLoad = { ...idle.fresh, ...idle.afterLoad };
  const names = Object.keys(minutes[0]?.residentBytes ?? {});
  return [
    `${fixed(hold.perSecond, 2)} applications a second became due, ${order.share} % of the ${fixed(capacity.perSecond, 2)} this machine did with ${order.lanes} always under way, whatever became of those before; the first ${order.minuteSeconds} s count nowhere`,
    table(
      [
        'minute',
        'notices told',
        'lag p50, ms',
        'lag p99, ms',
        'applications under way',
        'processor time an application, ms',
      ],
      minutes.map((minute, nth) => [
        String(nth + 1),
        String(minute.told),
        fixed(minute.lagMs.p50, 0),
        fixed(minute.lagMs.p99, 0),
        String(minute.underWay),
        fixed(cpuOf(minute), 0),
      ]),
    ),
    table(
      ['resident at the end of the minute, MB', ...names],
      minutes.map(({ residentBytes }, nth) => [
        String(nth + 1),
        ...names.map((name) => megabytes(residentBytes[name] ?? NaN)),
      ]),
    ),
    [
      inWords('The lag (p50)', slopes.lagP50Ms, 'ms'),
      inWords('the lag (p99)', slopes.lagP99Ms, 'ms'),
      inWords('the number under way', slopes.underWay, 'applications'),
    ].join('; '),
    `Memory: ${Object.entries(slopes.residentBytes)
      .map(([name, slope]) => inWords(name, scaled(slope, 2 ** 20), 'MB'))
      .join('; ')}`,
    keepsUp(hold) ? 'keeps up: the lag does not grow' : 'does NOT keep up: the lag grows',
    table(
      [
        'a stack that stands idle, MB',
        'after the load, resident',
        'its part',
        'only started, resident',
        'its part',
      ],
      [
        ...[...ownProcesses, 'simulator', 'temporal', 'postgres'].map((name) => [
          name,
          ...[idle.afterLoad[name], idle.fresh[name]].flatMap((taken) => [
            megabytes(taken?.residentBytes ?? NaN),
            megabytes(taken?.proportionalBytes ?? NaN),
          ]),
        ]),
        [
          'our own: all but the last three',
          ...[afterLoad, idle.fresh].flatMap((taken) => [
            megabytes(ownBytes(taken, 'residentBytes')),
            megabytes(ownBytes(taken, 'proportionalBytes')),
          ]),
        ],
      ],
    ),
    `After the load our own are ${ownBytes(afterLoad, 'proportionalBytes') <= idleBytesAsked ? 'within' : 'NOT within'} the ${megabytes(idleBytesAsked)} MB that are asked, where what several processes have, Node itself above all, counts with each for its part. Supervisor and guardian are those of the stack that was only started: in the other’s place was the benchmark. Of postgres its first process alone is meant.`,
    machineInWords(machine),
    `commit ${machine.commit}, ${hold.at}, seed ${order.seed}: ${order.minutes} minutes of ${order.minuteSeconds} s`,
  ].join('\n\n');
}

const ownBytes = (idle: Idle, figure: keyof Taken): number =>
  ownProcesses.reduce((sum, name) => sum + (idle[name]?.[figure] ?? 0), 0);

const megabytes = (bytes: number): string => fixed(bytes / 2 ** 20, 0);

const scaled = ({ each, low, high }: Slope, by: number): Slope => ({
  each: each / by,
  low: low / by,
  high: high / by,
});

function inWords(what: string, slope: Slope, unit: string): string {
  const { each, low, high } = slope;
  const between = `(95 %: ${fixed(low, 2)} to ${fixed(high, 2)})`;
  return grows(slope)
    ? `${what} grows by ${fixed(each, 2)} ${unit} a minute ${between}`
    : `${what} does not grow: ${fixed(each, 2)} ${unit} a minute ${between}`;
}
