import { mondayToFriday } from '../../domain/calendar/day-table.js';
import type { DayTable } from '../../domain/calendar/day-table.js';
import type { SendPolicies } from '../../domain/policy/policies.js';
import { spacingOf } from '../../activities/send/pacer.js';
import { instant } from '../../ledger/ledger.js';
import { firstRoute } from './stage/configuration.js';
import { eventually } from './stage/eventually.js';
import { stories } from './stage/stories.js';

const { world, begin } = stories();

const hourMs = 3_600_000;
const dateOf = (instant: number): string => new Date(instant + 8 * hourMs).toISOString().slice(0, 10);

const strictly = (): void => {
  const { configuration } = world().current;
  const policies: SendPolicies = { ...configuration.policies, 'final-decision': { sms: 'strict' } };
  world().current.configuration = { ...configuration, policies };
};

test('a notice reported at night is held until nine and goes out within the spread after it', async () => {
  const story = await begin('Tue 22:30');
  const nine = world().clock.next('Wed 9:00');
  await story.stage('final-decision');
  const held = await story.stands('final-decision', 'held');
  expect(held).toMatchObject({ waitingFor: 'window', everHeld: true });
  expect((await story.progress()).notices[0]?.waitingFor).toEqual({
    kind: 'window',
    until: held.waitingUntil,
  });
  await world().clock.passTo(nine - 1_000);
  expect(story.accepted()).toEqual([]);
  await world().clock.passTo(nine + 61_000);
  await story.ends();
  const [sent] = story.accepted();
  expect(sent?.at).toBeGreaterThanOrEqual(nine);
  expect(sent?.at).toBeLessThan(nine + 62_000);
});

test('where more are held to one opening than the route sends within the spread, each wakes when its turn comes', async () => {
  const story = await begin('Tue 22:30');
  const nine = world().clock.next('Wed 9:00');
  // The route sends a hundred a second.
  await world().workerLedger.query(
    'INSERT INTO opening_line (opens_at, route, final_decisions, others) VALUES ($1, $2, 12000, 500)',
    [instant(nine), firstRoute],
  );
  await story.stage('final-decision');
  const turn = nine + 12_000 * spacingOf(100);
  expect(await story.stands('final-decision', 'held')).toMatchObject({ waitingUntil: turn });
  const { en, zh } = await story.why('final-decision');
  expect(en.cause).toContain('12,000 others go first');
  expect(zh.cause).toContain('排在前面的有 12,000 条');
  // Planned anew, it keeps its time.
  await story.contacts(story.mobile, { email: 'wang@example.com' });
  await eventually('it is planned anew', async () =>
    (await story.facts('notice-held')).length === 2 ? true : undefined,
  );
  expect(await story.facts('notice-held')).toMatchObject([
    { until: turn, opensAt: nine, ahead: 12_000 },
    { until: turn },
  ]);
  await world().clock.passTo(turn - 1_000);
  expect(story.accepted()).toEqual([]);
  await world().clock.passTo(turn + 5_000);
  await story.ends();
  expect(story.accepted()[0]?.at).toBeGreaterThanOrEqual(turn);
});

test('an urgent notice held in the quiet hours stands in no line', async () => {
  const story = await begin('Tue 22:30');
  const eight = world().clock.next('Wed 8:00');
  await world().workerLedger.query(
    'INSERT INTO opening_line (opens_at, route, final_decisions, others) VALUES ($1, $2, 12000, 500)',
    [instant(eight), firstRoute],
  );
  await story.stage('final-decision', { urgent: { reason: 'disbursal today' } });
  expect(await story.stands('final-decision', 'held')).toMatchObject({ waitingUntil: eight });
});

test('after waking, calendar and policy are read again: a day that became a holiday is not a workday', async () => {
  strictly();
  const story = await begin('Tue 22:30');
  const wednesday = world().clock.next('Wed 9:00');
  await story.stage('final-decision');
  await story.stands('final-decision', 'held');
  const holiday = mondayToFriday({ holidays: [dateOf(wednesday)], workdays: [] });
  world().current.rules = { ...world().current.rules, days: holiday };
  await world().clock.passTo(wednesday + 10 * 60_000);
  await story.stands('final-decision', 'held');
  const holds = await story.facts('notice-held');
  expect(holds).toMatchObject([{ policy: 'strict' }, { policy: 'strict', calendar: holiday.version }]);
  expect(holds[0]?.['calendar']).not.toBe(holiday.version);
  expect(holds[1]?.['until']).toBeGreaterThanOrEqual(wednesday + 24 * hourMs);
  expect(story.accepted()).toEqual([]);
  await world().clock.passTo(wednesday + 25 * hourMs);
  await story.ends();
  expect(story.accepted()).toHaveLength(1);
});

test('at a weekend `preferred` holds for no longer than a day', async () => {
  const story = await begin('Sat 10:00');
  const reportedAt = world().clock.now();
  await story.stage('final-decision');
  const held = await story.stands('final-decision', 'held');
  expect(held.waitingUntil).toBeLessThanOrEqual(reportedAt + 24 * hourMs + 62_000);
  await world().clock.pass(24 * hourMs + 120_000);
  await story.ends();
  expect(story.accepted()[0]?.at).toBeGreaterThanOrEqual(reportedAt + 23 * hourMs);
});

test('at a weekend `strict` waits for Monday whatever it takes', async () => {
  strictly();
  const story = await begin('Sat 10:00');
  const monday = world().clock.next('Mon 9:00');
  await story.stage('final-decision');
  await story.stands('final-decision', 'held');
  await world().clock.passTo(monday - 1_000);
  expect(story.accepted()).toEqual([]);
  await world().clock.passTo(monday + 61_000);
  await story.ends();
  expect(story.accepted()[0]?.at).toBeGreaterThanOrEqual(monday);
});

test('an urgent notice skips the window', async () => {
  const story = await begin('Tue 20:30');
  await story.stage('final-decision', { urgent: { reason: '放款前确认' } });
  await story.ends();
  expect(story.accepted()).toHaveLength(1);
  expect(await story.facts('notice-held')).toEqual([]);
});

test('an urgent notice does not skip the quiet hours', async () => {
  const story = await begin('Tue 22:30');
  const eight = world().clock.next('Wed 8:00');
  await story.stage('final-decision', { urgent: { reason: '放款前确认' } });
  await story.stands('final-decision', 'held');
  expect(await story.facts('notice-held')).toMatchObject([{ because: 'quiet-hours', until: eight }]);
  await world().clock.passTo(eight + 1_000);
  await story.ends();
  expect(story.accepted()).toHaveLength(1);
});

test('a window that closes between plan and call holds the notice again, and nothing is sent', async () => {
  const story = await begin('Tue 17:50');
  const six = world().clock.next('Tue 18:00');
  strictly();
  await world().clock.passTo(six - 4_000);
  world().watch.before = (name) =>
    name === 'send'
      ? eventually('the call no longer fits', () =>
          Promise.resolve(world().clock.now() > six - 900 ? true : undefined),
        ).then(() => undefined)
      : undefined;
  await story.stage('final-decision');
  await story.shows('held again', ({ notices }) => notices[0]?.state === 'held' && notices[0].attempts === 0);
  expect(await story.facts('notice-planned')).toHaveLength(1);
  expect(await story.facts('window-closed')).toMatchObject([{ route: 'sms/aliyun', because: 'window' }]);
  expect(await story.attempts()).toEqual([]);
  delete world().watch.before;
  await world().clock.passTo(world().clock.next('Wed 9:05'));
  await story.ends();
  expect(story.accepted()).toHaveLength(1);
});

test('a year the calendar does not know holds the notice, raises an alarm and is asked about every hour', async () => {
  const knowsNothing: DayTable = { version: 'nothing', lastYear: undefined, isWorkday: () => undefined };
  const { rules } = world().current;
  const story = await begin('Tue 10:00');
  world().current.rules = { ...rules, days: knowsNothing };
  await story.stage('final-decision');
  const held = await story.stands('final-decision', 'held');
  expect(held.waitingFor).toBe('calendar');
  const year = new Date(world().clock.now()).getUTCFullYear();
  await world().clock.pass(hourMs + 10_000);
  await story.stands('final-decision', 'held');
  expect(await story.alarms(String(year))).toMatchObject([
    { kind: 'calendar-unknown', times: 2, open: true },
  ]);
  expect(story.accepted()).toEqual([]);
  world().current.rules = rules;
  await world().clock.pass(hourMs);
  await story.ends();
  expect(await story.facts('notice-held')).toMatchObject([
    { because: 'calendar-unknown' },
    { because: 'calendar-unknown' },
  ]);
  expect(story.accepted()).toHaveLength(1);
});
