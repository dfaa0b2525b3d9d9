import { createTaskActivities } from '../../../activities/human-task/tasks.js';
import { applicationIdOf, taskIdOf } from '../../../domain/ids/ids.js';
import { closeTask } from '../../../ledger/human-task/finish.js';
import { noticesOfApplication } from '../../../ledger/notice/find.js';
import { moveNotice } from '../../../ledger/notice/move.js';
import { owedTask } from '../../api/bank/owed-task.js';
import { openedIntake } from '../../client/intake-world.js';
import type { OpenedIntake } from '../../client/intake-world.js';

let opened: OpenedIntake;
beforeAll(async () => {
  opened = await openedIntake();
});
afterAll(() => opened.close());

const minuteMs = 60_000;

/** A task on record whose workflow task was lost: done again, that has planned the notice once more. */
async function plannedAgain() {
  const { applicationId, taskId } = await owedTask(opened);
  const notice = {
    applicationId: applicationIdOf(applicationId),
    stage: 'final-decision',
    round: 1,
  } as const;
  const at = opened.time.now;
  const waitingFor = { kind: 'provider', until: at + minuteMs } as const;
  await moveNotice(opened.ledger, notice, { state: 'sending', waitingFor, at });
  const { configuration, clock } = opened.world;
  const { openTask } = createTaskActivities({ ledger: opened.worker, clock, configuration });
  return {
    taskId,
    ask: () =>
      openTask({ ...notice, taskId: taskIdOf(taskId), notice, kind: 'deliver-by-hand', because: 'no-route' }),
    state: async () => (await noticesOfApplication(opened.ledger, applicationId))[0]?.state,
    opened: () =>
      opened.ledger.query(`SELECT FROM event WHERE application_id = $1 AND kind = 'task-opened'`, [
        applicationId,
      ]),
  };
}

test('a task that is asked for once more has its notice with staff, and is opened once', async () => {
  const { taskId, ask, state, opened: openedTwice } = await plannedAgain();
  expect(await ask()).toMatchObject({ taskId });
  expect(await state()).toBe('with-staff');
  expect(await ask()).toMatchObject({ taskId });
  expect(await openedTwice()).toHaveLength(0);
});

test('one that has ended meanwhile takes no notice back from its routes', async () => {
  const { taskId, ask, state } = await plannedAgain();
  await closeTask(opened.ledger, taskId, 'contact-corrected', opened.time.now);
  await ask();
  expect(await state()).toBe('sending');
});
