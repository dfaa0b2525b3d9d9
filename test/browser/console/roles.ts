/** Signing in by the embedded identity provider, and what each role sees. */
import { barriers } from './world.js';
import type { Account, ConsoleWorld } from './world.js';

const id = 'ROLE-1';

export function roles(world: () => ConsoleWorld): void {
  beforeAll(async () => {
    await world().report(id, { mobile: '13800004001', region: '110000' }, [
      'final-decision',
      { decision: 'approved' },
    ]);
    await world().comesTo(id, 'delivered');
  });

  test('whoever is not signed in sees one button, and comes back to the page they wanted', async () => {
    const { page, complaints, close } = await world().opened(`/applications/${id}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    await page.getByRole('link', { name: '用行内账户登录' }).click();
    await world().choose(page, 'li.na');
    await page.waitForURL(`**/applications/${id}`);
    await page.getByRole('heading', { name: `申请 ${id}` }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test('whoever comes back without having set out is told in words, and signs in again from there', async () => {
    const { page, complaints, close } = await world().opened();
    const callback = `${world().file.apiUrl}/v1/session/callback?code=x&state=y`;
    await page.goto(callback);
    await page.getByRole('heading', { name: '没有登录成功' }).waitFor();
    await page.getByRole('alert').getByText('登录未完成').waitFor();
    await page.getByText('sign-in-failed').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByText('the sign-in was not completed').waitFor();
    await page.getByRole('link', { name: 'Try again' }).click();
    await world().choose(page, 'li.na');
    await page.getByRole('button', { name: 'Account li.na' }).waitFor();
    // A program is answered as ever.
    const answer = await fetch(callback, { headers: { accept: 'application/json' } });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ code: 'sign-in-failed' });
    expect(complaints).toEqual([]);
    await close();
  });

  const people: readonly (readonly [Account, { masked: boolean; anything: boolean }])[] = [
    ['li.na', { masked: true, anything: true }],
    ['wang.wei', { masked: true, anything: true }],
    ['sun.yue', { masked: false, anything: true }],
    ['chen.jun', { masked: false, anything: false }],
  ];

  test.each(people)('%s finds by what may be asked, and sees what may be seen: %j', async (account, may) => {
    const { page, complaints, close } = await world().signedIn(account, '/', { anew: true });
    const field = page.getByRole('textbox', { name: may.anything ? '申请编号、手机号或姓名' : '申请编号' });
    await field.fill('138 0000 4001');
    await page.keyboard.press('Enter');
    if (!may.anything) {
      await page.getByText('您的角色只能按申请编号查找。').first().waitFor();
      await field.fill(id);
      await page.keyboard.press('Enter');
    }
    await page.getByRole('region', { name: '答复' }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/applications/${id}`);
    expect(await page.getByText('138****4001').count()).toBe(may.masked ? 1 : 0);
    expect(await page.getByRole('button', { name: '查看完整信息' }).count()).toBe(may.masked ? 1 : 0);
    expect(await page.content()).not.toContain('13800004001');
    expect(complaints).toEqual([]);
    await close();
  });

  test('somebody of one region finds nothing of another', async () => {
    const { page, close } = await world().signedIn('zhou.min');
    for (const said of [id, '13800004001']) {
      await page.getByRole('textbox').fill(said);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: '没有找到' }).waitFor();
    }
    await close();
  });

  test('whoever signs out is out, and the window keeps nothing but the language', async () => {
    const { page, context, close } = await world().signedIn('li.na', `/applications/${id}`, { anew: true });
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('button', { name: 'Account li.na' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('link', { name: 'Sign in with your bank account' }).waitFor();
    expect((await context.request.get(`${world().file.apiUrl}/v1/session`)).status()).toBe(401);
    const kept = 'JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])';
    expect(await page.evaluate(kept)).toBe('[{"bida.language":"en"},{},""]');
    await close();
  });
}
