import { readFileSync } from 'node:fs';
import type { Backtested } from '../../../cli/backtest/backtest.js';
import { inAnyState, mappingWith, onTheRunsServer, played, promises, sampleLog } from './played.js';

onTheRunsServer();

/** Stage reports outside Monday to Friday 9–18, told from the file's own text: no code of ours, no zone. */
function outsideByText(file: string): number {
  const stageOf: Readonly<Record<string, string>> = {
    A_PREACCEPTED: 'first',
    A_ACCEPTED: 'second',
    A_APPROVED: 'approved',
    A_DECLINED: 'declined',
  };
  const counted = new Set<string>();
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const [id, activity = '', time = ''] = line.split(',');
    const stage = stageOf[activity];
    if (id === undefined || stage === undefined) continue;
    const weekday = new Date(`${time.slice(0, 10)}T00:00:00Z`).getUTCDay();
    const hour = Number(time.slice(11, 13));
    if (weekday === 0 || weekday === 6 || hour < 9 || hour >= 18) counted.add(`${id} ${stage} ${time}`);
  }
  return counted.size;
}

/** Work took real time only: far less than any hour that could have been skipped. */
const slowMachineMs = 20_000;

describe('a log replayed under two policies', () => {
  let strict: Backtested;
  let preferred: Backtested;
  beforeAll(async () => {
    strict = await played(sampleLog);
    preferred = await played(sampleLog, { mapping: mappingWith({ policy: 'preferred' }) });
  }, 120_000);

  test('keeps the three promises, finishes every notice, and the states add up', () => {
    for (const one of [strict, preferred]) {
      expect(one.verdict.breaches).toEqual([]);
      expect(one.result).toMatchObject({ applications: 30, ...promises });
      expect(inAnyState(one)).toBe(one.result.notices);
      const { held, sending, awaitingReceipt, withStaff } = one.result;
      expect([held, sending, awaitingReceipt, withStaff]).toEqual([0, 0, 0, 0]);
      const stages = Object.values(one.result.byStage);
      expect(stages.reduce((sum, { notices }) => sum + notices, 0)).toBe(one.result.notices);
      expect(stages.reduce((sum, { attempts }) => sum + attempts, 0)).toBe(one.result.attempts);
    }
  });

  test('counts as many reports outside the window as a separate count straight from the file', () => {
    expect(outsideByText(sampleLog)).toBeGreaterThan(10);
    for (const { result } of [strict, preferred])
      expect(result.reportsOutsideWindow).toBe(outsideByText(sampleLog));
  });

  test('holds exactly the notices whose reports came outside the window and were taken', () => {
    const { result } = strict;
    expect(result.refusedReports).toBeGreaterThan(0);
    expect(result.everHeld).toBe(result.heldHours.notices);
    expect(result.everHeld).toBeLessThanOrEqual(result.reportsOutsideWindow);
    expect(result.everHeld).toBeGreaterThanOrEqual(result.reportsOutsideWindow - result.refusedReports);
  });

  test('skips no time with work undone', () => {
    for (const { result } of [strict, preferred]) {
      expect(result.mostLagMs.fromReport).toBeLessThan(slowMachineMs);
      expect(result.mostLagMs.fromWaking).toBeLessThan(slowMachineMs);
    }
  });

  test('tells what strictness costs: a weekend is waited for, where preferred waits a day at most', () => {
    // The longest hold, the night after it, and the spread of waking.
    expect(preferred.result.heldHours.p95).toBeLessThanOrEqual(24 + 13 + 0.1);
    expect(strict.result.heldHours.p95).toBeGreaterThan(40);
    expect(strict.result.heldHours.sum).toBeGreaterThan(preferred.result.heldHours.sum);
  });
});
