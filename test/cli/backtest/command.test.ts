import { bida, jsonOf } from '../commands/command-line.js';
import { written } from '../feed/written.js';
import { inAnyState, onTheRunsServer, promises, sampleMapping } from './played.js';
import type { Backtested } from '../../../cli/backtest/backtest.js';

onTheRunsServer();

const log = written(
  [
    'case,activity,time,amount',
    'A-1,A_SUBMITTED,2026-03-27T17:00:00+01:00,5000',
    'A-1,A_DECLINED,2026-03-27T19:00:00+01:00,5000',
  ].join('\n'),
  'log.csv',
);
const mapped = ['--mapping', sampleMapping] as const;

test('prints one JSON line with the demo’s keys, what the policy costs, and the policy compared', async () => {
  const overlay = written('{"calendar":{"policy":"preferred"}}', 'overlay.json');
  const said = await bida(['backtest', log, ...mapped, '--compare', overlay, '--json']);
  expect(said.status).toBe(0);
  const result = jsonOf(said) as Backtested['result'] & { compared: Backtested['result'] };
  expect(result).toMatchObject({
    ...promises,
    applications: 1,
    notices: 1,
    everHeld: 1,
    reports: 2,
    reportsOutsideWindow: 1,
    calendar: { policy: 'strict' },
    byStage: { 'final-decision': { notices: 1 } },
    compared: { ...promises, notices: 1, calendar: { policy: 'preferred' } },
  });
  expect(inAnyState({ result })).toBe(1);
  // Friday 19:00 to Monday 9:00 when the clocks go forward, or to Saturday 19:00.
  expect(result.heldHours.sum).toBeCloseTo(61, 0);
  expect(result.compared.heldHours.sum).toBeCloseTo(24, 0);
  expect(said.stderr).toContain('2 rows, 1 applications');
}, 120_000);

test.each([
  ['a log that is not there', ['nowhere.csv', ...mapped], 'nowhere.csv: expected a file that exists'],
  [
    'a log of other columns',
    [written('id,what,when\n1,2,3', 'log.csv'), ...mapped],
    'one column of this name',
  ],
  ['an empty log', [written('', 'log.csv'), ...mapped], 'a header with the names of its columns'],
  ['a log without usable rows', [written('case,activity,time,amount\n', 'log.csv'), ...mapped], 'no event'],
  ['no mapping', [log], '--mapping'],
  ['a mapping that is not there', [log, '--mapping', 'nowhere.json'], 'nowhere.json'],
  ['a limit that is no number', [log, ...mapped, '--limit', 'all'], '--limit'],
  [
    'rules of another form',
    [log, ...mapped, '--rules', written('[{"when":1}]', 'rules.json')],
    'rules.json: [0].action: expected an object',
  ],
  [
    'a receipt later than a backtest can wait for',
    [log, ...mapped, '--rules', written('[{"action":{"receipt":{"delayMs":60000}}}]', 'rules.json')],
    '[0].action.receipt.delayMs: expected at most',
  ],
])('%s is a wrong call, told in a line, before anything starts', async (_what, args, line) => {
  const said = await bida(['backtest', ...args]);
  expect(said).toMatchObject({ status: 2, stdout: '' });
  expect(said.stderr).toContain(line);
});
