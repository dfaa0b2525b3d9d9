/** What needs a second person: who sees it, decides on it, and hears what became of it. */
import type { Page } from 'playwright-core';
import { endSessionMidForm, signInAgain } from './sessions.js';
import { barriers, picture } from './world.js';
import type { ConsoleWorld } from './world.js';

const region = '310000';
const hostile = `<img src=x onerror="alert('C4NARY')">\u202e反转\u202c 👩🏽‍💼 ${'长'.repeat(60)}${'W'.repeat(60)}`;

export function approvals(world: () => ConsoleWorld): void {
  let numbers = 0;
  /** An application whose mobile number li.na wants replaced; the address of what waits. */
  async function numberProposed(
    more: object = {},
  ): Promise<{ id: string; place: string; approvalId: string }> {
    const id = `SECOND-${(numbers += 1)}`;
    await world().report(id, { mobile: '13800010001', name: '郑一', region });
    const body = { mobile: '13900010009', ...more };
    const who = 'breakGlass' in more ? 'supervisor' : 'staff';
    const answer = await world().ask(who, 'PATCH', `/v1/applications/${id}/contacts`, body);
    const { approvalId } = (answer['approval'] ?? answer) as { approvalId: string };
    return { id, approvalId, place: `/approvals/${approvalId}` };
  }

  /** A decision the applicant was told, reported otherwise since. */
  async function correctionProposed(id: string): Promise<string> {
    const told = { decision: 'approved', amount: 200_000, guidance: '请携带身份证件到网点办理签约。' };
    await world().report(id, { mobile: '13800010002', name: '郑二' }, ['final-decision', told]);
    await world().comesTo(id, 'delivered');
    const corrected = { decision: 'declined', guidance: '请携带收入证明到网点重新申请。' };
    const path = `/v1/applications/${id}/stages/final-decision/rounds/2`;
    const { approvalId } = await world().ask('loanSystem', 'PUT', path, corrected);
    return `/approvals/${String(approvalId)}`;
  }

  const approved = (page: Page) => page.getByText(/zhou\.min 于 .* 批准。/);

  test('it stands first for whoever may decide, is compared, agreed to, and told to whoever proposed it', async () => {
    const { id, place } = await numberProposed();
    const proposer = await world().signedIn('li.na', place);
    await proposer.page.getByText('这是您提议或起草的，须由另一个人决定。').waitFor();
    expect(await proposer.page.getByRole('button', { name: '批准' }).count()).toBe(0);
    await picture(proposer.page, 'console-approval-own');
    const { page, complaints, close } = await world().signedIn('zhou.min', '/approvals');
    const mine = page.getByRole('region', { name: '需要您处理' });
    await mine.getByRole('link', { name: new RegExp(id) }).click();
    await page.getByText('您还没有查看封存的具体内容。').waitFor();
    expect(await page.content()).not.toContain('13900010009');
    await page.getByRole('button', { name: '查看封存内容' }).click();
    const dialog = page.getByRole('dialog', { name: '查看封存内容' });
    await dialog.getByRole('button', { name: '记录并查看' }).click();
    await dialog.getByText('请填写原因。').waitFor();
    await dialog.getByRole('textbox', { name: '查看原因' }).fill('回拨核对号码');
    await dialog.getByRole('button', { name: '记录并查看' }).click();
    const row = page.getByRole('row', { name: /手机/ });
    expect(await row.innerText()).toMatch(/13800010001\s+13900010009/);
    await page.getByText('您还没有查看封存的具体内容。').waitFor({ state: 'detached' });
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'console-approval-revealed');
    await page.getByRole('button', { name: '批准' }).click();
    await page.getByRole('dialog', { name: '确认批准' }).getByRole('button', { name: '批准' }).click();
    await page.getByText('已记录您的决定。').waitFor();
    await approved(page).waitFor();
    // Elsewhere by itself: nobody there asked again.
    await approved(proposer.page).waitFor();
    await proposer.page.getByText('在您打开这一页期间，事项已有结果，您不用再处理。').waitFor();
    expect(complaints).toEqual([]);
    await Promise.all([close(), proposer.close()]);
  });

  test('one’s own is taken back by oneself, and whoever looks elsewhere hears that', async () => {
    const { place } = await numberProposed();
    const other = await world().signedIn('zhou.min', place);
    await other.page.getByRole('button', { name: '批准' }).waitFor();
    const { page, close } = await world().signedIn('li.na', place);
    await page.getByRole('button', { name: '撤回提议' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '撤回提议' }).click();
    await page.getByText(/li\.na 于 .* 撤回了提议。/).waitFor();
    await other.page.getByText(/li\.na 于 .* 撤回了提议。/).waitFor();
    await Promise.all([close(), other.close()]);
  });

  test('a corrected decision is compared with the one before, and not agreed to for a reason, which is kept', async () => {
    const place = await correctionProposed('SECOND-CORRECTION');
    const staff = await world().signedIn('li.na', place);
    await staff.page.getByText('这类事项由主管决定，您的角色不能决定。').waitFor();
    await staff.page.getByText('您的角色不能查看封存内容。').waitFor();
    await staff.close();
    const { page, complaints, close } = await world().signedIn('wang.wei', place);
    await reveal(page);
    const compared = page.getByRole('table');
    expect(await compared.getByRole('row', { name: /决定/ }).innerText()).toMatch(/通过\s+未通过/);
    const guidance = compared.getByRole('row', { name: /指引/ });
    expect(await guidance.locator('del').allTextContents()).toContain('删除：身份证件');
    expect(await guidance.locator('ins').allTextContents()).toContain('新增：收入证明');
    await page.getByRole('button', { name: '不同意' }).click();
    await page.getByRole('button', { name: '确认不同意' }).click();
    await page.getByText('请填写原因。').waitFor();
    await page.getByRole('textbox', { name: '不同意的原因' }).fill(hostile);
    await picture(page, 'console-approval-correction');
    await page.getByRole('button', { name: '确认不同意' }).click();
    await page.getByText(/wang\.wei 于 .* 没有同意。/).waitFor();
    await page.getByRole('button', { name: '立即隐藏' }).click();
    await reveal(page);
    expect(await page.locator('.written bdi').last().textContent()).toBe(hostile);
    expect(await page.locator('main img').count()).toBe(0);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    await picture(page, 'console-approval-hostile.phone');
    expect(complaints).toEqual([]);
    await close();
  });

  test('what is settled elsewhere is explained, whether one was writing or had just pressed, and nothing written is lost', async () => {
    const first = await numberProposed();
    const { page, complaints, close } = await world().signedIn('zhou.min', first.place);
    await page.getByRole('button', { name: '不同意' }).click();
    await page.getByRole('textbox', { name: '不同意的原因' }).fill('号码未能核实');
    await world().ask('supervisor', 'POST', `/v1/approvals/${first.approvalId}/approve`);
    await page.getByText('在您打开这一页期间，事项已有结果，您不用再处理。').waitFor();
    await page.getByText(/wang\.wei 于 .* 批准。/).waitFor();
    await page.getByText('号码未能核实').waitFor();
    await picture(page, 'console-approval-elsewhere');
    const second = await numberProposed();
    await page.goto(`${world().file.consoleUrl ?? ''}${second.place.slice(1)}`);
    // Somebody is faster by a moment.
    await page.route('**/approve', async (route) => {
      await world().ask('supervisor', 'POST', `/v1/approvals/${second.approvalId}/approve`);
      await route.continue();
    });
    await page.getByRole('button', { name: '批准' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '批准' }).click();
    await page.getByText('在您打开这一页期间，事项已有结果，您不用再处理。').waitFor();
    await page.getByText(/wang\.wei 于 .* 批准。/).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  });

  test('what was done alone is reviewed by somebody else: an objection needs its reason', async () => {
    const { id, place } = await numberProposed({ breakGlass: { reason: '客户在柜台等候' } });
    const own = await world().signedIn('wang.wei', place);
    await own.page.getByText('这是您单独做的，须由另一个人复核。').waitFor();
    await own.close();
    const { page, complaints, close } = await world().signedIn('sun.yue', '/approvals');
    await page
      .getByRole('region', { name: '需要您处理' })
      .getByRole('link', { name: new RegExp(id) })
      .click();
    await page.getByRole('button', { name: '有异议' }).click();
    await page.getByText('请填写原因。').waitFor();
    await page.getByRole('textbox', { name: '复核意见' }).fill('没有回拨');
    await picture(page, 'console-approval-review');
    await page.getByRole('button', { name: '有异议' }).click();
    await page.getByText(/sun\.yue 于 .* 复核：有异议。/).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test('a session that ends while a reason is written loses none of it', async () => {
    const { place } = await numberProposed();
    const window = await world().signedIn('zhou.min', place, { anew: true });
    const { page, close } = window;
    await page.getByRole('button', { name: '不同意' }).click();
    await page.getByRole('textbox', { name: '不同意的原因' }).fill('未能核实');
    await endSessionMidForm(world(), window, '确认不同意');
    await signInAgain(world(), window, 'zhou.min');
    await page.bringToFront();
    await page.getByRole('dialog', { name: '登录已失效' }).waitFor({ state: 'hidden' });
    expect(await page.getByRole('textbox', { name: '不同意的原因' }).inputValue()).toBe('未能核实');
    await page.getByRole('button', { name: '确认不同意' }).click();
    await page.getByText(/zhou\.min 于 .* 没有同意。/).waitFor();
    await close();
  });

  test('what is over can be looked through, page by page and by how it ended', async () => {
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    for (let nth = 1; nth <= 22; nth += 1) {
      const order = { reason: `第 ${nth} 次`, expiresAt, weight: 2 };
      const { approvalId } = await world().ask('supervisor', 'PUT', '/v1/routes/sms/tencent/weight', order);
      await world().ask('supervisor', 'POST', `/v1/approvals/${String(approvalId)}/withdraw`);
    }
    const { page, complaints, close } = await world().signedIn(
      'zhao.min',
      '/approvals?show=past&kind=route-weight',
    );
    const rows = page.getByRole('region', { name: '已结束' }).getByRole('listitem');
    await rows.nth(19).waitFor();
    expect(await rows.count()).toBe(20);
    await page.getByRole('button', { name: '显示更多' }).click();
    await rows.nth(21).waitFor();
    await rows.last().getByRole('link').click();
    await page.getByText(/wang\.wei 于 .* 撤回了提议。/).waitFor();
    await page.getByText('第 1 次', { exact: true }).waitFor();
    await page.goBack();
    await page.getByRole('combobox', { name: '结果' }).click();
    await page.locator('.ant-select-item-option').getByText('已批准').click();
    await page.getByText('没有符合条件的记录。').waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test('whoever has no part in it neither sees it nor asks for it', async () => {
    const { page, complaints, close } = await world().signedIn('chen.jun');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    expect(await page.getByRole('link', { name: '审批' }).count()).toBe(0);
    for (const place of ['approvals', 'approvals/11111111-2222-4333-8444-555555555555']) {
      await page.goto(`${world().file.consoleUrl ?? ''}${place}`);
      await page.getByRole('heading', { name: '您的角色不使用这个页面' }).waitFor();
    }
    expect(asked.filter((path) => path.startsWith('/v1/approvals'))).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });
}

async function reveal(page: Page): Promise<void> {
  await page.getByRole('button', { name: '查看封存内容' }).click();
  await page.getByRole('textbox', { name: '查看原因' }).fill('审批前核对');
  await page.getByRole('button', { name: '记录并查看' }).click();
  await page.getByRole('button', { name: '立即隐藏' }).waitFor();
}
