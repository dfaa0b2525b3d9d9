import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Shown } from '../../../cli/show/timeline.js';
import { eventually } from '../../workflows/stage/eventually.js';
import { bida, expectRefused, jsonOf } from './command-line.js';
import { ownStack } from './own-stack.js';
import type { OwnStack } from './own-stack.js';

const slot = 'final-decision.approved.sms.zh-CN.person';
const text = `template: ${slot}

您的贷款已获批，请致电{{ callBackNumber }}，查询码{{ reference }}。
`;

describe('words on a running stack', () => {
  let stack: OwnStack;
  beforeAll(async () => {
    stack = await ownStack();
  });
  afterAll(async () => {
    await stack.interrupt();
    stack.remove();
  });

  const on = (...args: string[]) => [...args, '--state', stack.stateDir];
  const done = async (args: string[], stdin = '') => {
    const said = await bida(on(...args, '--json'), { stdin });
    expect({ args, status: said.status, stderr: said.stderr }).toEqual({ args, status: 0, stderr: '' });
    return jsonOf(said);
  };
  const sentWords = async (id: string): Promise<string> => {
    await done(['apply', id, '--sample']);
    await done(['stage', id, 'final-decision', '--decision', 'approved']);
    return eventually(`${id} was sent`, async () => {
      const { attempts } = (await done(['show', id])) as Shown;
      return attempts[0]?.words;
    });
  };

  test('the whole shipped set is live, and the version used stands on the attempt', async () => {
    const { templates } = (await done(['words', 'list'])) as { templates: { state: string }[] };
    expect(templates.map(({ state }) => state)).toEqual(Array.from({ length: 72 }, () => 'live'));
    expect(await sentWords('W-1')).toBe(`${slot}@1`);
  });

  test('new words go from draft to live by two people and the provider, and are what is sent then', async () => {
    const name = `${slot}@2`;
    const drafted = await done(['words', 'draft', '--file', '-', '--staff', 'li.na'], text);
    expect(drafted).toMatchObject({ result: 'drafted', words: name, approval: { state: 'proposed' } });
    const { approvalId } = (drafted as { approval: { approvalId: string } }).approval;
    await expectRefused(on('approvals', 'approve', approvalId, '--staff', 'LI.NA'), 'approval-own');
    const [waiting] = (await bida(on('approvals'))).stdout.split('\n');
    expect(waiting).toContain(
      `${approvalId}  waits for a second person  approve words for applicants  ${name}`,
    );
    await expectRefused(on('words', 'live', name, '--staff', 'wang.wei'), 'words-step');
    const staff = ['--staff', 'wang.wei'];
    await done(['approvals', 'approve', approvalId, ...staff]);
    for (const route of ['sms/aliyun', 'sms/tencent', 'sms/bank-gateway'])
      await done(['words', 'provider-approve', name, '--route', route, '--code', 'SMS_100000003', ...staff]);
    await done(['words', 'live', name, ...staff]);
    expect(await sentWords('W-2')).toBe(name);
    const { stdout } = await bida(on('words', 'show', name, '--lang', 'zh'));
    expect(stdout).toContain('使用中');
    expect(stdout).toContain('请致电${phone}，查询码${ref}。');
    expect(stdout).toContain('已起草  li.na');
  });

  test('a preview shows made-up fields, and a faulty file is refused line by line', async () => {
    const { stdout } = await bida(on('words', 'preview', `${slot}@1`));
    expect(stdout).toMatch(/尾号2048.*95500/);
    const faulty = text.replace('您', '{{ idNumber }}');
    const refused = on('words', 'draft', '--file', '-', '--staff', 'li.na');
    const { stderr } = await expectRefused(refused, 'words-faulty', faulty);
    expect(stderr).toContain('body: idNumber: is never shown to anybody');
    await expectRefused(on('words', 'show', 'nothing@1'), 'words-unknown');
  });

  test('nothing is left to be read beside the program: the shipped words lie with it', () => {
    const beside = join(__dirname, '../../../dist/examples/words', `${slot}.liquid`);
    expect(readFileSync(beside, 'utf8')).toContain(`template: ${slot}`);
  });
});
