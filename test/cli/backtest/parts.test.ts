import { progressLine } from '../../../cli/backtest/estimate.js';
import { readCompared } from '../../../cli/backtest/policies.js';
import { ServerClock } from '../../../cli/backtest/server-clock.js';
import { ScriptedStaff, soonestCallMs } from '../../../cli/backtest/staff.js';
import { readLogMapping } from '../../../cli/feed/log-mapping.js';
import { applicationIdOf, taskIdOf } from '../../../domain/ids/ids.js';
import { mondayToFriday } from '../../../domain/calendar/day-table.js';
import { defaultSendRules } from '../../../domain/policy/send-rules.js';
import { written } from '../feed/written.js';
import { mappingWith, sampleMapping } from './played.js';

const hourMs = 3_600_000;

test('the estimate tells the log’s own time, what is done, and how long it still takes', () => {
  const loggedAt = Date.parse('2011-10-04T09:12:00+02:00');
  const line = (reported: number) =>
    progressLine({ reported, reports: 400, loggedAt, elapsedMs: 50_000 }, 'Europe/Amsterdam');
  expect(line(100)).toBe('2011-10-04 09:12  100 of 400 reports  0:50 gone, about 2:30 left');
  expect(line(0)).toBe('2011-10-04 09:12  0 of 400 reports  0:50 gone');
  expect(line(400)).toContain('the last notices are being finished');
});

test('the clock is never behind the server and never goes backwards', async () => {
  let serverAt = Date.now() + 1_000;
  const slept: number[] = [];
  const clock = new ServerClock({
    currentTimeMs: () => Promise.resolve(serverAt),
    sleep: (duration) => {
      slept.push(Number(duration));
      serverAt += Number(duration);
      return Promise.resolve();
    },
  });
  await clock.refresh();
  expect(clock.now()).toBeGreaterThanOrEqual(serverAt);
  const target = serverAt + hourMs;
  await clock.passTo(target);
  expect(clock.now()).toBeGreaterThanOrEqual(target);
  expect(slept).toEqual([hourMs]);
  await clock.passTo(target - hourMs);
  expect(slept).toHaveLength(1);
  const before = clock.now();
  serverAt -= 10 * hourMs;
  await clock.refresh();
  expect(clock.now()).toBeGreaterThanOrEqual(before);
});

test('staff finish a task hours after it was opened, and only in business hours', () => {
  const rules = { ...defaultSendRules, days: mondayToFriday() };
  const instants = ['2026-03-27T10:00', '2026-03-27T17:30', '2026-03-28T11:00', '2026-03-29T23:59'].flatMap(
    (at) => Array.from({ length: 20 }, (_one, index) => ({ at: Date.parse(`${at}:00+08:00`), index })),
  );
  for (const { at, index } of instants) {
    const staff = new ScriptedStaff(rules);
    const applicationId = applicationIdOf(`A-${index}`);
    const taskId = taskIdOf('6b2f6c1e-0000-4000-8000-000000000001');
    const order = { taskId, applicationId, kind: 'deliver-by-hand', because: 'no-route' } as const;
    expect(staff.nextAt()).toBe(Infinity);
    staff.opened(order, taskId, at);
    expect(staff.nextAt()).toBeGreaterThanOrEqual(at + soonestCallMs);
    const local = new Date(staff.nextAt() + 8 * hourMs);
    expect([1, 2, 3, 4, 5]).toContain(local.getUTCDay());
    expect(local.getUTCHours()).toBeGreaterThanOrEqual(9);
    expect(local.getUTCHours()).toBeLessThan(18);
  }
});

describe('what is compared', () => {
  const compared = (json: object) =>
    readCompared(written(JSON.stringify(json), 'overlay.json'), sampleMapping, mappingWith());

  test('is the first mapping but for what the overlay names', () => {
    expect(compared({ calendar: { policy: 'preferred' } })).toEqual(mappingWith({ policy: 'preferred' }));
  });

  test('or a whole mapping of its own', () => {
    const read = readLogMapping(sampleMapping);
    expect(readCompared(sampleMapping, sampleMapping, mappingWith({ policy: 'preferred' }))).toEqual(
      'mapping' in read ? read.mapping : undefined,
    );
  });

  test('a file of holidays is looked for beside the overlay that names it', () => {
    const file = written(JSON.stringify({ calendar: { holidays: './ours.json' } }), 'overlay.json');
    expect(readCompared(file, sampleMapping, mappingWith()).calendar.holidays).toBe(
      `${file.slice(0, file.lastIndexOf('/'))}/ours.json`,
    );
  });

  test.each([
    [{ policy: 'preferred' }, 'policy'],
    [{ calendar: { policy: 'sometimes' } }, 'calendar.policy'],
    [{ calendar: { window: {} } }, 'calendar.window'],
  ])('a field that makes no sense is named: %j', (json, field) => {
    expect(() => compared(json)).toThrow(field);
  });
});
