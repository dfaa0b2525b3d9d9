import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StackFile } from '../../../cli/stack/stack-file.js';
import { Ledger } from '../../../ledger/ledger.js';
import { noticesOfApplication } from '../../../ledger/notice/find.js';
import { eventually } from '../../workflows/stage/eventually.js';
import { bida, everythingSaid, expectRefused, jsonOf } from './command-line.js';
import { ownStack } from './own-stack.js';
import type { OwnStack } from './own-stack.js';

const canaries = { name: '司马相如', mobile: '13800137701', other: '13800137702', email: 'sima@example.com' };
const reason = '客户来电-金丝雀';

describe('what staff do about contacts, on a running stack', () => {
  let stack: OwnStack;
  let ledger: Ledger;
  beforeAll(async () => {
    stack = await ownStack();
    const file = JSON.parse(readFileSync(join(stack.stateDir, 'stack.json'), 'utf8')) as StackFile;
    ledger = new Ledger({ url: file.databaseUrl, connections: 2 });
    const application = {
      applicant: { name: canaries.name, idNumber: '110105194912310021' },
      contacts: { mobile: canaries.mobile, email: 'sima@example' },
      product: 'personal-loan',
    };
    const applied = await bida(on('apply', 'A-1', '--file', '-'), { stdin: JSON.stringify(application) });
    expect(applied).toMatchObject({ status: 0, stderr: '' });
    expect(applied.stdout).toBe(
      [
        'A-1: recorded',
        'the e-mail address has no valid form: a task to correct it is opened',
        'the identity number’s check character is wrong; correct it at its source\n',
      ].join('\n'),
    );
    expect(await bida(on('stage', 'A-1', 'preliminary-approval'))).toMatchObject({ status: 0 });
    await eventually('A-1 is delivered', async () =>
      (await noticesOfApplication(ledger, 'A-1')).find(({ state }) => state === 'delivered'),
    );
  }, 90_000);
  afterAll(async () => {
    await ledger.close();
    await stack.interrupt();
    stack.remove();
  });
  const on = (...args: string[]) => [...args, '--state', stack.stateDir];
  const done = async (args: string[], stdin?: string) => {
    const said = await bida(on(...args, '--json'), stdin === undefined ? {} : { stdin });
    expect({ args, status: said.status, stderr: said.stderr }).toEqual({ args, status: 0, stderr: '' });
    return jsonOf(said);
  };

  test('search finds by number and by name from standard input, and prints no value', async () => {
    const found = { found: [{ applicationId: 'A-1', product: 'personal-loan', inForce: true }], more: false };
    expect(await done(['search', '--mobile', '-'], `+86 ${canaries.mobile}\n`)).toMatchObject(found);
    expect(await done(['search', '--name', '-'], canaries.name)).toMatchObject(found);
    const words = await bida(on('search', '--mobile', '-'), { stdin: canaries.mobile });
    expect(words).toMatchObject({
      status: 0,
      stdout: 'A-1  personal-loan  preliminary-approval delivered\n',
    });
    const none = await bida(on('search', '--mobile', '-', '--lang', 'zh'), { stdin: canaries.other });
    expect(none).toMatchObject({ status: 0, stdout: '没有找到申请\n' });
  });

  test('the loan system reads of the address that is none, by name alone, and of the notice, once each', async () => {
    const { announcements } = (await done(['announcements'])) as {
      announcements: { announcementId: number }[];
    };
    expect(announcements).toMatchObject([
      { kind: 'contact.invalid', applicationId: 'A-1', contact: 'email@1', state: 'bad-format' },
      { kind: 'notice.delivered', applicationId: 'A-1', stage: 'preliminary-approval', round: 1 },
    ]);
    const words = await bida(on('announcements', '--lang', 'zh'));
    expect(words.stdout).toMatch(
      /^#1 {2}\S+ {2}A-1 {2}邮箱@1 {2}格式不符\n#2 {2}\S+ {2}A-1 {2}初审通过\/1 {2}已送达\n$/,
    );
    const behind = ['announcements', '--after', String(announcements[1]?.announcementId)];
    expect(await done(behind)).toEqual({ announcements: [] });
  });

  test('it is pushed the same, and whoever is asked for it sends it once more', async () => {
    const endpoints = async () => (await done(['webhooks'])) as { endpoints: { pending: number }[] };
    await eventually('everything is taken', async () => (await endpoints()).endpoints[0]?.pending === 0);
    expect(await endpoints()).toMatchObject({
      endpoints: [{ name: 'loan-system', state: 'flowing', pending: 0, givenUp: 0 }],
    });
    expect((await bida(on('webhooks', '--lang', 'zh'))).stdout).toMatch(
      /^loan-system {2,}http:\/\/127\.0\.0\.1:\d+ {2}正常 {2}待推送 0，已放弃 0\n$/,
    );
    expect(await done(['webhooks', 'undelivered'])).toEqual({ undelivered: [] });
    const span = ['--from', '2020-01-01T00:00:00Z', '--to', '2120-01-01T00:00:00Z'];
    const order = ['webhooks', 'replay', '--endpoint', 'loan-system', ...span, '--staff', 'wang.wei'];
    expect(await done(order)).toEqual({ replayed: 2 });
    await expectRefused(on('webhooks', 'replay', '--id', 'x', '--staff', 'wang.wei'), 'replay-invalid');
  });

  test.each([
    ['a number on the command line', ['search', '--mobile', canaries.other], /must not stand on the command/],
    ['neither number nor name', ['search'], /expected either --mobile or --name/],
    ['both', ['search', '--mobile', '--name', '-'], /expected either --mobile or --name/],
    ['nobody to ask', ['search', '--mobile'], /there is no terminal/],
    ['nothing on standard input', ['search', '--name', '-'], /expected a name/],
    [
      'a reveal without reason',
      ['contacts', 'A-1', '--reveal', '--staff', 'li.na'],
      /--reveal needs --reason/,
    ],
    ['a broken glass of nobody', ['contacts', 'A-1', '--break-glass', 'x'], /needs --staff/],
    ['a reason for nothing', ['contacts', 'A-1', '--reason', 'x'], /go with --reveal/],
    ['words without a reason', ['replies', 'A-1', '--reveal', '--staff', 'li.na'], /--reveal needs --reason/],
    ['a reason for no words', ['replies', 'A-1', '--reason', 'x'], /go with --reveal/],
  ])('%s is exit status 2 and one line, repeating nothing', async (_what, args, words) => {
    const { status, stdout, stderr } = await bida(on(...args));
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^bida: [^\n]+\n$/);
    expect(stderr).toMatch(words);
    expect(stderr).not.toContain(canaries.other);
  });

  test('a replaced number needs a second person; the list shows versions and states, the values masked', async () => {
    const body = JSON.stringify({ mobile: canaries.other, email: canaries.email });
    const alone = ['contacts', 'A-1', '--file', '-', '--staff', 'li.na'];
    const proposed = await done(alone, body);
    expect(proposed).toMatchObject({ result: 'proposed', approval: { kind: 'contact-change' } });
    const { approvalId } = (proposed as { approval: { approvalId: string } }).approval;
    const { stdout: waiting } = await bida(on('approvals', 'show', approvalId));
    expect(waiting).toContain(
      'waits for a second person  replace or take away a mobile number  A-1  mobile, email',
    );
    const agreed = ['approvals', 'approve', approvalId, '--staff', 'wang.wei'];
    expect(await done(agreed)).toMatchObject({ approval: { state: 'approved', decidedBy: 'wang.wei' } });
    expect(await done(agreed)).toMatchObject({ approval: { state: 'approved' } });
    expect(await done(['contacts', 'A-1'])).toMatchObject({
      versions: [
        { version: 1, contacts: { mobile: 'good', email: 'bad-format' } },
        { version: 2, contacts: { mobile: 'good', email: 'good' } },
      ],
      masked: { name: '司*', mobile: '138****7702', email: 's***@example.com' },
    });
    const zh = await bida(on('contacts', 'A-1', '--lang', 'zh'));
    expect(zh.stdout).toMatch(
      /^司\* {2}1101\*{10}0021 {2}138\*{4}7702 {2}s\*{3}@example\.com\n#1 .+ 邮箱 格式不符，手机号 可用\n#2 .+ 邮箱 可用，手机号 可用 {2}有效\n$/,
    );
    const former = await bida(on('search', '--mobile', '-'), { stdin: canaries.mobile });
    expect(former.stdout).toContain('(a former number)');
    const shown = await bida(on('show', 'A-1'));
    expect(shown.stdout).toContain('version 2, corrected by li.na, confirmed by wang.wei');
    // The task for the bad address closes by itself.
    await eventually('nothing is to be corrected', async () => {
      const { stdout } = await bida(on('tasks'));
      return stdout.includes('A-1') ? undefined : true;
    });
  });

  test('nothing of the above printed a name or a number', () => {
    const said = everythingSaid.join('\n');
    for (const canary of Object.values(canaries)) expect(said).not.toContain(canary);
  });

  test('values are shown with a reason alone, which is on record', async () => {
    const args = ['contacts', 'A-1', '--reveal', '--reason', reason, '--staff', 'li.na'];
    expect(await done(args)).toEqual({
      version: 2,
      contacts: { mobile: canaries.other, email: canaries.email },
    });
    const everything = await bida(on(...args, '--applicant'));
    expect(everything.stdout).toContain(`name  ${canaries.name}\nidNumber  110105194912310021\nmobile  `);
    const { stdout } = await bida(on('show', 'A-1'));
    expect(stdout).toContain('contact values (version 2) shown to li.na');
    expect(stdout).not.toContain(reason);
    await expectRefused(
      on('contacts', 'A-9', '--reveal', '--reason', reason, '--staff', 'li.na'),
      'application-unknown',
    );
  });

  test('a complaint by SMS is a task that tells whom it is about, and its words are shown with a reason', async () => {
    const { simulatorUrl } = JSON.parse(
      readFileSync(join(stack.stateDir, 'stack.json'), 'utf8'),
    ) as StackFile;
    expect((await bida(on('replies', 'A-1'))).stdout).toBe('no reply\n');
    const text = '投诉：为何通知我-金丝雀';
    const brought = await fetch(`${simulatorUrl}/control/replies`, {
      method: 'POST',
      body: JSON.stringify({ route: 'sms/aliyun', phone: canaries.other, text }),
    });
    expect(await brought.json()).toMatchObject({ ok: true });
    const { stdout: tasks } = await bida(on('tasks'));
    expect(tasks).toMatch(/ A-1 {2}司\* {2}138\*{4}7702 {2}\S+ {2}complaint /);
    const listed = await bida(on('replies', 'A-1', '--lang', 'zh'));
    expect(listed.stdout).toMatch(/^\S+Z {2}sms\/aliyun {2}投诉\n$/);
    const words = await bida(on('replies', 'A-1', '--reveal', '--reason', reason, '--staff', 'li.na'));
    expect(words.stdout).toContain(`sms/aliyun  a complaint  ${text}\nthat these were shown is on record\n`);
    const { stdout } = await bida(on('show', 'A-1'));
    expect(stdout).toContain('what the applicant replied (1) shown to li.na');
    expect(stdout).not.toContain(text);
  });

  test('a notice is sent once more by order, said so, and shown', async () => {
    const args = ['resend', 'A-1', 'preliminary-approval', '--reason', reason, '--staff', 'li.na'];
    const said = await bida(on(...args));
    expect(said).toMatchObject({ status: 0, stderr: '' });
    expect(said.stdout).toMatch(/^A-1 preliminary-approval: sent by sms\/\S+, (?:accepted|delivered)\n$/);
    const { stdout } = await bida(on('show', 'A-1'));
    expect(stdout).toContain('sent once more by order of li.na; the reason is kept sealed');
    expect(stdout).toContain('(resend)');
    expect(stdout).not.toContain(reason);
    const unknown = ['resend', 'A-1', 'final-decision', '--reason', reason, '--staff', 'li.na'];
    await expectRefused(on(...unknown), 'notice-unknown');
  });

  test('a corrected decision that was told waits for a supervisor, and is told once they agree', async () => {
    const correct = ['stage', 'A-1', 'preliminary-approval', '--round', '2', '--valid-until', '2035-01-31'];
    const proposed = await done(correct);
    expect(proposed).toMatchObject({
      result: 'proposed',
      approval: { kind: 'corrected-decision', proposedBy: 'command-line' },
    });
    expect(await done(correct)).toEqual(proposed);
    const { approvalId } = (proposed as { approval: { approvalId: string } }).approval;
    expect((await bida(on('approvals'))).stdout).toContain(
      'waits for a second person  correct a decision that may have been told  A-1  preliminary-approval #2',
    );
    const { stdout: zh } = await bida(on('approvals', 'show', approvalId, '--lang', 'zh'));
    expect(zh).toContain('待第二人审批  更正可能已告知的决定  A-1  初审通过 #2');
    const reveal = ['approvals', 'show', approvalId, '--reveal', '--reason', reason, '--staff', 'wang.wei'];
    expect(await done(reveal)).toMatchObject({ revealed: { values: { validUntil: '2035-01-31' } } });
    const other = on('stage', 'A-1', 'preliminary-approval', '--round', '2');
    await expectRefused(other, 'stage-differs');
    const agree = ['approvals', 'approve', approvalId, '--staff', 'wang.wei'];
    expect(await done(agree)).toMatchObject({ approval: { state: 'approved', decidedBy: 'wang.wei' } });
    expect(await done(correct)).toMatchObject({ result: 'known' });
    await eventually('the second round is delivered', async () =>
      (await noticesOfApplication(ledger, 'A-1')).find(
        ({ round, state }) => round === 2 && state === 'delivered',
      ),
    );
  });

  test('an application that is over is erased on request; its record stays, and so does the list for backups', async () => {
    const application = {
      applicant: { name: '公孙胜' },
      contacts: { mobile: '13800137709' },
      product: 'personal-loan',
    };
    expect(await done(['apply', 'A-2', '--file', '-'], JSON.stringify(application))).toMatchObject({
      result: 'created',
    });
    const order = [
      'erase',
      'A-2',
      '--reason',
      'consent-withdrawn',
      '--reference',
      '2026/0815',
      '--staff',
      'li.na',
    ];
    await expectRefused(on(...order), 'application-unfinished');
    await done(['withdraw', 'A-2']);
    await eventually('A-2 is over', async () => (await bida(on(...order))).status === 0 || undefined);
    expect((await bida(on(...order, '--lang', 'zh'))).stdout).toMatch(
      /^A-2：申请人的个人信息已于 \S+Z 删除，记录保留\n$/,
    );
    const none = await bida(on('search', '--name', '-'), { stdin: application.applicant.name });
    expect(none.stdout).toBe('no application found\n');
    expect((await bida(on('show', 'A-2'))).stdout).toContain('application withdrawn');
    const reveal = ['contacts', 'A-2', '--reveal', '--reason', reason, '--staff', 'li.na'];
    await expectRefused(on(...reveal), 'application-erased');

    const { stdout: list } = await bida(on('erase', '--list'));
    expect(
      list
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toMatchObject([
      { applicationId: 'A-2', reason: 'consent-withdrawn', reference: '2026/0815', staffRef: 'li.na' },
    ]);
    expect(await done(['erase', '--reapply', '-'], list)).toEqual({ erased: 0, known: 1, refused: [] });
    const unfinished = list.replace('"A-2"', '"A-1"');
    const said = await bida(on('erase', '--reapply', '-', '--json'), { stdin: unfinished });
    expect([said.status, jsonOf(said)]).toMatchObject([
      3,
      { erased: 0, known: 0, refused: [{ applicationId: 'A-1', code: 'application-unfinished' }] },
    ]);
    const broken = await bida(on('erase', '--reapply', '-'), { stdin: `${list}{}\n` });
    expect(broken).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('line 2: expected an erasure') as string,
    });
  });
});
