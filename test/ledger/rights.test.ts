import { appendEvent } from '../../ledger/event/append.js';
import { eventsOfApplication } from '../../ledger/event/of-application.js';
import { lockApplication } from '../../ledger/application/find.js';
import { ask, openedLedger } from './opened-ledger.js';
import type { OpenedLedger } from './opened-ledger.js';
import { owedNotice, startMs } from './owed-notice.js';

describe('what the ledger’s roles may do', () => {
  let opened: OpenedLedger;
  beforeAll(async () => {
    opened = await openedLedger();
  });
  afterAll(() => opened.close());

  const appendOnly = {
    event: 'kind',
    report: 'kind',
    receipt: 'verdict',
    refused_report: 'kind',
    application: 'product',
    contact_version: 'version',
    contact_verification: 'answer',
    announcement: 'state',
  };
  for (const [table, column] of Object.entries(appendOnly))
    for (const statement of [
      `UPDATE ${table} SET ${column} = ${column}`,
      `DELETE FROM ${table}`,
      `TRUNCATE ${table} CASCADE`,
      `DROP TABLE ${table}`,
      `ALTER TABLE ${table} DISABLE TRIGGER ALL`,
    ])
      test(`the application’s role is refused: ${statement}`, async () => {
        await expect(ask(opened.database.url, statement)).rejects.toThrow(/permission denied|must be owner/);
      });

  for (const table of ['notice', 'attempt', 'human_task', 'alarm'])
    test(`the application’s role can change a ${table} but never remove one`, async () => {
      for (const statement of [`DELETE FROM ${table}`, `TRUNCATE ${table} CASCADE`])
        await expect(ask(opened.database.url, statement)).rejects.toThrow('permission denied');
    });

  test('the trail holds even its owner to appending', async () => {
    const { applicationId } = await owedNotice(opened.ledger);
    await appendEvent(opened.ledger, { at: startMs, applicationId, kind: 'application-reported' });
    for (const statement of [
      `UPDATE event SET kind = 'nothing happened'`,
      `UPDATE event SET kind = kind WHERE false`,
      'DELETE FROM event',
      'TRUNCATE event',
    ])
      await expect(ask(opened.database.migrateUrl, statement)).rejects.toThrow('append-only');
    expect(await eventsOfApplication(opened.ledger, applicationId)).toMatchObject([
      { kind: 'application-reported', at: startMs },
    ]);
  });

  test('the application’s role can still hold an application while it judges a report', async () => {
    const { applicationId } = await owedNotice(opened.ledger);
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    const order: string[] = [];
    let held = (): void => undefined;
    const holding = new Promise<void>((resolve) => (held = resolve));
    const first = opened.ledger.transaction(async (tx) => {
      expect(await lockApplication(tx, applicationId)).toMatchObject({ applicationId });
      held();
      await released;
      order.push('first');
    });
    await holding;
    const second = opened.ledger.transaction(async (tx) => {
      await lockApplication(tx, applicationId);
      order.push('second');
    });
    await waitingForALock(opened);
    order.push('released');
    release();
    await Promise.all([first, second]);
    expect(order).toEqual(['released', 'first', 'second']);
  });
});

async function waitingForALock({ database }: OpenedLedger): Promise<void> {
  const waiting = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  const deadlineMs = Date.now() + 10_000;
  while ((await ask(database.superUrl, waiting)).length === 0)
    if (Date.now() > deadlineMs) throw new Error('nobody waits for a lock');
}
