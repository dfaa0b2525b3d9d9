/** From the front page to the answer, for several reasons why no message came. */
import type { RuleInput } from '../../../simulator/rules.js';
import { picture } from './world.js';
import type { ConsoleWorld } from './world.js';

const approved = ['final-decision', { decision: 'approved' }] as const;
const sms = ['sms/aliyun', 'sms/tencent', 'sms/bank-gateway'];

interface Call {
  readonly why: string;
  readonly id: string;
  readonly mobile: string;
  readonly name: string;
  /** What is typed into the one field. */
  readonly say: 'id' | 'mobile' | 'name';
  readonly cause: string;
  /** The next step in the console's own words. */
  readonly step: string;
  readonly stages?: readonly (readonly [string, object])[];
  readonly rules?: readonly RuleInput['action'][];
}

const calls: readonly Call[] = [
  {
    why: 'it was delivered after all',
    ...{ id: 'CALL-1', mobile: '13800005001', name: '周一', say: 'name' },
    ...{ cause: 'delivered', step: '无需处理', stages: [approved] },
  },
  {
    why: 'the number is wrong',
    ...{ id: 'CALL-2', mobile: '13800005002', name: '周二', say: 'mobile' },
    ...{ cause: 'contact-unusable', step: '更正联系方式', stages: [approved] },
    rules: [
      { reject: 'isv.MOBILE_NUMBER_ILLEGAL' },
      { reject: 'InvalidParameterValue.IncorrectPhoneNumber' },
      { reject: 'number-not-assigned' },
    ],
  },
  {
    why: 'the first provider was out of service',
    ...{ id: 'CALL-3', mobile: '13800005003', name: '周三', say: 'id' },
    ...{ cause: 'delivered', step: '无需处理', stages: [approved] },
    rules: [{ reject: 'isv.OUT_OF_SERVICE' }],
  },
  {
    why: 'its receipt is awaited',
    ...{ id: 'CALL-4', mobile: '13800005004', name: '周四', say: 'mobile' },
    ...{ cause: 'awaiting-receipt', step: '等待即可', stages: [approved] },
    rules: [{ receipt: 'none' }, { receipt: 'none' }, { receipt: 'none' }],
  },
  {
    why: 'the handset blocks what comes',
    ...{ id: 'CALL-5', mobile: '13800005005', name: '周五', say: 'name' },
    ...{ cause: 'with-staff', step: '人工告知申请人', stages: [approved] },
    rules: [
      { receipt: { code: 'MOBILE_IN_BLACK' } },
      { receipt: { code: 'BLACKLIST' } },
      { receipt: { code: 'recipient-blocked' } },
    ],
  },
  {
    why: 'the bank has reported no decision',
    ...{ id: 'CALL-6', mobile: '13800005006', name: '周六', say: 'id' },
    ...{ cause: 'nothing-reported', step: '询问信贷系统' },
  },
];

export function answers(world: () => ConsoleWorld): void {
  beforeAll(async () => {
    await world().rules(
      calls.flatMap(({ mobile, rules = [] }) =>
        rules.flatMap((action, nth) => ({ match: { route: sms[nth] ?? '', phone: mobile }, action })),
      ),
    );
    // By SMS alone, so that nothing else comes first.
    const consent = { sms: true };
    await Promise.all(
      calls.map(({ id, mobile, name, stages = [] }) =>
        world().report(id, { mobile, name, consent }, ...stages),
      ),
    );
  });

  test.each(calls)('$why: said in the words of the API, with what to tell and what to do', async (call) => {
    const told = await world().comesTo(call.id, call.cause);
    const { page, complaints, close } = await world().signedIn('li.na');
    const startedMs = Date.now();
    // The field has the focus: whoever answers the telephone types at once.
    await page.keyboard.type(call[call.say]);
    await page.keyboard.press('Enter');
    const answer = page.getByRole('region', { name: '答复' });
    await answer.waitFor();
    process.stdout.write(`from Enter to the answer, ${call.why}: ${Date.now() - startedMs} ms\n`);
    expect(await answer.getByRole('heading', { level: 2 }).innerText()).toBe(told.explanation.zh.cause);
    expect(await answer.locator('.answer-step').innerText()).toBe(call.step);
    for (const line of told.explanation.zh.evidence) expect(await answer.innerText()).toContain(line);
    await answer.getByRole('button', { name: '复制这段话' }).click();
    await answer.getByRole('button', { name: '已复制' }).waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(told.explanation.zh.tellApplicant);
    // Nothing of the applicant is in the address, nor in where the browser has been.
    expect(page.url()).toBe(`${world().file.consoleUrl ?? ''}applications/${call.id}`);
    expect(complaints).toEqual([]);
    await close();
  });

  test('each attempt stands with its provider’s code and receipt', async () => {
    const { page, close } = await world().signedIn('li.na', '/applications/CALL-2');
    const attempts = page.getByRole('table', { name: /发送记录/ });
    await attempts.waitFor();
    expect(await attempts.innerText()).toMatch(/号码有误/);
    expect(await attempts.locator('code').first().innerText()).toMatch(/ILLEGAL|Incorrect|not-assigned/);
    await picture(page, 'console-answer.zh');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByText('Correct the contact').first().waitFor();
    await page.mouse.move(0, 0);
    await picture(page, 'console-answer.en');
    await close();
  });

  test('several applications of one number are all offered, and coming back finds them again', async () => {
    const mobile = '13800005099';
    for (const id of ['MANY-1', 'MANY-2']) await world().report(id, { mobile, name: '周七' }, approved);
    const { page, close } = await world().signedIn('li.na');
    await page.keyboard.type(`+86 ${mobile}`);
    await page.keyboard.press('Enter');
    const found = page.getByRole('region', { name: '2 笔申请' });
    await found.getByRole('link', { name: /MANY-1/ }).click();
    await page.getByRole('region', { name: '答复' }).waitFor();
    await page.getByRole('link', { name: '返回查找' }).click();
    await found.getByRole('link', { name: /MANY-2/ }).waitFor();
    expect(page.url()).not.toContain(mobile);
    await close();
  });

  test('coming back after an id that is a name as well finds the id’s application, and not the name’s', async () => {
    await world().report('SMITH', { mobile: '13800005096', name: '周八' });
    await world().report('NAMED-1', { mobile: '13800005095', name: 'Smith' });
    const { page, close } = await world().signedIn('li.na');
    await page.keyboard.type('SMITH');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '申请 SMITH' }).waitFor();
    await page.getByRole('link', { name: '返回查找' }).click();
    const found = page.getByRole('region', { name: '1 笔申请' });
    await found.getByRole('link', { name: /SMITH/ }).waitFor();
    expect(await page.getByText('NAMED-1').count()).toBe(0);
    expect(await page.getByRole('textbox').inputValue()).toBe('SMITH');
    await close();
  });

  test('what happens to an application is on its page a moment later, by itself', async () => {
    await world().report('LIVE-1', { mobile: '13800005098' });
    const { page, close } = await world().signedIn('li.na', '/applications/LIVE-1');
    await page.getByText('询问信贷系统').waitFor();
    await page.getByText('实时更新').waitFor();
    await world().call('PUT', 'LIVE-1/stages/final-decision', { decision: 'approved' });
    await page.getByRole('region', { name: '答复' }).getByText('无需处理').waitFor();
    await close();
  });

  test('contacts are shown in full for a reason alone, and in no address and no cache', async () => {
    const { page, complaints, close } = await world().signedIn('li.na', '/applications/CALL-1');
    await page.getByRole('button', { name: '查看完整信息' }).click();
    const dialog = page.getByRole('dialog', { name: '查看完整联系方式' });
    await dialog.getByRole('button', { name: '记录并查看' }).click();
    await dialog.getByText('请填写查看原因。').waitFor();
    await dialog.getByRole('textbox', { name: '查看原因' }).fill('申请人来电核对号码');
    await dialog.getByRole('checkbox', { name: '同时查看姓名和证件号' }).check();
    await dialog.getByRole('button', { name: '记录并查看' }).click();
    await page.getByText('13800005001').waitFor();
    await page.getByText('11010519491231002X').waitFor();
    await page.getByText(/秒后自动隐藏/).waitFor();
    await page.getByRole('button', { name: '立即隐藏' }).click();
    await page.getByText('138****5001').waitFor();
    expect(await page.content()).not.toContain('13800005001');
    expect(complaints).toEqual([]);
    await close();
  });
}
