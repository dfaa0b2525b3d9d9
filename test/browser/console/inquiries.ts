/** An applicant asks: put on record once, from wherever the answer is read, and counted for supervisors. */
import type { ConsoleWorld } from './world.js';

const approved = ['final-decision', { decision: 'approved' }] as const;

export function inquiries(world: () => ConsoleWorld): void {
  /** How often was asked, by cause, as the API counts it. */
  async function counted(): Promise<Readonly<Record<string, number>>> {
    const { counts } = (await world().ask('supervisor', 'GET', '/v1/inquiries/counts')) as {
      counts: { cause: string; count: number }[];
    };
    return Object.fromEntries(counts.map(({ cause, count }) => [cause, count]));
  }

  test('it is on record once, however often is clicked, says so, and stands in the supervisor’s counts', async () => {
    await world().report('ASKS-1', { mobile: '13800002001' }, approved);
    await world().comesTo('ASKS-1', 'delivered');
    const before = (await counted())['delivered'] ?? 0;
    const { page, complaints, close } = await world().signedIn('li.na', '/applications/ASKS-1');
    await page.getByRole('button', { name: '记录一次问询' }).click();
    await page.getByRole('menuitem', { name: '来电' }).dblclick();
    await page.getByText(/已记录问询：已送达/).waitFor();
    await page.getByRole('button', { name: '再记一次' }).waitFor();
    expect((await counted())['delivered']).toBe(before + 1);
    await close();
    const supervisor = await world().signedIn('wang.wei');
    const row = supervisor.page.getByRole('row', { name: `已送达 ${before + 1}` });
    await row.waitFor();
    // Who looks does not have to look again.
    await world().ask('staff', 'POST', '/v1/inquiries', { applicationId: 'ASKS-1', channel: 'branch' });
    await supervisor.page.getByRole('row', { name: `已送达 ${before + 2}` }).waitFor();
    expect([...complaints, ...supervisor.complaints]).toEqual([]);
    await supervisor.close();
  });

  test('one of several that are found is asked about where it stands, and who may not record it sees nothing of it', async () => {
    for (const id of ['ASKS-2', 'ASKS-3']) await world().report(id, { mobile: '13800002002' });
    const before = (await counted())['nothing-reported'] ?? 0;
    const { page, close } = await world().signedIn('li.na');
    await page.keyboard.type('13800002002');
    await page.keyboard.press('Enter');
    const found = page.getByRole('listitem').filter({ hasText: 'ASKS-3' });
    await found.getByRole('button', { name: '记录一次问询' }).press('Enter');
    await page.getByRole('menuitem', { name: '到网点' }).click();
    await found.getByText(/已记录问询：还没有报送任何节点/).waitFor();
    expect((await counted())['nothing-reported']).toBe(before + 1);
    await close();
    const auditor = await world().signedIn('sun.yue', '/applications/ASKS-2');
    await auditor.page.getByRole('region', { name: '答复' }).waitFor();
    expect(await auditor.page.getByRole('button', { name: '记录一次问询' }).count()).toBe(0);
    await auditor.close();
  });
}
