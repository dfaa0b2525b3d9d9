/** The bank's own list by the command line, on a ledger without a stack around it: nothing here asks Temporal. */
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { writeFileSync } from 'node:fs';
import { startTimeOf } from '../../../cli/stack/process/identity.js';
import { writeStackFile } from '../../../cli/stack/stack-file.js';
import { openAlarmsOf } from '../../../ledger/alarm/raise.js';
import { openedLedger } from '../../ledger/opened-ledger.js';
import type { OpenedLedger } from '../../ledger/opened-ledger.js';
import { newKey, temporaryFolder, writePrivate } from '../../runtime/temporary-folder.js';
import { bida, expectRefused, jsonOf } from './command-line.js';

describe('the bank’s own list by the command line', () => {
  const folder = temporaryFolder();
  let opened: OpenedLedger;
  beforeAll(async () => {
    opened = await openedLedger(1);
    const configuration = {
      version: 1,
      routes: [],
      staff: { callBackNumber: '95599' },
      reconciliation: { graceMs: 0 },
    };
    writeStackFile({
      apiUrl: 'http://127.0.0.1:1',
      metricsUrls: { api: 'http://127.0.0.1:1/metrics', worker: 'http://127.0.0.1:1/metrics' },
      temporalAddress: '127.0.0.1:1',
      temporalNamespace: 'default',
      databaseUrl: opened.database.url,
      simulatorUrl: 'http://127.0.0.1:1',
      smtpUrl: 'smtp://127.0.0.1:1',
      stateDir: folder,
      configurationFile: writePrivate(folder, 'configuration.json', JSON.stringify(configuration)),
      keys: {
        master: writePrivate(folder, 'master.key', newKey()),
        codec: writePrivate(folder, 'codec.key', newKey()),
      },
      startedAt: new Date().toISOString(),
      pid: process.pid,
      processStartTime: startTimeOf(process.pid) ?? '',
    });
  });
  afterAll(() => opened.close());

  const on = (...args: string[]) => [...args, '--state', folder];
  const done = async (args: string[], stdin?: string) => {
    const said = await bida(on(...args), stdin === undefined ? {} : { stdin });
    expect({ args, status: said.status, stderr: said.stderr }).toEqual({ args, status: 0, stderr: '' });
    return said;
  };
  const csv = [
    '\uFEFFstage,applicationId,round,decidedAt,decision',
    'final-decision,C-1,,2026-03-02T10:30:00+08:00,declined',
    '',
    'preliminary-approval,"C-2",1,,\r',
  ].join('\n');

  test('comes as CSV or JSON, by file or standard input, and is known whichever way it comes', async () => {
    const file = join(folder, 'decisions.csv.gz');
    writeFileSync(file, gzipSync(csv));
    const { stdout } = await done(['reconcile', '2026-03-02', '--file', file]);
    expect(stdout).toMatch(
      /^recorded\n2026-03-02 {2}version 1 {2}command-line {2}\S+\n {2}on the list +2\n {2}reported as listed +0\n {2}never reported +2\nC-1 {2}final-decision +never reported, nor was the application\nC-2 {2}preliminary-approval {2}never reported, nor was the application\n$/,
    );
    expect(stdout).not.toContain('declined');
    const decisions = [
      { applicationId: 'C-2', stage: 'preliminary-approval', round: 1 },
      {
        applicationId: 'C-1',
        stage: 'final-decision',
        decidedAt: '2026-03-02T02:30:00Z',
        decision: 'declined',
      },
    ];
    const again = await done(
      ['reconcile', '2026-03-02', '--file', '-', '--json'],
      JSON.stringify({ decisions }),
    );
    expect(jsonOf(again)).toMatchObject({ result: 'known', version: 1, counts: { 'never-reported': 2 } });
  });

  test('is said in Chinese, shown a page at a time, and is the answer to why no message came', async () => {
    const zh = await done(['reconciliations', '2026-03-02', '--lang', 'zh', '--limit', '1']);
    expect(zh.stdout).toMatch(/从未报送 +2\nC-1 {2}审批结果 {2}从未报送，申请也没有报送\n… --after \S+\n$/);
    const [, next = ''] = /--after (\S+)/.exec(zh.stdout) ?? [];
    const rest = await done(['reconciliations', '2026-03-02', '--after', next, '--json']);
    expect(jsonOf(rest)).toMatchObject({ entries: [{ applicationId: 'C-2' }] });
    const days = await done(['reconciliations']);
    expect(days.stdout).toBe('2026-03-02  2 on the list  never reported 2\n');
    const why = await done(['why', 'C-1']);
    expect(why.stdout).toContain(
      'The bank’s own list says that the final decision was made on Monday 2 March 2026, 10:30, but no decision reached us',
    );
    expect(await openAlarmsOf(opened.ledger, 'decision-unreported')).toEqual([{ subject: '2026-03-02' }]);
  });

  test('says where a file is wrong by its lines, repeating nothing of it', async () => {
    const wrong = [csv, 'final-decision,13812345678,,,', 'final-decision,C-1,x,,', 'final-decision,C-1,1,,'];
    const { stderr } = await expectRefused(
      on('reconcile', '2026-03-02', '--file', '-'),
      'body-invalid',
      wrong.join('\n'),
    );
    expect(stderr).toContain('  line 5, applicationId: expected no mobile or identity number\n');
    expect(stderr).toMatch(/ {2}line 6, round: .+\n/);
    expect(stderr).toContain('  line 7: expected each decision once; line 2 names it already\n');
    expect(stderr).not.toMatch(/13812345678|C-1/);
  });
});
