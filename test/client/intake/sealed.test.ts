import { reportApplication, reportContacts, reportWithdrawal } from '../../../client/intake/applications.js';
import { reportStage } from '../../../client/intake/stages.js';
import {
  AwayStories,
  applicationBody,
  canaries,
  foundInDatabase,
  newId,
  openedIntake,
  refusalOf,
  stageBodies,
} from '../intake-world.js';
import type { IntakeWorld } from '../../../client/intake/intake.js';
import type { OpenedIntake } from '../intake-world.js';

/** Everything an application can bring in, refusals included. */
async function everythingReported(
  world: Omit<OpenedIntake['world'], 'stories'> & Pick<IntakeWorld, 'stories'>,
): Promise<void> {
  const id = newId();
  await reportApplication(world, id, applicationBody());
  await reportApplication(world, id, applicationBody());
  await refusalOf(reportApplication(world, id, applicationBody({ applicant: { name: canaries.name } })));
  await refusalOf(reportApplication(world, id, applicationBody({ name: canaries.name })));
  await reportContacts(world, id, { mobile: `+86 ${canaries.mobile}`, landline: canaries.mobile });
  for (const [stage, body] of Object.entries(stageBodies)) {
    await reportStage(world, id, stage, 1, body);
    await refusalOf(reportStage(world, id, stage, 1, { ...body, amount: canaries.mobile }));
    await refusalOf(reportStage(world, id, canaries.name, 1, body));
  }
  await refusalOf(
    reportStage(world, id, 'final-decision', 1, { decision: 'declined', guidance: canaries.name }),
  );
  await reportWithdrawal(world, id, { reason: canaries.name });
}

const places = Object.values(canaries);

describe('what an applicant told the bank', () => {
  test('stands nowhere in the ledger in clear text, nor in a log line', async () => {
    const intake = await openedIntake();
    try {
      await everythingReported({ ...intake.world, stories: new AwayStories() });
      expect(await foundInDatabase(intake, places)).toEqual([]);
      expect(intake.logged()).toContain('waits for the relay');
      for (const canary of places) expect(intake.logged()).not.toContain(canary);
    } finally {
      await intake.close();
    }
  });

  test('would be found by this search: with sealing off all of it is', async () => {
    const intake = await openedIntake('off');
    try {
      await everythingReported(intake.world);
      expect(await foundInDatabase(intake, places)).toEqual(places);
    } finally {
      await intake.close();
    }
  });
});
