import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { feedFaultLine } from '../../../cli/feed/feed-event.js';
import { readJsonl } from '../../../cli/feed/jsonl.js';
import { readAll, written } from './written.js';

const line = (change: object = {}) =>
  JSON.stringify({ at: '+1s', applicationId: 'A-1', event: 'withdrawal', data: {}, ...change });
const read = (content: string | Buffer, name?: string) => readAll(readJsonl(written(content, name)));
const faultsOf = async (text: string) => (await read(text)).faults;

test('events come in the order of their time, and in the order of the file where it is equal', async () => {
  const { events, faults } = await read(
    [
      line({ at: '+2s', applicationId: 'C' }),
      '# a comment',
      '',
      line({ at: '+1500ms', applicationId: 'B' }),
      line({ at: '+2s', applicationId: 'A' }),
      line({ at: '+1m', applicationId: 'D' }),
      line({ at: '+0.25s', applicationId: 'E' }),
    ].join('\n'),
  );
  expect(faults).toEqual([]);
  expect(events.map(({ applicationId, atMs, source }) => [applicationId, atMs, source.line])).toEqual([
    ['E', 250, 7],
    ['B', 1500, 4],
    ['C', 2000, 1],
    ['A', 2000, 5],
    ['D', 60_000, 6],
  ]);
});

test('a line is read whole: event, round, data and where it stands', async () => {
  const file = written(line({ event: 'final-decision', round: 2, data: { decision: 'approved' } }));
  expect((await readAll(readJsonl(file))).events).toEqual([
    {
      atMs: 1000,
      applicationId: 'A-1',
      event: 'final-decision',
      round: 2,
      data: { decision: 'approved' },
      source: { file, line: 1 },
    },
  ]);
});

test('of ISO times the earliest is the start of the feed, wherever it stands and whatever its offset', async () => {
  const { events } = await read(
    [
      line({ at: '2026-06-01T10:00:05+08:00', applicationId: 'B' }),
      line({ at: '2026-06-01T02:00:00Z', applicationId: 'A' }),
    ].join('\n'),
  );
  expect(events.map(({ applicationId, atMs }) => [applicationId, atMs])).toEqual([
    ['A', 0],
    ['B', 5000],
  ]);
});

test('offsets and ISO times in one file are a fault on the lines that differ from the first', async () => {
  const iso = line({ at: '2026-06-01T02:00:00Z' });
  expect(await faultsOf([line(), iso, line()].join('\n'))).toEqual([
    '2: at: expected an offset such as "+2s", as on the lines before',
  ]);
  expect(await faultsOf([iso, line(), iso].join('\n'))).toEqual([
    '2: at: expected an ISO time, as on the lines before',
  ]);
});

test('packed files, a byte order mark and CRLF are read like any other', async () => {
  const text = `\uFEFF${line()}\r\n\r\n${line({ applicationId: '乙-2' })}\r\n`;
  for (const name of ['feed.jsonl', 'feed.jsonl.gz']) {
    const { events, faults } = await read(text, name);
    expect(faults).toEqual([]);
    expect(events.map(({ applicationId }) => applicationId)).toEqual(['A-1', '乙-2']);
  }
});

test('a line break of Unicode inside a text does not end the line', async () => {
  const { events } = await read(line({ data: { reason: 'a\u2028b' } }));
  expect(events[0]?.data).toEqual({ reason: 'a\u2028b' });
});

test('every wrong field is named with what is expected, and the lines beside it are read', async () => {
  const wrong = [
    [{ at: 2 }, 'at: expected a time'],
    [{ at: '2s' }, 'at: expected a time such as "+2s", "+1500ms" or an ISO time with its offset'],
    [
      { at: '2026-02-30T10:00:00Z' },
      'at: expected a time such as "+2s", "+1500ms" or an ISO time with its offset',
    ],
    [{ at: '+25h' }, "at: expected a time within 24 hours of the feed's start"],
    [{ applicationId: 7 }, 'applicationId: expected a text of 1 to 200 characters'],
    [{ applicationId: '' }, 'applicationId: expected a text of 1 to 200 characters'],
    [
      { event: 'approved' },
      'event: expected "application" or "contacts" or "withdrawal" or "preliminary-approval" or "supplementary-documents" or "final-decision"',
    ],
    [{ event: 'final-decision', round: 0 }, 'round: expected a whole number from 1 to 99'],
    [{ event: 'final-decision', round: 1.5 }, 'round: expected a whole number from 1 to 99'],
    [{ event: 'final-decision', round: '1' }, 'round: expected a whole number from 1 to 99'],
    [{ round: 2 }, 'round: expected no round but 1 for what is not a stage'],
    [{ data: [] }, 'data: expected an object'],
    [{ data: null }, 'data: expected an object'],
    [{ event: 'contacts', data: undefined }, 'data: expected an object'],
    [{ stage: 'final-decision' }, 'stage: expected no field of this name'],
  ] as const;
  const { events, faults } = await read([...wrong.map(([change]) => line(change)), line()].join('\n'));
  expect(faults.toSorted()).toEqual(wrong.map(([, fault], index) => `${index + 1}: ${fault}`).toSorted());
  expect(events).toHaveLength(1);
});

test('a withdrawal may say nothing', async () => {
  expect((await read(line({ data: undefined }))).events[0]?.data).toEqual({});
});

test('what is not a JSON object is a fault of its line', async () => {
  const bad = ['{', 'null', '[]', '7', '"text"', `${line()}${line()}`, '\u0000', '['.repeat(100_000)];
  expect(await faultsOf(bad.join('\n'))).toEqual(
    bad.map((_, index) => `${index + 1}: expected one JSON object`),
  );
});

test('of a key given twice the last counts', async () => {
  const { events } = await read('{"at":"+1s","at":"+3s","applicationId":"A","event":"withdrawal"}');
  expect(events[0]?.atMs).toBe(3000);
});

test('no fault repeats anything of what was read, not even a name that is none', async () => {
  const canary = '13800138000';
  const wrong = [
    `{"${canary}":1}`,
    line({ [`张三${canary}`]: 1 }),
    line({ at: canary, applicationId: [canary], event: canary, data: canary, round: canary }),
    `{"at":"${canary}`,
  ];
  const faults = await faultsOf(wrong.join('\n'));
  expect(new Set(faults.map((fault) => fault.split(':')[0]))).toEqual(new Set(['1', '2', '3', '4']));
  expect(faults.join('\n')).not.toMatch(/138|张三/);
});

test('an over-long line is left out without being kept, and the next is read', async () => {
  const { events, faults } = await read(
    [line({ data: { reason: 'x'.repeat(1024 * 1024) } }), line({ applicationId: 'B' })].join('\n'),
  );
  expect(faults).toEqual(['1: expected a line of at most 1024 KiB']);
  expect(events.map(({ applicationId }) => applicationId)).toEqual(['B']);
});

test('bytes that are not UTF-8 are a fault of their line alone', async () => {
  const gbk = Buffer.concat([Buffer.from('{"at":"'), Buffer.from([0xd5, 0xc5]), Buffer.from('"}\n')]);
  const { events, faults } = await read(Buffer.concat([gbk, Buffer.from(line())]));
  expect(faults).toEqual(['1: expected text in UTF-8']);
  expect(events).toHaveLength(1);
});

test('a file that is missing, or a folder, is told in one line', async () => {
  for (const file of [join(tmpdir(), 'bida-no-such-file.jsonl'), tmpdir()]) {
    const { events, faults } = await readAll(readJsonl(file));
    expect([events, faults]).toEqual([[], ['expected a file that exists and can be read']]);
  }
});

test('a packed file cut off or not packed at all is told after what could be read', async () => {
  const notPacked = written('', 'cut.jsonl.gz');
  writeFileSync(notPacked, line());
  expect((await readAll(readJsonl(notPacked))).faults).toEqual(['expected a gzip file that is whole']);
  const many = Array.from({ length: 2000 }, (_, n) => line({ applicationId: `A-${String(n * 7919)}` })).join(
    '\n',
  );
  const packed = gzipSync(many);
  writeFileSync(notPacked, packed.subarray(0, packed.length - 20));
  const { events, faults } = await readAll(readJsonl(notPacked));
  expect(faults.at(-1)).toBe('expected a gzip file that is whole');
  expect(events.length).toBeLessThanOrEqual(2000);
});

test('a feed of more than 200,000 lines ends in a fault there', async () => {
  const { events, faults } = await read(
    `${line()}\n${'#\n'.repeat(199_999)}${line()}\n${line()}\n`,
    'long.jsonl.gz',
  );
  expect(faults).toEqual(['200001: expected at most 200000 lines and 128 MiB; nothing is read from here on']);
  expect(events).toHaveLength(1);
});

test('faults come before the first event, so that a feed can be refused before it began', async () => {
  const { faultsFirst, faults } = await read([line(), '{', line(), line({ at: '+99h' })].join('\n'));
  expect([faultsFirst, faults.length]).toEqual([true, 2]);
});

test('a fault reads as file, line, field and expectation', () => {
  expect(feedFaultLine({ file: 'a.jsonl', line: 3, field: 'at', expected: 'a time' })).toBe(
    'a.jsonl:3: at: expected a time',
  );
  expect(feedFaultLine({ file: 'a.jsonl', line: 0, field: '', expected: 'a file' })).toBe(
    'a.jsonl: expected a file',
  );
});

test('whatever bytes a file holds, reading it ends, without an event that is not whole', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
      const { events } = await read(Buffer.concat([bytes, Buffer.from(`\n${line()}\n`), bytes]));
      expect(events).toHaveLength(1);
    }),
    { numRuns: 100 },
  );
});
