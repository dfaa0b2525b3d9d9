/** A provider loses messages: whom it left untold is found, told by another way or by hand, and two people close it. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { wallOf } from '../../../console/frame/wall-clock.js';
import { idsOf } from './outage.js';
import { raised, resolved } from './raised.js';
import { changeSettings } from './settings.js';
import { barriers, picture, wordsOn } from './world.js';
import type { ConsoleWorld } from './world.js';

const approved = ['final-decision', { decision: 'approved' }] as const;
const phones = ['13800031001', '13800031002'];
const timeZone = 'Asia/Shanghai';

export function incidents(world: () => ConsoleWorld): void {
  let putBack: () => void;
  /** Silence counts after seconds, and whoever heard late is offered something. */
  beforeAll(async () => {
    const quick = { lingerMs: 500, receiptDeadlineMs: 1_500 };
    putBack = await changeSettings(world(), 'INCIDENT', (before) => ({
      ...before,
      routes: before.routes.map((one) => (one.route.startsWith('sms/') ? { ...one, ...quick } : one)),
      incidents: { compensation: { untoldMs: 0 } },
    }));
  });
  afterAll(() => putBack());
  afterEach(() => world().rules([]));

  const act = (page: Page, name: string) =>
    page.getByRole('region', { name: '可以做的事' }).getByRole('button', { name, exact: true });
  const confirm = (page: Page, title: string, button: string) =>
    page.getByRole('dialog', { name: title }).getByRole('button', { name: button, exact: true }).click();

  /** As somebody reads it: both languages, a desk and a telephone. */
  async function lookedAt(page: Page, name: string): Promise<void> {
    for (const language of ['zh', 'en'] as const) {
      await page.evaluate(`localStorage.setItem('bida.language', '${language}')`);
      await page.reload();
      await page.locator('.incident-notices').waitFor();
      await page.locator('.connection-live').waitFor();
      const words = await wordsOn(page);
      expect(words).not.toMatch(/undefined|NaN|\[object|null/);
      if (language === 'en') expect(words).not.toMatch(/\p{Script=Han}/u);
      expect(await barriers(page)).toEqual([]);
      for (const [width, height] of [
        [1366, 1_500],
        [390, 2_400],
      ] as const) {
        await page.setViewportSize({ width, height });
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
        await picture(page, `console-${name}.${language}.${width}`);
      }
    }
    await page.evaluate(`localStorage.setItem('bida.language', 'zh')`);
    await page.setViewportSize({ width: 1366, height: 768 });
    await page.reload();
  }

  /** Somebody else agrees to what waits there. */
  async function agreed(place: string, incident: string): Promise<void> {
    const { page, complaints, close } = await world().signedIn('zhao.min', place);
    await page.getByRole('link', { name: incident }).waitFor();
    await page.getByRole('button', { name: '批准' }).click();
    await confirm(page, '确认批准', '批准');
    await page.getByText('已记录您的决定。').waitFor();
    expect(complaints).toEqual([]);
    await close();
  }

  test('everybody a provider left untold is told by another way or by hand, and two people close it', async () => {
    const ids = await idsOf(world(), 'sms/aliyun', 'INCIDENT', 2);
    const [byResend = '', byHand = ''] = ids;
    const from = wallOf(Date.now(), timeZone);
    await world().rules(phones.map((phone) => ({ match: { phone }, action: { receipt: 'none' } })));
    await Promise.all(
      ids.map((id, nth) =>
        world().report(id, { mobile: phones[nth] ?? '', name: '何静', consent: { sms: true } }, approved),
      ),
    );
    const [, task] = await Promise.all(ids.map((id) => world().taskOf(id)));

    const { page, complaints, close } = await world().signedIn('wang.wei', '/incidents');
    await page.getByRole('button', { name: '立案' }).click();
    const dialog = page.getByRole('dialog', { name: '事故立案' });
    await dialog.getByRole('button', { name: '立案' }).click();
    await dialog.getByText('请选择服务商或通路。').waitFor();
    await dialog.getByText('请填写原因。').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.setViewportSize({ width: 1366, height: 1_000 });
    await picture(page, 'console-incident-open.zh.1366');
    await page.setViewportSize({ width: 390, height: 1_300 });
    await picture(page, 'console-incident-open.zh.390');
    await page.setViewportSize({ width: 1366, height: 768 });
    await dialog.getByRole('combobox', { name: '服务商或通路' }).selectOption({ label: '短信（aliyun）' });
    expect(await dialog.getByRole('combobox', { name: '运营商' }).isDisabled()).toBe(true);
    await dialog.getByLabel('自何时起发出的消息').fill(from);
    await dialog.getByRole('textbox', { name: '原因' }).fill('申请人来电说没有收到短信');
    await dialog.getByRole('button', { name: '立案' }).click();
    await page.waitForURL(/\/incidents\/\d+$/);
    const id = Number(/\d+$/.exec(page.url())?.[0]);
    const name = `事故 ${id}`;

    const list = page.getByRole('region', { name: '受影响的通知' });
    for (const one of ids) await list.getByRole('link', { name: one }).waitFor();
    await page.getByText('2 条受影响，0 条已有交代').waitFor();
    await page.getByText('还没有设定终点，不能结束。').waitFor();
    expect(await act(page, '提议结束').isDisabled()).toBe(true);
    await lookedAt(page, 'incident');

    await act(page, '记录服务商情况').click();
    await page.getByRole('radio', { name: '我们已通知服务商' }).waitFor();
    await confirm(page, '记录服务商情况', '记录服务商情况');
    await page.getByText(/wang\.wei 记录：已通知服务商/).waitFor();
    await act(page, '设定时间范围').click();
    const range = page.getByRole('dialog', { name: '设定事故的时间范围' });
    await range.getByRole('button', { name: '设定时间范围' }).click();
    await range.getByText('请更改起点，或填写终点。').waitFor();
    await range.getByRole('button', { name: '现在' }).click();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'console-incident-range');
    await range.getByRole('button', { name: '设定时间范围' }).click();
    await page.getByText('2 条尚未告知，不能结束。').waitFor();

    // What staff do elsewhere is counted here by itself.
    await world().ask('staff', 'POST', `/v1/tasks/${task?.taskId ?? ''}/complete`, {
      outcome: 'told-by-phone',
    });
    const counts = page.getByRole('list', { name: '按结果查看' });
    await counts.getByRole('button', { name: '1 已由员工告知' }).click();
    await list.getByRole('link', { name: byResend }).waitFor({ state: 'detached' });
    await list.getByRole('link', { name: byHand }).waitFor();
    await counts.getByRole('button', { name: '2 全部' }).click();

    // The provider is well again, and whoever is still with staff hears it by another one.
    await world().rules([]);
    await act(page, '改走其他通路补发').click();
    const resend = page.getByRole('dialog', { name: '安排补发' });
    await resend.getByText('不走短信（aliyun）', { exact: false }).waitFor();
    await picture(page, 'console-incident-resend');
    await resend.getByRole('button', { name: '改走其他通路补发' }).click();
    await page.getByText('已安排补发 1 条。').waitFor();
    await counts.getByRole('button', { name: '1 补发后送达' }).waitFor({ timeout: 60_000 });
    await page.getByText('全部已有交代').waitFor();

    await act(page, '提议补偿').click();
    await page.getByRole('dialog').getByRole('textbox', { name: '原因' }).fill('告知过迟');
    await confirm(page, '提议补偿', '提议补偿');
    await page.getByText(/^已提议补偿，须由另一位主管在/).waitFor();
    const offered = page.getByRole('region', { name: '补偿', exact: true });
    await offered.getByText('待审批 2 位').waitFor();
    const approval = await offered.getByRole('link', { name: '查看审批' }).first().getAttribute('href');
    await agreed(approval ?? '', name);
    await offered.getByText('待信贷系统答复 2 位').waitFor();

    await act(page, '提议结束').click();
    const closing = page.getByRole('dialog', { name: '提议结束事故' });
    await closing.getByRole('button', { name: '提议结束' }).click();
    await closing.getByText('请填写原因。').waitFor();
    await closing.getByRole('textbox', { name: '原因' }).fill('全部已有交代');
    await picture(page, 'console-incident-closing');
    await closing.getByRole('button', { name: '提议结束' }).click();
    await page.getByText(/^已提议结束，须由另一位主管在/).waitFor();
    await page.getByText(/wang\.wei 已提议结束/).waitFor();
    const waits = page.getByRole('region', { name: '可以做的事' }).getByRole('link', { name: '查看审批' });
    await agreed((await waits.first().getAttribute('href')) ?? '', name);
    await page.getByText('已结束', { exact: true }).waitFor();
    await page.getByText('zhao.min', { exact: true }).waitFor();
    expect(await act(page, '设定时间范围').count()).toBe(0);
    await lookedAt(page, 'incident-closed');
    expect(complaints).toEqual([]);
    await close();
    await granted(id, byHand);
    await read(id, ids);
  });

  /** The loan system grants it, and staff tell the applicant by a task like any other. */
  async function granted(incident: number, applicationId: string): Promise<void> {
    const { compensations } = (await world().ask(
      'supervisor',
      'GET',
      `/v1/incidents/${incident}/compensations`,
    )) as { compensations: { compensationId: string; applicationId: string }[] };
    const { compensationId = '' } = compensations.find((one) => one.applicationId === applicationId) ?? {};
    await world().ask('loanSystem', 'PUT', `/v1/compensations/${compensationId}/answer`, {
      result: 'granted',
    });
    const { taskId } = await world().taskOf(applicationId);
    const { page, complaints, close } = await world().signedIn('li.na', `/tasks/${taskId}`);
    await page.getByRole('heading', { name: '告知补偿' }).waitFor();
    await page.getByText('因通知延误给予补偿').first().waitFor();
    await page.getByRole('button', { name: '领取任务' }).click();
    await page.getByRole('button', { name: '开始通话' }).click();
    await page.getByRole('button', { name: '答对了，是本人' }).click();
    await page.getByText('作为补偿，银行为您的贷款给予了额外的授信支持', { exact: false }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.setViewportSize({ width: 1366, height: 1_500 });
    await picture(page, 'console-task-compensation');
    await page.getByRole('button', { name: '结束通话' }).click();
    expect(await page.getByRole('radio', { name: '已电话告知' }).isChecked()).toBe(true);
    await page.getByRole('button', { name: '完成任务' }).click();
    await page.getByText(/您于 .* 登记：已电话告知。/).waitFor();
    await picture(page, 'console-task-compensation-done');
    expect(complaints).toEqual([]);
    await close();
  }

  /** What an auditor and an engineer see of it. */
  async function read(incident: number, ids: readonly string[]): Promise<void> {
    const auditor = await world().signedIn('sun.yue', '/incidents');
    const row = auditor.page
      .getByRole('region', { name: '已结束' })
      .getByRole('link', { name: new RegExp(`事故 ${incident} `) });
    await row.click();
    await auditor.page.getByText('已告知 1 位').waitFor();
    expect(await auditor.page.getByRole('region', { name: '可以做的事' }).count()).toBe(0);
    const [file] = await Promise.all([
      auditor.page.waitForEvent('download'),
      auditor.page.getByRole('link', { name: '下载名单（CSV）' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe(`incident-${incident}.csv`);
    const text = readFileSync(await file.path(), 'utf8');
    for (const id of ids) expect(text).toContain(id);
    expect(auditor.complaints).toEqual([]);
    await auditor.close();
    const engineer = await world().signedIn('chen.jun', `/incidents/${incident}`);
    await engineer.page.getByText('名单涉及申请人，您的角色看不到。').waitFor();
    await engineer.page.getByText('2 条受影响，2 条已有交代').waitFor();
    expect(await engineer.page.getByRole('button', { name: /补发/ }).count()).toBe(0);
    expect(engineer.complaints).toEqual([]);
    await engineer.close();
  }

  test('an alarm about a route opens an incident about what it tells of, and leads to it from then on', async () => {
    const subject = 'sms/tencent@广东/china-mobile';
    await raised(world(), 'receipts-missing', subject);
    const { page, complaints, close } = await world().signedIn('wang.wei', '/alarms');
    const card = page.getByRole('article').filter({ hasText: '服务商不回执' });
    await card.getByRole('button', { name: '按告警立案' }).click();
    const dialog = page.getByRole('dialog', { name: '事故立案' });
    await dialog.getByText('短信（tencent） · 广东 · 中国移动').waitFor();
    expect(await dialog.getByRole('combobox').count()).toBe(0);
    await dialog.getByRole('textbox', { name: '原因' }).fill('服务商称正在检修');
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'console-incident-by-alarm');
    await dialog.getByRole('button', { name: '立案' }).click();
    await page.waitForURL(/\/incidents\/\d+/);
    await page.getByText('短信（tencent） · 广东 · 中国移动').waitFor();
    await page.getByRole('link', { name: /服务商不回执 #\d+/ }).click();
    const id = (await card.getByRole('link', { name: /查看事故 \d+/ }).innerText()).replace(/\D/g, '');
    await raised(world(), 'incident-due', `incident ${id}`);
    const due = page.getByRole('article').filter({ hasText: '事故即将到期' });
    await due.getByRole('link', { name: `事故 ${id}` }).click();
    await page.getByRole('heading', { level: 1, name: `事故 ${id}` }).waitFor();
    await page.getByText('名单上还没有通知').first().waitFor();
    await page.goto(`${world().file.consoleUrl ?? ''}incidents`);
    await page.getByRole('link', { name: new RegExp(`事故 ${id} `) }).waitFor();
    for (const width of [1366, 390]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      await picture(page, `console-incidents.${width}`);
    }
    await page.setViewportSize({ width: 1366, height: 1_000 });
    // The same once more is refused, and leads to the one that there is.
    await page.getByRole('button', { name: '立案' }).click();
    await dialog.getByRole('combobox', { name: '服务商或通路' }).selectOption({ label: '短信（tencent）' });
    await dialog.getByRole('combobox', { name: '省份' }).selectOption('广东');
    await dialog.getByRole('combobox', { name: '运营商' }).selectOption({ label: '中国移动' });
    await dialog.getByRole('textbox', { name: '原因' }).fill('又有申请人来电');
    await dialog.getByRole('button', { name: '立案' }).click();
    await dialog.getByRole('alert').getByText('另一个尚未结束的事故已包括这些消息').waitFor();
    await picture(page, 'console-incident-known');
    await dialog.getByRole('link', { name: `前往事故 ${id}` }).click();
    await page.getByRole('heading', { level: 1, name: `事故 ${id}` }).waitFor();
    await resolved(world(), 'incident-due', `incident ${id}`);
    await resolved(world(), 'receipts-missing', subject);
    expect(complaints).toEqual([]);
    await close();
  });
}
