import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { writeFileSync } from 'node:fs';
import { faultInFile, readDecisionList } from '../../../cli/feed/decision-list.js';
import { temporaryFolder } from '../../runtime/temporary-folder.js';

const folder = temporaryFolder();
let files = 0;
const written = (content: string | Buffer): string => {
  const file = join(folder, `list-${(files += 1)}`);
  writeFileSync(file, content);
  return file;
};
const decisions = [
  { applicationId: 'A-1', stage: 'final-decision', round: 2, decision: 'declined' },
  { applicationId: 'A-2', stage: 'preliminary-approval' },
];
const csv = [
  'stage,applicationId,round,decision',
  'final-decision, A-1 ,2,declined',
  '',
  '"preliminary-approval",A-2,,\r',
].join('\n');

test.each<[string, string | Buffer]>([
  ['CSV, its columns in any order', csv],
  ['CSV behind a byte order mark', `\uFEFF${csv}`],
  ['CSV in a gzip file', gzipSync(csv)],
  ['JSON as over HTTP', JSON.stringify({ decisions })],
  ['a bare JSON list', `\uFEFF ${JSON.stringify(decisions)}`],
])('%s is the same list', async (_what, content) => {
  expect((await readDecisionList(written(content))).body).toEqual({ decisions });
});

test('an empty day is a header alone, or an empty list', async () => {
  for (const content of ['applicationId,stage\n', '[]', '{"decisions":[]}'])
    expect((await readDecisionList(written(content))).body).toEqual({ decisions: [] });
});

test.each([
  ['no header', 'A-1,final-decision', /line 1: expected a header with applicationId and stage/],
  ['a column twice', 'applicationId,stage,stage', /line 1: expected a header/],
  ['a column nobody knows', 'applicationId,stage,name', /line 1: expected a header/],
  ['a cell too few', 'applicationId,stage\nA-1', /line 2: expected 2 cells/],
  ['an open quote', 'applicationId,stage\n"A-1,final-decision', /line 2: expected cells whose quotes/],
  ['nothing', '', /: expected JSON, or CSV with a header/],
  ['half a JSON', '{"decisions":[', /: expected JSON, or CSV with a header/],
  ['half a gzip file', gzipSync(csv).subarray(0, 30), /: expected a gzip file that is whole/],
])('%s is refused, repeating nothing', async (_what, content, words) => {
  const failure = await readDecisionList(written(content)).catch((thrown: unknown) => thrown);
  expect(failure).toMatchObject({ name: 'UsageFault', message: expect.stringMatching(words) as unknown });
  expect((failure as Error).message).not.toMatch(/A-1/);
});

test('a fault is told by the line of a CSV file, and by position in JSON', async () => {
  const fault = 'decisions.1: expected each decision once; decisions.0 names it already';
  expect(faultInFile(fault, await readDecisionList(written(csv)))).toBe(
    'line 4: expected each decision once; line 2 names it already',
  );
  expect(faultInFile('decisions.0.round: expected', await readDecisionList(written(csv)))).toBe(
    'line 2, round: expected',
  );
  expect(faultInFile(fault, await readDecisionList(written('[]')))).toBe(fault);
});
