import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Shown } from '../../../cli/show/timeline.js';
import type { StackFile } from '../../../cli/stack/stack-file.js';
import { Ledger } from '../../../ledger/ledger.js';
import { noticesOfApplication } from '../../../ledger/notice/find.js';
import type { TaskRow } from '../../../ledger/human-task/row.js';
import { eventually } from '../../workflows/stage/eventually.js';
import { isGone } from '../stack/supervised.js';
import {
  bida,
  escapeCode,
  everythingSaid,
  expectRefused,
  jsonOf,
  plainEnvironment,
  program,
} from './command-line.js';
import { commandLines, ownStack } from './own-stack.js';
import type { OwnStack } from './own-stack.js';

const canaries = {
  name: '欧阳晓明',
  idNumber: '11010519491231002X',
  mobile: '13800139987',
  email: 'xiaoming.canary@example.com',
  document: '近三个月工资流水-金丝雀',
};
const application = (changed: Record<string, unknown> = {}) =>
  JSON.stringify({
    applicant: { name: canaries.name, idNumber: canaries.idNumber },
    contacts: { mobile: canaries.mobile, email: canaries.email },
    product: 'personal-loan',
    ...changed,
  });

describe('the command line on a running stack', () => {
  let stack: OwnStack;
  let ledger: Ledger;
  let stopped = false;
  const stackFile = () => JSON.parse(readFileSync(join(stack.stateDir, 'stack.json'), 'utf8')) as StackFile;
  beforeAll(async () => {
    stack = await ownStack();
    ledger = new Ledger({ url: stackFile().databaseUrl, connections: 2 });
  });
  afterAll(async () => {
    if (!stopped) await ledger.close();
    if (!stopped) await stack.interrupt();
    stack.remove();
  });

  const on = (...args: string[]) => [...args, '--state', stack.stateDir];
  const done = async (args: string[], stdin?: string) => {
    const said = await bida(on(...args, '--json'), stdin === undefined ? {} : { stdin });
    expect({ args, status: said.status, stderr: said.stderr }).toEqual({ args, status: 0, stderr: '' });
    return jsonOf(said);
  };
  const shown = async (id: string) => (await done(['show', id])) as Shown;
  const openTasks = async (id: string) => {
    const { tasks } = (await done(['tasks'])) as { tasks: TaskRow[] };
    return tasks.filter(({ applicationId }) => applicationId === id);
  };
  /** Waits until every notice of an application stands so, looking into the ledger; then shows it. */
  const untilNotices = async (id: string, state: string) => {
    await eventually(`${id} is ${state}`, async () => {
      const notices = await noticesOfApplication(ledger, id);
      return notices.length > 0 && notices.every((notice) => notice.state === state) ? true : undefined;
    });
    return shown(id);
  };

  test('says it is up with every address, without a colour', () => {
    expect(stack.said.stdout).toMatch(/Temporal UI +http:\/\/127\.0\.0\.1:\d+\n/);
    expect(stack.said.stdout).toContain('npx bida apply A-1 --sample');
    expect(stack.said.stdout).toContain('(for development: no password is asked)');
    expect(stack.said.stdout + stack.said.stderr).not.toMatch(escapeCode);
  });

  test('holds a provider with a reason from standard input, and the next notice goes another way', async () => {
    const order = ['--for', '1h', '--reason', '-', '--staff', 'wang.wei'];
    expect(await done(['routes', 'hold', 'aliyun', ...order], '网关丢短信\n')).toMatchObject({
      closes: ['voice'],
    });
    await done(['apply', 'H-1', '--file', '-'], application({ contacts: { mobile: '13800139911' } }));
    await done(['stage', 'H-1', 'final-decision', '--decision', 'approved']);
    const { attempts, events } = await untilNotices('H-1', 'delivered');
    expect(attempts.map(({ route }) => route).join()).toMatch(/^sms\/(?:tencent|bank-gateway)$/);
    const leftOut = String(events.find(({ kind }) => kind === 'notice-planned')?.detail['leftOut']);
    expect(leftOut).toContain('sms/aliyun: not-allowed: route-held');
    const { stdout } = await bida(on('routes', '--lang', 'zh'));
    expect(stdout).toMatch(/sms\/aliyun .*已暂停，wang\.wei，至 .*：网关丢短信/);
    await done(['routes', 'release', 'aliyun', '--staff', 'wang.wei']);
    await expectRefused(on('routes', 'release', 'aliyun', '--staff', 'wang.wei'), 'override-none');
  });

  test('refuses a second start on the same state folder, naming who has it', async () => {
    const { status, stdout, stderr } = await bida(on('start'));
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^bida: a stack runs on [^\n]+\n$/);
    expect(stderr).toContain(`process ${stack.pid}`);
  });

  test('an application comes by sample, file or standard input; the same again is known, another is refused by field', async () => {
    const file = join(stack.stateDir, 'application.json');
    writeFileSync(file, `\uFEFF${application()}`);
    expect(await done(['apply', 'S-1', '--sample'])).toEqual({
      result: 'created',
      told: true,
      mobile: 'good',
      contacts: { mobile: 'good' },
    });
    expect(await done(['apply', 'S-1', '--sample'])).toMatchObject({ result: 'known' });
    expect(await done(['apply', 'F-1', '--file', file])).toMatchObject({ result: 'created' });
    const again = await bida(on('apply', 'F-1', '--file', '-'), { stdin: application() });
    expect(again).toMatchObject({ status: 0, stdout: 'F-1: known already, nothing changed\n', stderr: '' });
    const other = application({ product: 'business-loan', contacts: { mobile: '13800139986' } });
    const { stdout, stderr } = await expectRefused(
      on('apply', 'F-1', '--file', '-'),
      'application-differs',
      other,
    );
    for (const said of [stdout, stderr]) {
      expect(said).toContain('/product');
      expect(said).toContain('/contacts/mobile');
      expect(said).not.toMatch(/13800139986|business-loan/);
    }
    const wrong = JSON.stringify({ applicant: { name: 7, idNo: canaries.idNumber }, product: canaries.name });
    const said = await expectRefused(on('apply', 'F-2', '--file', '-'), 'body-invalid', wrong);
    expect(said.stderr).toMatch(/applicant\.name: .+\n[^]*contacts: /);
  });

  test('stages take every option, go forward only, and are delivered', async () => {
    const documents = JSON.stringify({ documents: [canaries.document], dueDate: '2035-01-31' });
    const urgent = ['--decided-at', '2026-11-01T09:30:00+08:00', '--urgent', '放款日为今日'];
    expect(
      await done(['stage', 'F-1', 'preliminary-approval', '--valid-until', '2035-01-31', ...urgent]),
    ).toEqual({ result: 'created', told: true });
    expect(await done(['stage', 'F-1', 'supplementary-documents', '--file', '-'], documents)).toMatchObject({
      result: 'created',
    });
    await untilNotices('F-1', 'delivered');
    expect(await done(['stage', 'F-1', 'final-decision', '--decision', 'approved'])).toMatchObject({
      result: 'created',
    });
    await untilNotices('F-1', 'delivered');
    const correct = ['stage', 'F-1', 'final-decision', '--round', '2', '--decision', 'conditional'];
    const { approval } = (await done(correct)) as { approval: { approvalId: string } };
    await done(['approvals', 'approve', approval.approvalId, '--staff', 'wang.wei']);
    expect(await done(correct)).toMatchObject({ result: 'known' });
    const { notices } = await untilNotices('F-1', 'delivered');
    expect(notices.map(({ stage, round }) => `${stage} ${round}`)).toEqual([
      'preliminary-approval 1',
      'supplementary-documents 1',
      'final-decision 1',
      'final-decision 2',
    ]);
  });

  test.each([
    ['an unknown stage', ['stage', 'S-1', 'nonsense'], 'stage-unknown'],
    ['a stage going back', ['stage', 'F-1', 'preliminary-approval', '--round', '2'], 'stage-goes-back'],
    [
      'a round left out',
      ['stage', 'F-1', 'final-decision', '--round', '7', '--decision', 'approved'],
      'round-skipped',
    ],
    [
      'a round that is no number',
      ['stage', 'F-1', 'final-decision', '--round', 'x', '--decision', 'approved'],
      'body-invalid',
    ],
    ['another decision', ['stage', 'F-1', 'final-decision', '--decision', 'declined'], 'stage-differs'],
    [
      'a decision there is none of',
      ['stage', 'S-1', 'final-decision', '--decision', 'perhaps'],
      'body-invalid',
    ],
    [
      'a time that is none',
      ['stage', 'S-1', 'preliminary-approval', '--decided-at', 'yesterday'],
      'body-invalid',
    ],
    [
      'a stage of an application nobody reported',
      ['stage', 'X-1', 'final-decision', '--decision', 'approved'],
      'application-unknown',
    ],
    ['an application nobody reported', ['show', 'X-1'], 'application-unknown'],
    [
      'a task there is none of',
      ['complete', 'x', '--outcome', 'told-by-phone', '--staff', 'li.na'],
      'task-unknown',
    ],
    [
      'a number in place of an account',
      ['complete', 'x', '--outcome', 'told-by-phone', '--staff', '13800139987'],
      'staff-reference',
    ],
  ])('%s is refused with its code', async (_what, args, code) => {
    await expectRefused(on(...args), code);
  });

  test('ids shaped like a person’s number, like a path or like nothing of ours are refused and not repeated', async () => {
    const hostile = [
      [canaries.mobile, 'application-id-personal'],
      [`A-${canaries.idNumber}`, 'application-id-personal'],
      ['../../etc/passwd', 'application-id-shape'],
      ['A-1/../../x', 'application-id-shape'],
      ['x'.repeat(3_000), 'application-id-shape'],
      ['A-1😀', 'application-id-shape'],
      ['', 'application-id-shape'],
      ["A-1'; DROP TABLE notice; --", 'application-id-shape'],
    ] as const;
    const answers = await Promise.all(
      hostile.map(([id, code], nth) =>
        expectRefused(on(...(nth % 2 === 0 ? ['show', id] : ['apply', id, '--sample'])), code),
      ),
    );
    for (const [nth, { stdout, stderr }] of answers.entries()) {
      const [id = ''] = hostile[nth] ?? [];
      if (id !== '') expect(stdout + stderr).not.toContain(id);
    }
  });

  test('the page of an application reads in English and in Chinese, aligned, and as one JSON line', async () => {
    const [en, zh, asked] = await Promise.all([
      bida(on('show', 'F-1')),
      bida(on('show', 'F-1'), { environment: { LANG: 'zh_CN.UTF-8' } }),
      bida(on('show', 'F-1', '--lang', 'zh')),
    ]);
    expect(en.stdout).toMatch(/^Application F-1 {2}Asia\/Shanghai\n {2}preliminary-approval +delivered\n/);
    expect(en.stdout).toMatch(/final-decision #2 +delivered\n/);
    expect(en.stdout).toMatch(
      /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}preliminary-approval +stage reported, decided 2026-11-01 09:30:00, urgent/,
    );
    expect(zh.stdout).toMatch(/^申请 F-1 {2}Asia\/Shanghai\n {2}初审通过 +已送达\n/);
    expect(zh.stdout).toContain('回执：已送达（DELIVERED：用户接收成功）');
    expect(asked.stdout).toBe(zh.stdout);
    for (const { stdout } of [en, zh]) expect(stdout).not.toMatch(escapeCode);
    const { applicationId, attempts, events } = await shown('F-1');
    expect(applicationId).toBe('F-1');
    expect(attempts.every(({ settlement }) => settlement === 'delivered')).toBe(true);
    expect(events.length).toBeGreaterThan(10);
  });

  test('why an applicant was told, or not, is answered in the language asked for, by stage and as one JSON line', async () => {
    const asked = on('why', 'F-1', '--stage', 'final-decision', '--round', '1');
    const [en, zh, whole] = await Promise.all([
      bida(asked),
      bida([...asked, '--lang', 'zh']),
      bida(on('why', 'F-1')),
    ]);
    expect(en.stdout).toMatch(
      /^Application F-1 {2}Asia\/Shanghai\n\nCause\n {2}The message about the final decision was delivered on \w+day \d+ \w+ \d{4}, \d\d:\d\d by text message \([a-z-]+\)\.\n\nOn record\n/,
    );
    expect(en.stdout).toContain(
      '\nNext step\n  Nothing is left to do.\n\nTell the applicant\n  We have a record',
    );
    expect(zh.stdout).toMatch(
      /^申请 F-1 {2}Asia\/Shanghai\n\n原因\n {2}「审批结果」的通知已于.+送达。\n\n依据\n/,
    );
    expect(zh.stdout).not.toContain('各条通知');
    expect(whole.stdout).toMatch(
      /Each message\n {2}The message about the preliminary approval was delivered/,
    );
    // A further round was reported above, and refused: that is the newest news of the decision.
    const told = { cause: 'report-refused', nextStep: 'ask-the-loan-system' };
    expect(await done(['why', 'F-1'])).toMatchObject({
      applicationId: 'F-1',
      explanation: { ...told, zh: { nextStep: '请信贷系统更正后重新报送。' } },
      notices: [{ stage: 'preliminary-approval', round: 1 }, {}, {}, { stage: 'final-decision', round: 2 }],
    });
    expect(await done(['why', 'X-0'])).toMatchObject({ explanation: { cause: 'application-unknown' } });
    expect(await done(['why', 'X-1'])).toMatchObject({ explanation: { cause: 'report-refused' } });
    expect(await bida(on('why', 'F-1', '--round', '1'))).toMatchObject({ status: 2, stdout: '' });
    await expectRefused(on('why', 'F-1', '--stage', 'nonsense'), 'stage-unknown');
    await expectRefused(on('why', canaries.mobile), 'application-id-personal');
  });

  test('a wrong number becomes work for staff, which ends by corrected contacts, once', async () => {
    const wrong = application({ contacts: { mobile: '12345' } });
    const said = await bida(on('apply', 'W-1', '--file', '-'), { stdin: wrong });
    expect(said.stdout).toMatch(/^W-1: recorded\nthe mobile number is not one of mainland China[^\n]*\n$/);
    await done(['stage', 'W-1', 'final-decision', '--decision', 'declined']);
    await untilNotices('W-1', 'with-staff');
    const tasks = await openTasks('W-1');
    expect(tasks.map(({ kind }) => kind).sort()).toEqual(['correct-contact', 'deliver-by-hand']);
    const listed = (await bida(on('tasks'))).stdout.trimEnd().split('\n');
    expect(listed).toHaveLength(2);
    for (const line of listed)
      expect(line).toMatch(/^[0-9a-f-]{36} {2}due in 24 h {2}W-1 {2}\S.*\((?:bad-contact|no-route)\)$/);
    expect((await bida(on('tasks', '--lang', 'zh'))).stdout).toContain('更正联系方式（联系方式有误）');

    expect(
      await done(['contacts', 'W-1', '--file', '-'], JSON.stringify({ mobile: canaries.mobile })),
    ).toEqual({
      result: 'created',
      told: true,
      mobile: 'good',
      contacts: { mobile: 'good' },
    });
    await untilNotices('W-1', 'delivered');
    expect(await openTasks('W-1')).toEqual([]);
  });

  test('staff finish tasks by update and by signal, the outcome unreachable with a second person only', async () => {
    const outcome = (taskId: string, ...more: string[]) => ['complete', taskId, '--staff', 'li.na', ...more];
    for (const id of ['T-1', 'T-2']) {
      await done(['apply', id, '--file', '-'], application({ contacts: {} }));
      await done(['stage', id, 'final-decision', '--decision', 'declined']);
      await untilNotices(id, 'with-staff');
    }
    const byHand = async (id: string) =>
      (await openTasks(id)).find(({ kind }) => kind === 'deliver-by-hand')?.taskId ?? 'no such task';
    const [first, second] = [await byHand('T-1'), await byHand('T-2')];

    const proposed = await done(outcome(first, '--outcome', 'unreachable'));
    expect(proposed).toMatchObject({ result: 'proposed', approval: { kind: 'unreachable', subject: first } });
    const { approvalId } = (proposed as { approval: { approvalId: string } }).approval;
    await expectRefused(on('approvals', 'approve', approvalId, '--staff', 'LI.NA'), 'approval-own');
    expect((await bida(on('why', 'T-1'))).stdout).toContain('only once a second person agrees');
    const no = ['approvals', 'reject', approvalId, '--reason', 'call once more', '--staff', 'wang.wei'];
    expect(await done(no)).toMatchObject({ approval: { state: 'rejected', decidedBy: 'wang.wei' } });
    await expectRefused(on(...outcome(first, '--outcome', 'contact-corrected')), 'task-outcome');
    expect(await done(outcome(first, '--outcome', 'told-by-phone'))).toEqual({
      result: 'completed',
      taskId: first,
    });
    // The very same again is a lost answer asked for twice; anything else comes too late.
    expect(await done(outcome(first, '--outcome', 'told-by-phone'))).toMatchObject({ result: 'completed' });
    await expectRefused(on(...outcome(first, '--outcome', 'told-by-letter')), 'task-finished');
    await untilNotices('T-1', 'completed-by-staff');

    expect(await done(outcome(second, '--outcome', 'told-in-branch', '--signal'))).toEqual({
      result: 'signalled',
      taskId: second,
    });
    const { tasks } = await untilNotices('T-2', 'completed-by-staff');
    expect(tasks.find(({ taskId }) => taskId === second)).toMatchObject({
      outcome: 'told-in-branch',
      identity: 'not-verified',
    });
    expect((await bida(on('show', 'T-2'))).stdout).toContain('(identity not verified by us)');
  });

  test('a withdrawal ends what is owed; no further stage is taken', async () => {
    expect(await done(['withdraw', 'S-1'])).toEqual({ result: 'created', told: true });
    expect(await done(['withdraw', 'S-1'])).toMatchObject({ result: 'known' });
    await expectRefused(
      on('stage', 'S-1', 'final-decision', '--decision', 'approved'),
      'application-withdrawn',
    );
  });

  test('a reader that goes away ends `show` quietly', async () => {
    const child = spawn('/bin/sh', ['-c', '"$NODE" "$BIDA" show F-1 --state "$STATE" | head -n 1'], {
      env: plainEnvironment({ NODE: process.execPath, BIDA: program, STATE: stack.stateDir }),
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    await new Promise((resolve) => child.once('close', resolve));
    expect({ stdout, stderr }).toEqual({ stdout: 'Application F-1  Asia/Shanghai\n', stderr: '' });
  });

  describe('of which something is broken', () => {
    /** A folder that names the running stack, but for what is changed. */
    const elsewhere = (name: string, changed: (file: StackFile) => Partial<StackFile>): string => {
      const folder = join(stack.stateDir, name);
      mkdirSync(folder);
      const file = stackFile();
      writeFileSync(join(folder, 'stack.json'), JSON.stringify({ ...file, ...changed(file) }));
      return folder;
    };

    test('a ledger that cannot be reached is exit status 4 and one line', async () => {
      const state = elsewhere('no-ledger', ({ databaseUrl }) => {
        const url = new URL(databaseUrl);
        url.port = '1';
        return { databaseUrl: url.href };
      });
      const said = await bida(['show', 'F-1', '--json', '--state', state]);
      expect(said.status).toBe(4);
      expect(jsonOf(said)).toMatchObject({ error: { code: 'ledger-unavailable' } });
      expect(said.stderr).toMatch(/^bida: the ledger is not reachable[^\n]+\n$/);
    });

    test('a configuration that cannot be used is exit status 2, with file, field and expectation', async () => {
      const state = elsewhere('bad-configuration', ({ configurationFile }) => {
        const configuration = JSON.parse(readFileSync(configurationFile, 'utf8')) as { calendar: object };
        const file = join(stack.stateDir, 'bad-configuration.json');
        const calendar = { ...configuration.calendar, window: { open: '9 o’clock' } };
        writeFileSync(file, JSON.stringify({ ...configuration, calendar }));
        return { configurationFile: file };
      });
      const { status, stdout, stderr } = await bida(['show', 'F-1', '--state', state]);
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
      expect(stderr).toMatch(/^bida: \S+bad-configuration\.json: calendar\.window\.open: expected [^\n]+\n$/);
    });
  });

  test('nothing of an applicant stood in anything said, nor in any command line', () => {
    const said = everythingSaid.join('\n') + stack.said.stdout + stack.said.stderr;
    expect(said.length).toBeGreaterThan(10_000);
    const seen = commandLines([stack.pid, ...stack.partPids()]);
    expect(seen).toContain('start --calendar open');
    for (const value of Object.values(canaries)) {
      expect(said).not.toContain(value);
      expect(seen).not.toContain(value);
    }
  });

  test('Ctrl-C ends it with exit status 0 and leaves no process behind', async () => {
    const pids = stack.partPids();
    expect(pids.length).toBeGreaterThanOrEqual(6);
    expect(pids.some(isGone)).toBe(false);
    await ledger.close();
    stopped = true;
    expect(await stack.interrupt()).toBe(0);
    expect(pids.every(isGone)).toBe(true);
    expect(await bida(on('tasks'))).toMatchObject({ status: 4 });
  });
});
