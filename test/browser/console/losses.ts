/** The way to the API is cut under an open page, and mended. */
import { barriers, picture } from './world.js';
import type { ConsoleWorld } from './world.js';
import { layCable } from './cable.js';

export function losses(world: () => ConsoleWorld): void {
  test('it is said as of when the page is, and heals by itself behind the last event, with nothing missed', async () => {
    await world().report('CUT-1', { mobile: '13800008001' });
    const cable = await layCable(Number(new URL(world().file.apiUrl).port));
    const { page, close } = await world().signedIn('li.na');
    await page.goto(`${cable.url}/applications/CUT-1`);
    await page.getByText('实时更新').waitFor();
    await page.getByText('询问信贷系统').waitFor();
    cable.cut();
    const banner = page.getByText(/与系统的连接已断开，正在重连。页面上是 \d\d:\d\d:\d\d 的情况。/);
    await banner.waitFor();
    expect(await page.getByText('已断开', { exact: true }).count()).toBe(1);
    // What is on the page stays there to be read.
    await page.getByText('询问信贷系统').waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'console-connection-lost');
    await world().call('PUT', 'CUT-1/stages/final-decision', { decision: 'approved' });
    await world().comesTo('CUT-1', 'delivered');
    const before = cable.heads.length;
    cable.mend();
    await page.getByRole('region', { name: '答复' }).getByText('无需处理').waitFor();
    await banner.waitFor({ state: 'detached' });
    await page.getByText('实时更新').waitFor();
    const again = cable.heads.slice(before).find((head) => head.startsWith('GET /v1/events '));
    expect(again).toMatch(/^last-event-id: \d+-\d+\r$/im);
    await close();
    await cable.close();
  });

  test('a page that nobody answers says so in words, and goes on when it is asked again', async () => {
    const cable = await layCable(Number(new URL(world().file.apiUrl).port));
    const { page, close } = await world().signedIn('li.na');
    await page.goto(cable.url);
    await page.getByRole('textbox').fill('CUT-1');
    cable.cut();
    await page.keyboard.press('Enter');
    const alert = page.getByRole('alert').filter({ hasText: '系统没有应答' });
    await alert.waitFor();
    expect(await page.getByRole('textbox').inputValue()).toBe('CUT-1');
    cable.mend();
    await alert.getByRole('button', { name: '再试一次' }).click();
    await page.getByRole('region', { name: '答复' }).waitFor();
    await close();
    await cable.close();
  });
}
