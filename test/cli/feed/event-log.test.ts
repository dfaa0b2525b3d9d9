import * as fc from 'fast-check';
import { readEventLog } from '../../../cli/feed/event-log.js';
import type { EventLog, EventLogOptions, LoggedEvent } from '../../../cli/feed/event-log.js';
import { logMappingOf } from '../../../cli/feed/log-mapping.js';
import type { LogMapping } from '../../../cli/feed/log-mapping.js';
import { logTimeOf } from '../../../cli/feed/log-time.js';
import { shortLine, written } from './written.js';

function mappingOf(json: unknown): LogMapping {
  const read = logMappingOf(json);
  if ('faults' in read) throw new Error('the test’s own mapping is wrong');
  return read.mapping;
}

const mapping = mappingOf({
  columns: { applicationId: 'case', event: 'activity', time: 'time', amount: 'amount' },
  events: {
    PRE: 'preliminary-approval',
    DOCS: 'supplementary-documents',
    YES: { stage: 'final-decision', decision: 'approved' },
    ALSO_YES: { stage: 'final-decision', decision: 'approved' },
    NO: { stage: 'final-decision', decision: 'declined' },
    GONE: 'withdrawal',
  },
  calendar: { timeZone: 'Europe/Amsterdam', holidays: 'none', policy: 'strict' },
});

const header = 'case,activity,time,amount';
const at = (minute: number) => `2026-03-02T10:${String(minute).padStart(2, '0')}:00+01:00`;
const row = (id: string, activity: string, minute: number, amount = '5000') =>
  [id, activity, at(minute), amount].join(',');
const read = (rows: readonly string[], options?: EventLogOptions, name = 'log.csv') =>
  readEventLog(written([header, ...rows].join('\n'), name), mapping, options);
const told = ({ events }: { readonly events: readonly LoggedEvent[] }) =>
  events.map(
    ({ applicationId, event, round }) => `${applicationId} ${event}${round === 1 ? '' : ` ${round}`}`,
  );
const faultsOf = ({ faults }: EventLog) => faults.map(shortLine);

test('an application comes at its first row, then what is mapped; the rest is ignored and counted', async () => {
  const log = await read([
    row('A', 'SUBMITTED', 0),
    row('A', 'PRE', 1),
    row('A', 'CALLED', 2),
    row('A', 'YES', 3),
  ]);
  expect(told(log)).toEqual(['A application', 'A preliminary-approval', 'A final-decision']);
  expect(log.events.map(({ atMs }) => atMs)).toEqual([0, 60_000, 180_000]);
  expect(log.events.map(({ loggedAt }) => loggedAt)).toEqual(
    [at(0), at(1), at(3)].map((time) => Date.parse(time)),
  );
  expect(log.events[0]?.data).toMatchObject({ product: 'personal-loan', amount: 5000 });
  expect(log.events[2]?.data).toEqual({ decision: 'approved' });
  expect(log.stats).toMatchObject({
    rows: 4,
    ignoredRows: 2,
    applications: 1,
    neverSeen: ['DOCS', 'ALSO_YES', 'NO', 'GONE'],
  });
});

test('an application whose first row is already mapped comes just before it', async () => {
  const log = await read([row('A', 'NO', 5), row('B', 'SUBMITTED', 7)]);
  expect(told(log)).toEqual(['A application', 'A final-decision', 'B application']);
  expect(log.events.map(({ atMs, source }) => [atMs, source.line])).toEqual([
    [0, 2],
    [0, 2],
    [120_000, 3],
  ]);
  expect(log.stats.withoutNews).toBe(1);
});

test('applications are woven together by time, equal times in the log’s order', async () => {
  const rows = [
    row('B', 'PRE', 2),
    row('A', 'PRE', 2),
    row('A', 'NO', 3),
    row('B', 'NO', 3),
    row('A', 'YES', 3),
  ];
  const log = await read(rows);
  expect(told(log)).toEqual([
    'B application',
    'B preliminary-approval',
    'A application',
    'A preliminary-approval',
    'A final-decision',
    'B final-decision',
    'A final-decision',
  ]);
});

test('rows of an application that are out of order are put by their time', async () => {
  const log = await read([row('A', 'NO', 9), row('A', 'SUBMITTED', 0), row('A', 'PRE', 4)]);
  expect(told(log)).toEqual(['A application', 'A preliminary-approval', 'A final-decision']);
  expect(log.stats.goingBack).toBe(0);
});

test('equal rows are dropped and counted; the same report at the same instant is one', async () => {
  const log = await read([
    row('A', 'PRE', 1),
    row('A', 'PRE', 1),
    row('A', 'PRE', 1, '6000'),
    row('A', 'YES', 2),
    row('A', 'ALSO_YES', 2),
  ]);
  expect(told(log)).toEqual(['A application', 'A preliminary-approval', 'A final-decision']);
  expect(log.stats).toMatchObject({ duplicateRows: 1, sameInstant: 2, conflicting: 0, furtherRounds: 0 });
});

test('a stage again later is a further round; other words at the same instant keep the round', async () => {
  const log = await read([
    row('A', 'DOCS', 1),
    row('A', 'DOCS', 2),
    row('A', 'NO', 3),
    row('A', 'YES', 3),
    row('A', 'YES', 4),
  ]);
  expect(told(log)).toEqual([
    'A application',
    'A supplementary-documents',
    'A supplementary-documents 2',
    'A final-decision',
    'A final-decision',
    'A final-decision 2',
  ]);
  expect(log.stats).toMatchObject({ furtherRounds: 2, conflicting: 1 });
});

test('a stage going back and what comes after a withdrawal stay in the feed and are counted', async () => {
  const log = await read([row('A', 'NO', 1), row('A', 'PRE', 2), row('B', 'GONE', 3), row('B', 'NO', 4)]);
  expect(told(log)).toEqual([
    'A application',
    'A final-decision',
    'A preliminary-approval',
    'B application',
    'B withdrawal',
    'B final-decision',
  ]);
  expect(log.stats).toMatchObject({ goingBack: 1, afterWithdrawal: 1 });
});

test('a limit takes the applications that appear first, with all their rows', async () => {
  const log = await read([row('A', 'PRE', 1), row('B', 'PRE', 2), row('C', 'PRE', 3), row('A', 'NO', 9)], {
    limit: 2,
  });
  expect(told(log)).toEqual([
    'A application',
    'A preliminary-approval',
    'B application',
    'B preliminary-approval',
    'A final-decision',
  ]);
  expect(log.stats).toMatchObject({ applications: 2, rowsOfOthers: 1 });
});

test('time is pressed evenly into what is asked for, and never stretched', async () => {
  const rows = [row('A', 'PRE', 0), row('A', 'DOCS', 15), row('A', 'NO', 30)];
  const pressed = await read(rows, { withinMs: 60_000 });
  expect(pressed.events.map(({ atMs }) => atMs)).toEqual([0, 0, 30_000, 60_000]);
  expect(pressed.stats).toMatchObject({ loggedSpanMs: 1_800_000, factor: 30 });
  const roomy = await read(rows, { withinMs: 86_400_000 });
  expect(roomy.events.at(-1)?.atMs).toBe(1_800_000);
  expect(roomy.stats.factor).toBe(1);
});

test('what the log lacks comes from the seed, due dates from the local day of the log', async () => {
  const rows = ['A,DOCS,2026-03-02T23:30:00Z,'];
  const one = await read(rows);
  expect(one.events.map(({ data }) => data)).toEqual((await read(rows)).events.map(({ data }) => data));
  expect((await read(rows, { seed: 'other' })).events[0]?.data).not.toEqual(one.events[0]?.data);
  expect(one.events[0]?.data).not.toHaveProperty('amount');
  expect(one.events[1]?.data['dueDate']).toBe('2026-03-17');
});

test('each row that cannot be used is told with its line and column, and harms no other', async () => {
  const log = await read([
    row('A', 'PRE', 1),
    'A,DOCS,yesterday,5000',
    'A,DOCS,2026-02-30T10:00:00Z,5000',
    `,DOCS,${at(2)},5000`,
    `A,,${at(2)},5000`,
    `A,DOCS,,5000`,
    `A,DOCS,${at(2)},much`,
    `A,DOCS,${at(2)}`,
    `A,DOCS,${at(2)},5000,more`,
    `13800138000,DOCS,${at(2)},5000`,
    `A B,DOCS,${at(2)},5000`,
    `A,"DOCS,${at(2)},5000`,
    `A,"DOCS"x,${at(2)},5000`,
    row('A', 'NO', 3),
  ]);
  const time = 'time: expected a time such as 2026-03-02T10:15:00+08:00';
  const id = 'case: expected 1 to 64 letters, digits, dots, underscores or hyphens';
  const quotes = 'expected cells whose quotes are closed, and doubled inside a cell';
  expect(faultsOf(log)).toEqual([
    `3: ${time}`,
    `4: ${time}`,
    `5: ${id}`,
    '6: activity: expected the name of an activity',
    `7: ${time}`,
    '8: amount: expected a number or nothing',
    '9: expected 4 cells, as many as the header has',
    '10: expected 4 cells, as many as the header has',
    '11: case: expected an id that is not shaped like a mobile or identity number',
    `12: ${id}`,
    `13: ${quotes}`,
    `14: ${quotes}`,
  ]);
  expect(told(log)).toEqual(['A application', 'A preliminary-approval', 'A final-decision']);
  expect(log.stats).toMatchObject({ rows: 14, faultyRows: 12 });
});

test('quoted cells, with commas, quotes and line breaks in them, are read', async () => {
  const lines = [
    '"A","PRE",2026-03-02T10:01:00Z,"5,"',
    '"A", "note ""x"",',
    'second line",',
    row('A', 'NO', 3),
  ];
  const log = await read(['"A","called ""twice"", then', `left",${at(1)},5000`, row('A', 'NO', 3)]);
  expect(told(log)).toEqual(['A application', 'A final-decision']);
  expect(log.events.map(({ source }) => source.line)).toEqual([2, 4]);
  expect(log.stats.faultyRows).toBe(0);
  expect((await read(lines)).stats).toMatchObject({ rows: 4, faultyRows: 3 });
});

test('packed logs, a byte order mark, CRLF and blanks around cells are read', async () => {
  const text = `\uFEFF case , activity,time,amount\r\n A , PRE ,${at(1)}, 5000 \r\n\r\n`;
  for (const name of ['log.csv', 'log.csv.gz']) {
    const log = await readEventLog(written(text, name), mapping);
    expect(told(log)).toEqual(['A application', 'A preliminary-approval']);
    expect(log.faults).toEqual([]);
  }
});

test('a log without the columns, or without anything, says so once', async () => {
  const of = async (text: string) => faultsOf(await readEventLog(written(text, 'log.csv'), mapping));
  expect(await of('case;activity;time;amount\nA;PRE;x;1\n')).toEqual(
    ['case', 'activity', 'time', 'amount'].map(
      (name) => `1: ${name}: expected one column of this name in the header`,
    ),
  );
  expect(await of('case,case,activity,time,amount\n')).toEqual([
    '1: case: expected one column of this name in the header',
  ]);
  expect(await of('')).toEqual(['expected a header with the names of its columns']);
  expect(faultsOf(await readEventLog('no-such-log.csv', mapping))).toEqual([
    'expected a file that exists and can be read',
  ]);
});

test('a flood of faults is counted in full and told in part', async () => {
  const log = await read(Array.from({ length: 3000 }, () => 'x'));
  expect([log.faults.length, log.stats.faultyRows, log.stats.rows]).toEqual([1000, 3000, 3000]);
});

test('options that make no sense are refused', async () => {
  await expect(read([], { limit: 0 })).rejects.toThrow(RangeError);
  await expect(read([], { withinMs: Number.NaN })).rejects.toThrow(RangeError);
});

test.each([
  ['2026-03-02T10:15:00.2509+08:00', '2026-03-02T02:15:00.250Z'],
  ['2026-03-02 10:15:00', '2026-03-02T09:15:00.000Z'],
  ['2026/07/02 10:15', '2026-07-02T08:15:00.000Z'],
  ['2026-03-02T10:15:00Z', '2026-03-02T10:15:00.000Z'],
  ['2026-03-02 10:15:00,5 +0100', '2026-03-02T09:15:00.500Z'],
])('the time %s is read, local to the time zone where it has no offset', (text, iso) => {
  expect(logTimeOf(text, 'Europe/Amsterdam')).toBe(Date.parse(iso));
});

test.each([
  '',
  '2026-03-02',
  '2026-02-29 10:00',
  '2026-03/02 10:00',
  '1772442900000',
  '0026-03-02 10:00',
  '2026-03-02T25:00',
])('the time "%s" is none', (text) => {
  expect(logTimeOf(text, 'Europe/Amsterdam')).toBeUndefined();
});

test('whatever a log holds, every row is told of once and the feed is in order', async () => {
  const cell = fc.oneof(
    fc.constantFrom('A', 'B', 'PRE', 'NO', 'GONE', '"', '""', '', '13800138000'),
    fc.string(),
  );
  const sound = fc
    .tuple(
      fc.constantFrom('A', 'B', 'C'),
      fc.constantFrom('PRE', 'DOCS', 'NO', 'YES', 'GONE', 'X'),
      fc.integer({ min: 0, max: 5 }),
    )
    .map(([id, activity, minute]) => row(id, activity, minute));
  const line = fc.oneof(
    sound,
    sound,
    fc.array(cell, { maxLength: 5 }).map((cells) => cells.join(',')),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { maxLength: 30 }),
      fc.integer({ min: 1, max: 4 }),
      async (rows, limit) => {
        const { events, stats } = await read(rows, { limit, withinMs: 1000 });
        const { faultyRows, rowsOfOthers, duplicateRows, ignoredRows, sameInstant, applications } = stats;
        expect(
          faultyRows +
            rowsOfOthers +
            duplicateRows +
            ignoredRows +
            sameInstant +
            events.length -
            applications,
        ).toBe(stats.rows);
        const begun = new Set<string>();
        let before = 0;
        for (const { applicationId, event, atMs } of events) {
          expect(begun.has(applicationId)).toBe(event !== 'application');
          begun.add(applicationId);
          expect(atMs).toBeGreaterThanOrEqual(before);
          before = atMs;
        }
        expect(before).toBeLessThanOrEqual(1000);
      },
    ),
    { numRuns: 150 },
  );
});
