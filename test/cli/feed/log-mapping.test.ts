import { dirname, join } from 'node:path';
import { readLogMapping } from '../../../cli/feed/log-mapping.js';
import { shortLine, written } from './written.js';

const columns = { applicationId: 'case', event: 'activity', time: 'time' };
const minimal = { columns, events: { DECLINED: { stage: 'final-decision', decision: 'declined' } } };

function read(json: unknown) {
  const file = written(typeof json === 'string' ? json : JSON.stringify(json), 'mapping.json');
  const result = readLogMapping(file);
  return 'faults' in result ? result.faults.map(shortLine) : { ...result.mapping, file };
}

test('a small mapping is filled with mainland China’s calendar and the preferred policy', () => {
  expect(read(minimal)).toMatchObject({
    columns,
    calendar: { timeZone: 'Asia/Shanghai', holidays: 'cn', policy: 'preferred' },
  });
});

test('activities mean a stage, a stage with data, or a withdrawal', () => {
  const events = {
    PRE: 'preliminary-approval',
    DOCS: { stage: 'supplementary-documents', documents: ['收入证明'] },
    GONE: 'withdrawal',
  };
  const mapping = read({ columns, events });
  expect('events' in mapping && [...mapping.events]).toEqual([
    ['PRE', { event: 'preliminary-approval', data: {} }],
    ['DOCS', { event: 'supplementary-documents', data: { documents: ['收入证明'] } }],
    ['GONE', { event: 'withdrawal' }],
  ]);
});

test('a file of holidays is looked for beside the mapping', () => {
  const mapping = read({ ...minimal, calendar: { holidays: 'days.json' } });
  expect('file' in mapping && mapping.calendar.holidays).toBe(
    'file' in mapping && join(dirname(mapping.file), 'days.json'),
  );
});

const wrongEvent =
  'expected "withdrawal", a stage, or {"stage": …} with its data; stages are preliminary-approval, supplementary-documents, final-decision';

test.each([
  ['no columns', { events: minimal.events }, ['columns: expected an object']],
  ['a misspelt field', { ...minimal, colums: {} }, ['colums: expected no field of this name']],
  [
    'a column without a name',
    { ...minimal, columns: { ...columns, time: ' ' } },
    ["columns.time: expected the name of a column, as in the log's header"],
  ],
  [
    'one column for two things',
    { ...minimal, columns: { ...columns, time: 'case' } },
    ['columns: expected three different columns for applicationId, event and time'],
  ],
  ['no activity', { ...minimal, events: {} }, ['events: expected at least one activity']],
  ['an unknown stage', { ...minimal, events: { X: 'approval' } }, [`events.X: ${wrongEvent}`]],
  [
    'an unknown stage with data',
    { ...minimal, events: { X: { stage: 'final' } } },
    [`events.X: ${wrongEvent}`],
  ],
  [
    'a final decision that does not say which',
    { ...minimal, events: { X: 'final-decision' } },
    ['events.X.decision: expected "approved" or "declined" or "conditional"'],
  ],
  [
    'data its stage does not know',
    { ...minimal, events: { X: { stage: 'preliminary-approval', decision: 'approved' } } },
    ['events.X.decision: expected no field of this name'],
  ],
  [
    'a calendar nobody has',
    { ...minimal, calendar: { timeZone: 'Mars/Olympus', holidays: '', policy: 'lax' } },
    [
      'calendar.timeZone: expected an IANA time zone, such as Asia/Shanghai',
      'calendar.holidays: expected "cn" or "none" or the path of a file',
      'calendar.policy: expected "strict" or "preferred"',
    ],
  ],
  ['no object', '[]', ['expected an object']],
])('a mapping with %s is refused, naming the field', (_, json, faults) => {
  expect(read(json)).toEqual(faults);
});

test('a mapping that is no JSON is refused', () => {
  expect(read('{')).toEqual([expect.stringMatching(/^expected JSON/)]);
});

test('a mapping file that is missing is told in one line', () => {
  const result = readLogMapping('no-such-mapping.json');
  expect('faults' in result && result.faults.map(shortLine)).toEqual([
    'expected a file that exists and can be read',
  ]);
});
