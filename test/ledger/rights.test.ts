import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { appendEvent } from '../../ledger/event/append.js';
import { eventsOfApplication } from '../../ledger/event/of-application.js';
import { lockApplication } from '../../ledger/application/find.js';
import { Ledger } from '../../ledger/ledger.js';
import { expectRoleOf, OthersRole } from '../../ledger/room-role.js';
import { byNobody, onlyBy } from './room-statements.js';
import { ask, openedLedger } from './opened-ledger.js';
import type { OpenedLedger } from './opened-ledger.js';
import { owedNotice, startMs } from './owed-notice.js';

describe('what the ledger’s roles may do', () => {
  let opened: OpenedLedger;
  beforeAll(async () => {
    opened = await openedLedger();
  });
  afterAll(() => opened.close());

  const roomUrls = () => [opened.database.url, opened.database.workerUrl];

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
      test(`each room’s role is refused: ${statement}`, async () => {
        for (const url of roomUrls())
          await expect(ask(url, statement)).rejects.toThrow(/permission denied|must be owner/);
      });

  for (const table of ['notice', 'attempt', 'human_task', 'alarm'])
    test(`each room’s role can change a ${table} but never remove one`, async () => {
      for (const url of roomUrls())
        for (const statement of [`DELETE FROM ${table}`, `TRUNCATE ${table} CASCADE`])
          await expect(ask(url, statement)).rejects.toThrow('permission denied');
    });

  for (const room of ['api', 'worker'] as const)
    test(`what the ${room} alone does, the other room’s role is refused`, async () => {
      const { url, workerUrl } = opened.database;
      const [its, others] = room === 'api' ? [url, workerUrl] : [workerUrl, url];
      await withClient(its, async (client) => {
        for (const statement of onlyBy[room]) await client.query(`EXPLAIN ${statement}`);
      });
      await withClient(others, async (client) => {
        for (const statement of onlyBy[room])
          expect([statement, await answerTo(client, `EXPLAIN ${statement}`)]).toEqual([
            statement,
            expect.stringMatching('permission denied'),
          ]);
      });
    });

  test.each(byNobody)('neither room’s role may: %s', async (statement) => {
    for (const url of roomUrls()) await expect(ask(url, statement)).rejects.toThrow('permission denied');
  });

  test('the worker ends proposals, and can approve or review none', async () => {
    const approvalId = randomUUID();
    await ask(
      opened.database.url,
      `INSERT INTO approval (approval_id, kind, subject, act, reason, proposed_by, proposed_at, expires_at, state, state_since)
       VALUES ($1, 'route-hold', 'sms/aliyun', '{}', 'trouble', 'chen.jie', now(), now() + interval '1 hour', 'proposed', now())`,
      [approvalId],
    );
    const to = (state: string) =>
      ask(
        opened.database.workerUrl,
        'UPDATE approval SET state = $2 WHERE approval_id = $1 RETURNING state',
        [approvalId, state],
      );
    for (const state of ['approved', 'rejected', 'reviewed', 'acted-alone'])
      await expect(to(state)).rejects.toThrow(/violates check constraint|does not go back/);
    expect(await to('expired')).toEqual([{ state: 'expired' }]);
  });

  test('what the rooms share is nobody’s login, and makes nobody a member of the other room', async () => {
    const { superUrl } = opened.database;
    const roles = `SELECT rolname AS name, rolcanlogin AS login, rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls AS more,
        ARRAY(SELECT roleid::regrole::text FROM pg_auth_members WHERE member = pg_roles.oid) AS of
      FROM pg_roles WHERE rolname IN ('bida_app', 'bida_api', 'bida_worker') ORDER BY rolname`;
    expect(await ask(superUrl, roles)).toEqual([
      { name: 'bida_api', login: true, more: false, of: ['bida_app'] },
      { name: 'bida_app', login: false, more: false, of: [] },
      { name: 'bida_worker', login: true, more: false, of: ['bida_app'] },
    ]);
  });

  test('a process that logged in as the other room is told so before it begins', async () => {
    const { api, worker, ledger, database } = opened;
    await expectRoleOf(api, 'api');
    await expectRoleOf(worker, 'worker');
    await expect(expectRoleOf(api, 'worker')).rejects.toThrow(OthersRole);
    await expect(expectRoleOf(worker, 'api')).rejects.toThrow(
      'logs in as "bida_worker", which may not do what the api does: expected bida_api',
    );
    const owner = new Ledger({ url: database.migrateUrl, connections: 1 });
    for (const whoMayAll of [ledger, owner])
      for (const room of ['api', 'worker'] as const) await expectRoleOf(whoMayAll, room);
    await owner.close();
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

  test('the API’s role can still hold an application while it judges a report', async () => {
    const { applicationId } = await owedNotice(opened.ledger);
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    const order: string[] = [];
    let held = (): void => undefined;
    const holding = new Promise<void>((resolve) => (held = resolve));
    const first = opened.api.transaction(async (tx) => {
      expect(await lockApplication(tx, applicationId)).toMatchObject({ applicationId });
      held();
      await released;
      order.push('first');
    });
    await holding;
    const second = opened.api.transaction(async (tx) => {
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

async function withClient(url: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** How PostgreSQL refuses a statement, or that it does not. */
const answerTo = (client: Client, statement: string): Promise<string> =>
  client.query(statement).then(
    () => 'taken',
    (failure: unknown) => (failure instanceof Error ? failure.message : String(failure)),
  );
