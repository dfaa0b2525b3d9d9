/** The sweep starts the workflows of open incidents that have none; one that runs is left alone. */
import type { WorkflowClient } from '@temporalio/client';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { startMissing } from '../../../activities/incident/start.js';
import { proposeClosing } from '../../../client/incident/close.js';
import { openedIncidents, supervisor } from '../../client/incident/incident-world.js';
import type { OpenedIncidents } from '../../client/incident/incident-world.js';

let incidents: OpenedIncidents;
beforeAll(async () => {
  incidents = await openedIncidents();
});
afterAll(() => incidents.close());

test('each open one is started by its own id, and that one runs already is no fault', async () => {
  const { open, agree, world, time, worker } = incidents;
  const closed = await open({ until: time.now });
  await agree((await proposeClosing(world, closed, { actor: supervisor, reason: 'over' })).approvalId);
  const [running, missing] = [await open({ province: '广东' }), await open({ province: '浙江' })];
  const asked: string[] = [];
  const start = (_type: string, { workflowId }: { workflowId: string }) => {
    asked.push(workflowId);
    return workflowId === `incident/${running}`
      ? Promise.reject(new WorkflowExecutionAlreadyStartedError('it runs', workflowId, 'incident'))
      : Promise.resolve();
  };
  await startMissing({ ledger: worker }, { start } as unknown as WorkflowClient);
  expect(asked).toEqual([`incident/${running}`, `incident/${missing}`]);
  const away = { start: () => Promise.reject(new Error('no connection')) } as unknown as WorkflowClient;
  await expect(startMissing({ ledger: worker }, away)).rejects.toThrow('no connection');
});
