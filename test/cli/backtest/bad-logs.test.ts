import type { Backtested } from '../../../cli/backtest/backtest.js';
import { written } from '../feed/written.js';
import { onTheRunsServer, played, promises } from './played.js';

onTheRunsServer();

const header = 'case,activity,time,amount';
const rows = [
  'A-1,A_SUBMITTED,2026-03-27T17:00:00.000+01:00,5000',
  'A-1,A_PREACCEPTED,2026-03-27T17:30:00.000+01:00,5000',
  'A-1,A_ACCEPTED,2026-03-27T19:00:00.000+01:00,5000',
  // After the clocks went forward.
  'A-1,A_APPROVED,2026-03-30T08:15:00.000+02:00,5000',
  'A-2,A_SUBMITTED,2026-03-28T09:00:00.000+01:00,9000',
  'A-2,A_PREACCEPTED,2026-03-28T09:01:00.000+01:00,9000',
  'A-2,A_CANCELLED,2026-03-28T15:00:00.000+01:00,9000',
];

/** What a backtest says but for the time it took and what the log's rows were like. */
const saidOf = ({ result }: Backtested) => ({
  ...result,
  elapsedMs: undefined,
  mostLagMs: undefined,
  log: undefined,
  heldHours: rounded(result.heldHours),
  byStage: Object.values(result.byStage).map((stage) => ({ ...stage, heldHours: rounded(stage.heldHours) })),
});

/** Hours to a tenth: milliseconds of work lie between two runs. */
const rounded = (hours: Backtested['result']['heldHours']) =>
  Object.entries(hours).map(([name, value]) => [name, value === null ? null : Math.round(value * 10)]);

let clean: Backtested;
beforeAll(async () => {
  clean = await played(written([header, ...rows].join('\n'), 'log.csv'));
}, 60_000);

test('a log as it should be is the measure of the others', () => {
  expect(clean.result).toMatchObject({
    ...promises,
    applications: 2,
    notices: 4,
    delivered: 2,
    // The documents asked for on Friday evening, once the decision is in.
    superseded: 1,
    withdrawn: 1,
    everHeld: 3,
    reportsOutsideWindow: 3,
  });
});

const sameResult: readonly (readonly [what: string, rows: readonly string[], log: object])[] = [
  ['rows out of order', [...rows].reverse(), { rows: 7 }],
  [
    'unknown activities',
    rows.flatMap((row) => [row, row.replace(/A_[A-Z]+/, 'W_CALLED')]),
    { rows: 14, ignoredRows: 9 },
  ],
  ['duplicate rows', rows.flatMap((row) => [row, row]), { rows: 14, duplicateRows: 7 }],
  [
    'times in two zones',
    rows.map((row, index) =>
      index % 2 === 0 ? row : row.replace(/2026-03-[^,]+/, (time) => new Date(time).toISOString()),
    ),
    { rows: 7 },
  ],
  [
    'times without an offset, local to the mapping’s zone',
    rows.map((row) => row.replace(/\+0[12]:00,/, ',')),
    { rows: 7 },
  ],
  [
    'rows that cannot be read',
    [...rows, 'A-3,A_SUBMITTED,yesterday,1', 'A-4,A_SUBMITTED', ',A_DECLINED,2026-03-28T09:00:00+01:00,1'],
    { rows: 10, faultyRows: 3 },
  ],
];

test.each(sameResult)(
  '%s: the same result as without',
  async (_what, changed, log) => {
    const backtested = await played(written([header, ...changed].join('\n'), 'log.csv'));
    expect(backtested.result.log).toMatchObject(log);
    expect(saidOf(backtested)).toEqual(saidOf(clean));
  },
  60_000,
);
