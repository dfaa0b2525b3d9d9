/** Tasks, from the list to their end: whose one is, the call, what came of it, and what others did meanwhile. */
import { Connection } from '@temporalio/client';
import type { Page } from 'playwright-core';
import { until } from '../../journeys/until.js';
import { endSessionMidForm, signInAgain } from './sessions.js';
import { barriers, picture } from './world.js';
import type { Account, ConsoleWorld, Window } from './world.js';

const approved = ['final-decision', { decision: 'approved' }] as const;
const minuteMs = 60_000;

export function tasks(world: () => ConsoleWorld): void {
  /** Nobody may be told by machine, so that it is a task at once. */
  async function owed(id: string, mobile = '13800003000'): Promise<string> {
    await world().report(id, { mobile, name: '吴敏', consent: { sms: false } }, approved);
    return (await world().taskOf(id)).taskId;
  }
  const at = (taskId: string, account: Account = 'li.na', anew = false): Promise<Window> =>
    world().signedIn(account, `/tasks/${taskId}`, { anew });
  const claim = (page: Page) => page.getByRole('button', { name: '领取任务' }).click();
  const choose = (page: Page, outcome: string) => page.getByRole('radio', { name: outcome }).check();
  const done = (page: Page, title: string) => page.getByRole('heading', { name: title }).waitFor();

  test('the list has what is nobody’s, counted, by due time, and opens by keyboard', async () => {
    const taskId = await owed('TASK-1');
    const { page, complaints, close } = await world().signedIn('li.na', '/tasks?of=unclaimed');
    const line = page.getByRole('link', { name: /TASK-1/ });
    await line.waitFor();
    expect(await line.innerText()).toMatch(
      /还剩 (23 小时|1 天)[\s\S]*人工告知申请人[\s\S]*审批结果[\s\S]*吴\*/,
    );
    expect(await page.content()).not.toContain('13800003000');
    const counts = (await world().ask('staff', 'GET', '/v1/tasks/counts')) as { unclaimed: number };
    await page.getByRole('link', { name: `未领取 ${counts.unclaimed} 项` }).waitFor();
    // What comes in is there by itself.
    await owed('TASK-2');
    await page.getByRole('link', { name: /TASK-2/ }).waitFor();
    const lines = page.locator('.task-line');
    await lines.first().focus();
    const place = (await lines.allInnerTexts()).findIndex((text) => text.includes('TASK-1'));
    for (let steps = 0; steps < place; steps += 1) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/tasks/${taskId}`);
    await page.getByRole('button', { name: '领取任务' }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test('of two who want one task at once one has it, and the other is told who', async () => {
    const taskId = await owed('TASK-3');
    const [one, other] = await Promise.all([at(taskId), at(taskId, 'wang.wei')]);
    for (const { page } of [one, other]) await page.getByRole('button', { name: '领取任务' }).waitFor();
    // Whoever is late finds it gone, perhaps before they could press it.
    await Promise.all([one, other].map(({ page }) => claim(page).catch(() => undefined)));
    const { claim: held } = await until(async () => {
      const task = await world().taskOf('TASK-3');
      return task.claim !== undefined && task;
    });
    const [winner, loser] = held?.by === 'li.na' ? [one, other] : [other, one];
    await winner.page.getByText(/由您办理，至/).waitFor();
    await loser.page.getByText(new RegExp(`${held?.by ?? '-'} (先一步领取了|正在办理)，至`)).waitFor();
    expect(await loser.page.getByRole('heading', { name: '登记结果' }).count()).toBe(0);
    expect(await loser.page.getByRole('button', { name: '开始通话' }).count()).toBe(0);
    await picture(loser.page, 'console-task-lost');
    // Given back, it is there for the other without anybody's loading anything.
    await winner.page.getByRole('button', { name: '退回任务' }).click();
    await claim(loser.page);
    await winner.page.getByText(/正在办理，至/).waitFor();
    await Promise.all([one.close(), other.close()]);
  });

  test('the applicant is called, made sure of and told; completing it ends the workflow', async () => {
    const mobile = '13800003004';
    const taskId = await owed('TASK-4', mobile);
    const { page, complaints, close } = await at(taskId);
    await page.getByRole('button', { name: '开始通话' }).click();
    await page.getByText(mobile).waitFor();
    await page.getByText('您好，这里是银行贷款服务中心，请问您是吴敏本人吗？').waitFor();
    // Nothing of the loan before one knows with whom one speaks.
    expect(await page.getByText('您的贷款申请已经审批通过。').count()).toBe(0);
    await page.getByText('002X', { exact: true }).waitFor();
    await page.getByText(/由您办理，至/).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: '答对了，是本人' }).click();
    await page.getByText('您的贷款申请已经审批通过。').waitFor();
    await picture(page, 'console-task-call');
    await page.getByRole('button', { name: '结束通话' }).click();
    await page.getByText(mobile).waitFor({ state: 'detached' });
    expect(await page.content()).not.toContain(mobile);
    expect(page.url()).toBe(`${world().file.consoleUrl ?? ''}tasks/${taskId}`);
    expect(await page.getByRole('radio', { name: '已电话告知' }).isChecked()).toBe(true);
    await page.getByRole('button', { name: '完成任务' }).click();
    await done(page, '已完成');
    await page.getByText(/您于 .* 登记：已电话告知。/).waitFor();
    await page.locator('.done-notice').getByText('人工已完成').waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'console-task-done');
    const told = await world().told('TASK-4');
    expect(told.notices).toMatchObject([{ state: 'completed-by-staff' }]);
    expect(await endOfStory('TASK-4')).toBe('completed');
    await page.getByRole('link', { name: '查看申请 TASK-4' }).click();
    await page.getByRole('link', { name: '人工告知申请人' }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test('whoever completes it while still on the call has the number no longer, and is not told off', async () => {
    const mobile = '13800003012';
    const taskId = await owed('TASK-12', mobile);
    const { page, complaints, close } = await at(taskId);
    await page.getByRole('button', { name: '开始通话' }).click();
    await page.getByText(mobile).waitFor();
    await choose(page, '已电话告知');
    await page.getByRole('button', { name: '完成任务' }).click();
    await done(page, '已完成');
    await page.getByText(mobile).waitFor({ state: 'detached' });
    expect(await page.getByRole('alert').count()).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  });

  async function endOfStory(id: string): Promise<unknown> {
    const { temporalAddress: address, temporalNamespace: namespace } = world().file;
    const connection = await Connection.connect({ address });
    const execution = { workflowId: `loan-application/${id}` };
    try {
      return await until(async () => {
        const { workflowExecutionInfo } = await connection.workflowService.describeWorkflowExecution({
          namespace,
          execution,
        });
        return ends[Number(workflowExecutionInfo?.status)];
      });
    } finally {
      await connection.close();
    }
  }

  test('the number goes by itself after a while, and a claim that ran out says so and keeps what was typed', async () => {
    const mobile = '13800003005';
    const taskId = await owed('TASK-5', mobile);
    const { page, close } = await at(taskId, 'li.na', true);
    await page.clock.install();
    await page.reload();
    await page.getByRole('button', { name: '开始通话' }).click();
    await page.getByText(mobile).waitFor();
    await choose(page, '更正联系方式');
    await page.getByRole('textbox', { name: '新的电子邮箱' }).fill('wu.min@example.com');
    await page.clock.fastForward(16 * minuteMs);
    await page.getByText('时间已到，号码和话术已隐藏。', { exact: false }).waitFor();
    expect(await page.content()).not.toContain(mobile);
    await page.clock.fastForward(15 * minuteMs);
    await page.getByText(/您的领取已于 .* 到期/).waitFor();
    expect(await page.getByRole('textbox', { name: '新的电子邮箱' }).inputValue()).toBe('wu.min@example.com');
    await close();
  });

  test('a call in vain puts the task off until a time that is offered, and gives it back', async () => {
    const taskId = await owed('TASK-6');
    const { page, complaints, close } = await at(taskId);
    await claim(page);
    await choose(page, '未接通，改时再打');
    await page.getByRole('button', { name: '退回，改时再打' }).click();
    await page.getByText('请选择再打的时间。').waitFor();
    const morning = page.locator('.suggestion').last();
    const said = await morning.innerText();
    await morning.click();
    await page.getByRole('combobox', { name: '时间' }).selectOption({ label: '14:45' });
    await page.getByRole('button', { name: '退回，改时再打' }).click();
    await done(page, '已退回，改时再打');
    const when = said.replace(/\d\d:\d\d/, '14:45');
    await page.getByText(`约定 ${when} 再打；期限不变。`, { exact: false }).waitFor();
    await page.getByText('1 次未接通').waitFor();
    const task = (await world().ask('staff', 'GET', `/v1/tasks/${taskId}`)) as { callAgainAt: string };
    const time = new Date(task.callAgainAt).toLocaleTimeString('sv-SE', {
      timeZone: 'Asia/Shanghai',
      timeStyle: 'short',
    });
    expect(time).toBe('14:45');
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'console-task-put-off');
    expect(complaints).toEqual([]);
    await close();
  });

  test('one finished elsewhere while it is open says who, when and how, and leaves what was typed to be copied', async () => {
    const taskId = await owed('TASK-7');
    const { page, complaints, close } = await at(taskId);
    await claim(page);
    await choose(page, '更正联系方式');
    await page.getByRole('textbox', { name: '新的手机号' }).fill('13800003777');
    await world().ask('supervisor', 'POST', `/v1/tasks/${taskId}/release`);
    await page.getByText('您领取的任务已被收回或退回', { exact: false }).waitFor();
    await world().ask('supervisor', 'POST', `/v1/tasks/${taskId}/claim`);
    await page.getByText('这项任务此前由您办理，现在由 wang.wei 办理。', { exact: false }).waitFor();
    await world().ask('supervisor', 'POST', `/v1/tasks/${taskId}/complete`, { outcome: 'told-in-branch' });
    await done(page, '这项任务已在别处完成');
    await page.getByText(/wang\.wei 于 .* 登记：已在网点告知。/).waitFor();
    await page.getByText('请勿再告知申请人。').waitFor();
    await page.locator('.done-notice').getByText('人工已完成').waitFor();
    await page.getByText('13800003777').waitFor();
    await picture(page, 'console-task-elsewhere');
    await page.getByRole('button', { name: '复制', exact: true }).click();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe('13800003777');
    expect(complaints).toEqual([]);
    await close();
  });

  test('one that nobody needs any more, since the application was withdrawn, says so', async () => {
    const taskId = await owed('TASK-8');
    const { page, close } = await at(taskId);
    await claim(page);
    await choose(page, '已电话告知');
    await world().call('POST', 'TASK-8/withdrawal', {});
    await done(page, '这项任务已不需要人来做');
    await page.getByText('自动关闭：申请已撤回。', { exact: false }).waitFor();
    await close();
  });

  test('a session that ends mid-form loses nothing that was chosen or typed', async () => {
    const taskId = await owed('TASK-9');
    const window = await at(taskId, 'li.na', true);
    const { page, close } = window;
    await claim(page);
    await choose(page, '更正联系方式');
    await page.getByRole('textbox', { name: '新的电子邮箱' }).fill('wu.min@example.com');
    await endSessionMidForm(world(), window, '提交更正');
    await signInAgain(world(), window, 'li.na');
    await page.bringToFront();
    await page.getByRole('dialog', { name: '登录已失效' }).waitFor({ state: 'hidden' });
    expect(await page.getByRole('textbox', { name: '新的电子邮箱' }).inputValue()).toBe('wu.min@example.com');
    await page.getByRole('button', { name: '提交更正' }).click();
    // By now the message may be on its way, and the task closed by that.
    await page
      .getByText(/联系方式已更正/)
      .first()
      .waitFor();
    await close();
  });

  test('a number is corrected, agreed to by a second person, and the message sent to it by itself', async () => {
    const wrong = '13800003010';
    await world().rules(
      Object.entries({
        'sms/aliyun': 'isv.MOBILE_NUMBER_ILLEGAL',
        'sms/tencent': 'InvalidParameterValue.IncorrectPhoneNumber',
        'sms/bank-gateway': 'number-not-assigned',
      }).map(([route, code]) => ({ match: { route, phone: wrong }, action: { reject: code } })),
    );
    await world().report('TASK-10', { mobile: wrong, consent: { sms: true } }, approved);
    const { taskId } = await world().taskOf('TASK-10');
    const { page, complaints, close } = await at(taskId);
    await claim(page);
    await choose(page, '更正联系方式');
    const field = page.getByRole('textbox', { name: '新的手机号' });
    await field.fill('1380000');
    await page.getByRole('button', { name: '提交更正' }).click();
    await page.getByText('不是可以使用的手机号。').waitFor();
    expect(await field.inputValue()).toBe('1380000');
    await picture(page, 'console-task-correct');
    await field.fill('138 0000 3011');
    await page.getByRole('button', { name: '提交更正' }).click();
    await done(page, '更正待复核');
    const { approvals } = (await world().ask(
      'supervisor',
      'GET',
      '/v1/approvals?applicationId=TASK-10&state=proposed',
    )) as { approvals: { approvalId: string }[] };
    await world().ask('supervisor', 'POST', `/v1/approvals/${approvals[0]?.approvalId ?? ''}/approve`);
    await done(page, '这项任务已不需要人来做');
    await page.getByText('自动关闭：联系方式已更正，系统已重新发送。', { exact: false }).waitFor();
    await page.locator('.done-notice').getByText('已送达').waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test('whoever cannot be reached is closed by two people: proposed by one, agreed to by another', async () => {
    const taskId = await owed('TASK-11');
    const { page, close } = await at(taskId);
    await claim(page);
    await choose(page, '确实无法联系');
    await page.getByRole('button', { name: '提议结案' }).click();
    await done(page, '已提议结案');
    const { proposal } = (await world().ask('staff', 'GET', `/v1/tasks/${taskId}`)) as {
      proposal: { approvalId: string };
    };
    await world().ask('supervisor', 'POST', `/v1/approvals/${proposal.approvalId}/approve`);
    await done(page, '已完成');
    await page.getByText('wang.wei 复核同意。').waitFor();
    await page.locator('.done-notice').getByText('无法联系').waitFor();
    await close();
  });

  test('an engineer has no such page, and the API is not asked', async () => {
    const { page, close } = await world().signedIn('chen.jun', '/tasks');
    await page.getByRole('heading', { name: '您的角色不使用这个页面' }).waitFor();
    expect(await page.getByRole('link', { name: '人工任务' }).count()).toBe(0);
    await close();
  });
}

/** How a workflow may have ended, by Temporal's own numbers. */
const ends: Readonly<Record<number, string>> = {
  2: 'completed',
  3: 'failed',
  4: 'cancelled',
  5: 'terminated',
};
