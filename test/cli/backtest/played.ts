/** Plays backtests for the tests: real servers, the test run's PostgreSQL, small made-up logs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { backtest } from '../../../cli/backtest/backtest.js';
import type { Backtested } from '../../../cli/backtest/backtest.js';
import { readEventLog } from '../../../cli/feed/event-log.js';
import { logMappingOf } from '../../../cli/feed/log-mapping.js';
import type { LogMapping } from '../../../cli/feed/log-mapping.js';
import type { RuleInput } from '../../../simulator/rules.js';
import { freshDatabase } from '../../stack/postgres.js';
import { workflowBundle } from '../../workflows/stage/bundle.js';

const root = join(__dirname, '../../..');
export const sampleLog = join(root, 'examples/sample-log.csv');
export const sampleMapping = join(root, 'examples/event-log.json');

/** The examples' mapping under another calendar or policy. */
export function mappingWith(calendar: object = {}): LogMapping {
  const json = JSON.parse(readFileSync(sampleMapping, 'utf8')) as { calendar: object };
  const read = logMappingOf({ ...json, calendar: { ...json.calendar, ...calendar } });
  if ('faults' in read) throw new Error('the test’s own mapping is wrong');
  return read.mapping;
}

/** Has backtests of this test file make their databases on the run's server; called once a file. */
export function onTheRunsServer(): void {
  const before = process.env['DATABASE_URL'];
  let drop: () => Promise<void>;
  beforeAll(async () => {
    const database = await freshDatabase();
    drop = () => database.drop();
    process.env['DATABASE_URL'] = database.superUrl;
  });
  afterAll(async () => {
    if (before === undefined) delete process.env['DATABASE_URL'];
    else process.env['DATABASE_URL'] = before;
    await drop();
  });
}

/** Plays a log to its end. */
export async function played(
  file: string,
  {
    mapping = mappingWith(),
    providerRules = [],
    told = () => undefined,
  }: { mapping?: LogMapping; providerRules?: readonly RuleInput[]; told?: (line: string) => void } = {},
): Promise<Backtested> {
  const log = await readEventLog(file, mapping);
  const done = await backtest({
    mapping,
    log,
    providerRules,
    workflowBundlePath: workflowBundle(),
    progress: told,
    stopping: new AbortController().signal,
  });
  if (done === undefined) throw new Error('the backtest was stopped');
  return done;
}

export const promises = { againstPolicy: 0, duplicateAccepts: 0, lost: 0 };

/** The nine states of a summary, which add up to its notices. */
export const inAnyState = ({ result }: Pick<Backtested, 'result'>): number =>
  result.held +
  result.sending +
  result.awaitingReceipt +
  result.withStaff +
  result.delivered +
  result.completedByStaff +
  result.superseded +
  result.withdrawn +
  result.unreachable;
