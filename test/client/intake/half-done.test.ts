import { reportApplication, reportContacts, reportWithdrawal } from '../../../client/intake/applications.js';
import { reportStage } from '../../../client/intake/stages.js';
import { allAcknowledged } from '../../../client/relay/acknowledgements.js';
import { ask } from '../../ledger/opened-ledger.js';
import { applicationBody, newId, openedIntake, stageBodies } from '../intake-world.js';
import type { OpenedIntake } from '../intake-world.js';
import { Client } from 'pg';

describe('a report that is cut off in the middle', () => {
  let intake: OpenedIntake;
  beforeAll(async () => {
    intake = await openedIntake();
  });
  afterAll(() => intake.close());

  const rows = async (): Promise<Record<string, number>> => {
    // What was told before is out of the outbox a moment later.
    await allAcknowledged(intake.world.ledger, intake.world.logger);
    const counts: Record<string, number> = {};
    for (const table of [
      'application',
      'contact_version',
      'report',
      'notice',
      'outbox',
      'event',
      'refused_report',
    ])
      counts[table] =
        (await intake.ledger.query<{ count: number }>(`SELECT count(*) FROM ${table}`))[0]?.count ?? -1;
    return counts;
  };

  const reports: Record<string, (world: OpenedIntake['world'], id: string) => Promise<unknown>> = {
    application: (world, id) => reportApplication(world, `${id}-new`, applicationBody()),
    stage: (world, id) => reportStage(world, id, 'final-decision', 1, stageBodies['final-decision']),
    contacts: (world, id) => reportContacts(world, id, { mobile: '13900139000' }),
    withdrawal: (world, id) => reportWithdrawal(world, id, {}),
  };

  for (const [kind, report] of Object.entries(reports)) {
    test(`by the end of its connection leaves nothing of itself, and is created when it comes again: ${kind}`, async () => {
      const id = newId();
      await reportApplication(intake.world, id, applicationBody());
      const before = await rows();
      // The outbox row is the last thing written: whoever holds that table stops a report just before its end.
      const blocker = new Client({ connectionString: intake.database.superUrl });
      await blocker.connect();
      await blocker.query('BEGIN; LOCK TABLE outbox IN EXCLUSIVE MODE');
      const cut = report(intake.world, id).catch((failure: unknown) => failure);
      await terminateWhoWaits(intake.database.superUrl);
      expect(await cut).toBeInstanceOf(Error);
      await blocker.query('ROLLBACK');
      await blocker.end();
      expect(await rows()).toEqual(before);
      expect(await report(intake.world, id)).toMatchObject({ result: 'created', told: true });
    });

    test(`by a fault of our own leaves nothing of itself: ${kind}`, async () => {
      const id = newId();
      await reportApplication(intake.world, id, applicationBody());
      const before = await rows();
      const { sealing } = intake.world;
      const seal: typeof sealing.seal = (key, plain, place) => {
        if (place.startsWith('report/')) throw new Error('the key file is gone');
        return sealing.seal(key, plain, place);
      };
      const faulty = { ...intake.world, sealing: { ...sealing, seal } };
      await expect(report(faulty, id)).rejects.toThrow('the key file is gone');
      expect(await rows()).toEqual(before);
    });
  }
});

/** Ends the connection that waits for a lock, once there is one. */
async function terminateWhoWaits(superUrl: string): Promise<void> {
  const deadlineMs = Date.now() + 10_000;
  const terminate = `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  while ((await ask(superUrl, terminate)).length === 0)
    if (Date.now() > deadlineMs) throw new Error('nobody waits for a lock');
}
