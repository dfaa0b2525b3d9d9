/** Providers: an outage and its end, holds that take effect, weights that wait for somebody else, and who sees it. */
import type { Page } from 'playwright-core';
import { asked, idsOf, toldBySms } from './outage.js';
import { barriers, picture } from './world.js';
import type { ConsoleWorld } from './world.js';

const phone = '13800022001';
const name = '短信（aliyun）';

interface Attempts {
  readonly attempts: readonly { readonly route: string }[];
}
interface Routes {
  readonly routes: readonly {
    readonly route: string;
    readonly hold?: { readonly target: string; readonly reason: string; readonly expiresAt: string };
  }[];
}

export function routes(world: () => ConsoleWorld): void {
  afterEach(async () => {
    await world().rules([]);
    // Whatever a test that failed has left: the next one begins with nothing held.
    const left = (await asked<Routes>(world(), 'staff', '/v1/routes')).routes;
    for (const target of new Set(left.flatMap(({ hold }) => (hold === undefined ? [] : [hold.target]))))
      await asked(
        world(),
        'supervisor',
        target.includes('/') ? `/v1/routes/${target}/hold` : `/v1/providers/${target}/hold`,
        'DELETE',
      );
  });

  const rowOf = (page: Page, route = name) =>
    page.getByRole('table', { name: '短信', exact: true }).getByRole('row').filter({ hasText: route });
  const holdNow = async () =>
    (await asked<Routes>(world(), 'staff', '/v1/routes')).routes.find(({ route }) => route === 'sms/aliyun')
      ?.hold;
  const firstRoute = async (id: string) =>
    (await asked<Attempts>(world(), 'staff', `/v1/applications/${id}`)).attempts[0]?.route;

  test('an outage of a provider shows on a page that is open, and so does its end', async () => {
    const ids = await idsOf(world(), 'sms/aliyun', 'DOWN', 13);
    const { page, complaints, close } = await world().signedIn('wang.wei', '/routes');
    await page.getByText('实时更新', { exact: true }).waitFor();
    await world().rules([
      { match: { route: 'sms/aliyun', phone }, action: { reject: 'isv.OUT_OF_SERVICE' } },
    ]);
    await toldBySms(world(), ids.slice(0, 3), phone);
    await rowOf(page).getByText('持续失败').waitFor();
    await world().rules([]);
    await toldBySms(world(), ids.slice(3), phone);
    await rowOf(page).getByText('正常', { exact: true }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test('a dialog that is left by keyboard leads back to the button that opened it', async () => {
    const { page, complaints, close } = await world().signedIn('wang.wei', '/routes');
    await rowOf(page).getByRole('button', { name: '暂停' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: `暂停${name}` });
    await dialog.getByRole('textbox', { name: '原因' }).focus();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await rowOf(page).locator('button:focus', { hasText: '暂停' }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test('a route held in the browser is left out of what follows, and let go it is used again', async () => {
    const [first = '', second = ''] = await idsOf(world(), 'sms/aliyun', 'HELD', 2);
    const { page, complaints, close } = await world().signedIn('wang.wei', '/routes');
    // Somebody else's page hears of it without being asked.
    const other = await world().signedIn('wang.wei', '/routes');
    await other.page.getByText('实时更新', { exact: true }).waitFor();
    await rowOf(page).getByRole('button', { name: '暂停' }).click();
    const dialog = page.getByRole('dialog', { name: `暂停${name}` });
    const consequences = dialog.getByRole('region', { name: '将会发生' });
    await consequences.getByText(/改走短信（.+）/).waitFor();
    await dialog.getByRole('radio', { name: `只暂停${name}` }).waitFor();
    await dialog.getByRole('button', { name: '暂停', exact: true }).click();
    await dialog.getByText('请填写原因。').waitFor();
    await dialog.getByRole('textbox', { name: '原因' }).fill('回执迟迟不到');
    await dialog.getByRole('radio', { name: '30 分钟' }).check();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'console-routes-hold');
    await dialog.getByRole('button', { name: '暂停', exact: true }).click();
    await page.getByText(new RegExp(`已暂停${name}，至`)).waitFor();
    await rowOf(page).getByText('回执迟迟不到').waitFor();
    await rowOf(other.page).getByText('已暂停').waitFor();
    expect(await holdNow()).toMatchObject({ target: 'sms/aliyun', reason: '回执迟迟不到' });
    await toldBySms(world(), [first], phone);
    expect(await firstRoute(first)).not.toBe('sms/aliyun');
    for (const width of [1366, 390]) {
      await page.setViewportSize({ width, height: 1_200 });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      await picture(page, `console-routes-held.${width}`);
    }
    await page.setViewportSize({ width: 1366, height: 768 });
    await rowOf(page).getByRole('button', { name: '解除暂停' }).click();
    const release = page.getByRole('dialog', { name: `解除对${name}的暂停？` });
    await release.getByText('立即生效').waitFor();
    await release.getByRole('button', { name: '解除暂停' }).click();
    await page.getByText(`已解除对${name}的设置。`).waitFor();
    await rowOf(other.page).getByText('已暂停').waitFor({ state: 'detached' });
    expect(await holdNow()).toBeUndefined();
    await toldBySms(world(), [second], phone);
    expect(await firstRoute(second)).toBe('sms/aliyun');
    expect(complaints).toEqual([]);
    await other.close();
    await close();
  });

  test('a hold that ends by itself ends on the page too', async () => {
    const { page, close } = await world().signedIn('wang.wei', '/routes');
    await page.getByText('实时更新', { exact: true }).waitFor();
    const expiresAt = new Date(Date.now() + 4_000).toISOString();
    await asked(world(), 'supervisor', '/v1/routes/sms/aliyun/hold', 'PUT', {
      reason: '短暂停一下',
      expiresAt,
    });
    await rowOf(page).getByText('已暂停').waitFor();
    await rowOf(page).getByText('已暂停').waitFor({ state: 'detached' });
    expect(await holdNow()).toBeUndefined();
    await close();
  });

  test('a whole provider is held at once, and a channel that would close is said before', async () => {
    const { page, close } = await world().signedIn('wang.wei', '/routes');
    await rowOf(page).getByRole('button', { name: '暂停' }).click();
    const dialog = page.getByRole('dialog', { name: `暂停${name}` });
    await dialog.getByRole('radio', { name: /暂停服务商 aliyun 的全部通路/ }).check();
    await dialog.getByText('语音电话将没有可用的通路').waitFor();
    await dialog.getByRole('textbox', { name: '原因' }).fill('服务商通告维护');
    await dialog.getByRole('button', { name: '暂停', exact: true }).click();
    await page.getByText(/已暂停服务商 aliyun 的全部通路/).waitFor();
    await rowOf(page).getByText('服务商 aliyun 全部暂停').waitFor();
    expect(await holdNow()).toMatchObject({ target: 'aliyun' });
    await close();
  });

  test('a long hold and another weight wait for somebody else, with the way there', async () => {
    const { page, close } = await world().signedIn('wang.wei', '/routes');
    await rowOf(page, 'tencent').getByRole('button', { name: '暂停' }).click();
    const dialog = page.getByRole('dialog', { name: '暂停短信（tencent）' });
    await dialog.getByRole('textbox', { name: '原因' }).fill('合同到期');
    await dialog.getByRole('radio', { name: '7 天' }).check();
    await dialog.getByRole('button', { name: '暂停', exact: true }).click();
    await page.getByText(/对短信（tencent）的设置已提交，须另一位主管在 .+ 前审批/).waitFor();
    expect(await page.getByRole('link', { name: '前往审批' }).getAttribute('href')).toBe('/approvals');
    expect(await rowOf(page, 'tencent').getByText('已暂停').count()).toBe(0);
    await rowOf(page, 'bank-gateway').getByRole('button', { name: '调整权重' }).click();
    const weight = page.getByRole('dialog', { name: '调整短信（bank-gateway）的权重' });
    await weight.getByRole('textbox', { name: /新权重/ }).fill('0');
    await weight.getByRole('textbox', { name: '原因' }).fill('分担压力');
    await weight.getByRole('button', { name: '调整权重' }).click();
    await weight.getByText('请输入大于 0、不超过 1000 的数。').waitFor();
    await weight.getByRole('textbox', { name: /新权重/ }).fill('5');
    await weight.getByText(/约从 16.7% 变为 50%/).waitFor();
    await weight.getByRole('button', { name: '调整权重' }).click();
    await page.getByText(/对短信（bank-gateway）的设置已提交/).waitFor();
    await close();
  });

  test('what cannot wait is done alone with a reason, and is said to need a review', async () => {
    const { page, close } = await world().signedIn('wang.wei', '/routes');
    const row = rowOf(page, 'tencent');
    await row.getByRole('button', { name: '调整权重' }).click();
    const dialog = page.getByRole('dialog', { name: '调整短信（tencent）的权重' });
    await dialog.getByRole('textbox', { name: /新权重/ }).fill('2');
    await dialog.getByRole('textbox', { name: '原因' }).fill('aliyun 不稳');
    await dialog.getByRole('checkbox', { name: /紧急/ }).check();
    await dialog.getByRole('textbox', { name: '为何不能等待审批' }).fill('夜间只有一位主管');
    await picture(page, 'console-routes-weight');
    await dialog.getByRole('button', { name: '调整权重' }).click();
    await page.getByText('已按紧急单人操作生效').waitFor();
    await row.getByText('配置为 1').waitFor();
    await row.getByRole('button', { name: '恢复权重' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '恢复权重' }).click();
    await row.getByText('配置为 1').waitFor({ state: 'detached' });
    await close();
  });

  test.each(['li.na', 'chen.jun'] as const)(
    '%s, no supervisor, is not shown the way there, and nothing is asked',
    async (account) => {
      const { page, close } = await world().signedIn(account);
      const requests: string[] = [];
      page.on('request', (request) => requests.push(new URL(request.url()).pathname));
      expect(await page.getByRole('navigation').getByRole('link').allInnerTexts()).not.toContain('服务商');
      await page.goto(new URL('/routes', world().file.consoleUrl).href);
      await page.getByRole('heading', { name: '您的角色不使用这个页面' }).waitFor();
      await page.getByText('实时更新', { exact: true }).waitFor();
      expect(requests.filter((path) => /^\/v1\/(live|routes)|routes-page/.test(path))).toEqual([]);
      await close();
    },
  );
}
