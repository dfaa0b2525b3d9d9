/** The live picture on a page that stays open: an outage and its end, alarms, a lost line, and who sees it at all. */
import type { Page } from 'playwright-core';
import { layCable } from './cable.js';
import { idsOf, toldBySms } from './outage.js';
import { picture } from './world.js';
import type { ConsoleWorld } from './world.js';

const phone = '13800021001';

export function live(world: () => ConsoleWorld): void {
  afterEach(() => world().rules([]));

  const rowOf = (page: Page, name: string) =>
    page.getByRole('table', { name: '各通路近一小时' }).getByRole('row').filter({ hasText: name });

  test('an outage of a provider shows on a page that is open, and so does its end', async () => {
    const ids = await idsOf(world(), 'sms/aliyun', 'OUT', 14);
    const { page, complaints, close } = await world().signedIn('wang.wei', '/live');
    await page.getByText('实时更新', { exact: true }).waitFor();
    await world().rules([
      { match: { route: 'sms/aliyun', phone }, action: { reject: 'isv.OUT_OF_SERVICE' } },
    ]);
    await toldBySms(world(), ids.slice(0, 4), phone);
    const aliyun = rowOf(page, '短信（aliyun）');
    await aliyun.getByText('持续失败').waitFor();
    await aliyun.getByText(/最近 \d+ 次中有 \d+ 次因服务商失败/).waitFor();
    await page.getByText('1 条通路正在持续失败').waitFor();
    await page.locator('.chart svg text').first().waitFor();
    // What is drawn is there in numbers too.
    await page.getByText('逐分钟数字').click();
    const failed = await page
      .getByRole('region', { name: '逐分钟数字' })
      .locator('tbody tr td:last-child')
      .allInnerTexts();
    expect(failed.some((said) => Number(said) >= 1)).toBe(true);
    await page.getByText('逐分钟数字').click();
    for (const [name, width] of [
      ['', 1366],
      ['.phone', 390],
    ] as const) {
      await page.setViewportSize({ width, height: 1_700 });
      await picture(page, `console-live-outage${name}`);
    }
    await world().rules([]);
    await toldBySms(world(), ids.slice(4), phone);
    await aliyun.getByText('正常', { exact: true }).waitFor();
    await page.getByText('没有通路持续失败').waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test('an alarm is there in words as it is raised, with what is to be done', async () => {
    const [id = ''] = await idsOf(world(), 'sms/aliyun', 'MISCONFIGURED', 1);
    const { page, close } = await world().signedIn('chen.jun', '/live');
    await page.getByText('实时更新', { exact: true }).waitFor();
    await world().rules([
      { match: { route: 'sms/aliyun', phone }, action: { reject: 'isv.SMS_SIGNATURE_ILLEGAL' } },
    ]);
    await toldBySms(world(), [id], phone);
    const alarm = page.getByRole('region', { name: '告警' }).getByRole('listitem');
    await alarm.filter({ hasText: '服务商拒绝我们的配置' }).filter({ hasText: '短信（aliyun）' }).waitFor();
    await close();
  });

  test('a line that is lost is said with the time of what is shown, and healed the picture is a new one', async () => {
    const cable = await layCable(Number(new URL(world().file.apiUrl).port));
    const { page, close } = await world().signedIn('sun.yue');
    await page.goto(`${cable.url}/live`);
    await page.getByText('实时更新', { exact: true }).waitFor();
    const asOf = page.locator('.as-of time');
    await asOf.waitFor();
    cable.cut();
    await page.getByText(/与系统的连接已断开，正在重连。页面上是 \d\d:\d\d:\d\d 的情况。/).waitFor();
    const before = await asOf.innerText();
    await page.getByRole('region', { name: '当前数字' }).waitFor();
    await page.getByRole('button', { name: '立即刷新' }).click();
    await page.getByRole('alert').filter({ hasText: '系统没有应答' }).first().waitFor();
    expect(await asOf.innerText()).toBe(before);
    cable.mend();
    await page.getByText(/与系统的连接已断开/).waitFor({ state: 'detached' });
    await page.getByRole('alert').first().waitFor({ state: 'detached' });
    await asOf.filter({ hasNotText: before }).waitFor();
    await close();
    await cable.close();
  });

  test('staff are neither shown the way there nor is anything asked for them', async () => {
    const { page, close } = await world().signedIn('li.na');
    const requests: string[] = [];
    page.on('request', (request) => requests.push(new URL(request.url()).pathname));
    expect(await page.getByRole('navigation').getByRole('link').allInnerTexts()).not.toContain('实时');
    await page.goto(new URL('/live', world().file.consoleUrl).href);
    await page.getByRole('heading', { name: '您的角色不使用这个页面' }).waitFor();
    await page.getByText('实时更新', { exact: true }).waitFor();
    expect(requests.filter((path) => /^\/v1\/(live|alarms)|live-page/.test(path))).toEqual([]);
    await close();
  });
}
