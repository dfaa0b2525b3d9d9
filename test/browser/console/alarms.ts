/** Alarms on a page that stays open: one opens, is told, is taken in hand, and nobody else is told of it. */
import type { Page } from 'playwright-core';
import type { LogEntry, RobotHeard } from '../../../simulator/log-entry.js';
import { until } from '../../journeys/until.js';
import { raised, resolved } from './raised.js';
import { changeSettings } from './settings.js';
import { picture } from './world.js';
import type { ConsoleWorld } from './world.js';

const kind = 'notice-silent';
const [left, taken] = ['ALARM-LEFT/final-decision/1', 'ALARM-TAKEN/final-decision/1'];

export function alarms(world: () => ConsoleWorld): void {
  let putBack: () => void;
  /** Told at once, and again twenty seconds later while nobody has it in hand. */
  beforeAll(async () => {
    const duty = { responders: ['duty'] };
    const critical = [
      { afterMs: 0, ...duty },
      { afterMs: 20_000, ...duty },
    ];
    putBack = await changeSettings(world(), 'ALARM', (before) => ({
      ...before,
      alarms: { ...before.alarms, steps: { critical }, groupWithinMs: 0, tellAgainMs: 0 },
    }));
  });
  afterAll(() => putBack());

  const shown = async (about: string): Promise<RobotHeard[]> => {
    const answer = await fetch(`${world().file.simulatorUrl}/control/log`);
    const { entries } = (await answer.json()) as { entries: LogEntry[] };
    return entries.flatMap((one) =>
      one.kind === 'robot-message' && one.taken && one.text.includes(about) ? [one] : [],
    );
  };
  const card = (page: Page, subject: string) =>
    page.getByRole('article').filter({ hasText: subject.split('/')[0] ?? '' });

  test('an alarm that opens is there, is told, is acknowledged with a note, and the escalation stops', async () => {
    const { page, complaints, close } = await world().signedIn('chen.jun', '/alarms');
    await page.getByText('实时更新', { exact: true }).waitFor();
    for (const subject of [left, taken]) await raised(world(), kind, subject);
    const mine = card(page, taken);
    await mine.getByText('通知停滞不前').waitFor();
    await mine.getByText('严重', { exact: true }).waitFor();
    // Said by the page as it is taken by the robot.
    await mine.getByText(/duty 通知 .*已收下/).waitFor();
    expect(await shown('ALARM-TAKEN')).toHaveLength(1);

    await mine.getByRole('button', { name: '确认告警' }).click();
    await mine.getByRole('textbox', { name: '处理说明（可不填）' }).fill('正在查看 Temporal');
    await mine.getByRole('button', { name: '确认，由我处理' }).click();
    await mine.getByText('已有人处理').waitFor();
    await mine.getByText('正在查看 Temporal').waitFor();
    await mine.getByText('chen.jun').waitFor();
    expect(await mine.getByRole('button', { name: '确认告警' }).count()).toBe(0);

    // Nobody has the other: it goes on to the second step, on the page too.
    await card(page, left).getByText('第 2 级上报').waitFor({ timeout: 60_000 });
    await until(async () => (await shown('ALARM-LEFT')).length === 2);
    expect(await shown('ALARM-TAKEN')).toHaveLength(1);
    for (const [name, width] of [
      ['', 1366],
      ['.phone', 390],
    ] as const) {
      await page.setViewportSize({ width, height: 1_400 });
      await picture(page, `console-alarms-told${name}`);
    }

    await resolved(world(), kind, taken);
    const over = page.getByRole('region', { name: '已解除' });
    await over.getByRole('article').filter({ hasText: 'ALARM-TAKEN' }).waitFor();
    await until(async () => (await shown('ALARM-TAKEN')).some(({ title }) => title.includes('已解除')));
    await resolved(world(), kind, left);
    expect(complaints).toEqual([]);
    await close();
  });

  test('what happened once is over by being acknowledged, and whoever comes second is told so', async () => {
    await raised(world(), 'unlisted-code', 'sms/aliyun receipt ALARM-CODE');
    const one = await world().signedIn('chen.jun', '/alarms');
    const other = await world().signedIn('wang.wei', '/alarms');
    const asked = [];
    for (const { page } of [one, other]) {
      const found = page.getByRole('article').filter({ hasText: 'ALARM-CODE' });
      await found.getByRole('button', { name: '确认告警' }).click();
      await found.getByText('这类告警说的是已经发生的事').waitFor();
      asked.push(found);
    }
    const [first, second] = asked;
    await first?.getByRole('button', { name: '确认，由我处理' }).click();
    await other.page.getByRole('region', { name: '已解除' }).getByText('ALARM-CODE').waitFor();
    expect(await second?.getByRole('button').count()).toBe(0);
    await second?.getByText('chen.jun').waitFor();
    await one.close();
    await other.close();
  });

  test('an auditor reads them and takes none', async () => {
    await raised(world(), 'webhook-gone', 'ALARM-READ');
    const { page, close } = await world().signedIn('sun.yue', '/alarms');
    await page.getByRole('article').filter({ hasText: 'ALARM-READ' }).waitFor();
    expect(await page.getByRole('button', { name: '确认告警' }).count()).toBe(0);
    await resolved(world(), 'webhook-gone', 'ALARM-READ');
    await close();
  });
}
