/** The workflow of an incident with looks that a test chooses, on a server that skips time. */
import { randomInt } from 'node:crypto';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { incidentType } from '../../../domain/incident/workflow.js';
import type { IncidentLook, IncidentPorts } from '../../../workflows/incident/ports.js';
import { workflowBundle } from './bundle.js';

/** What a look finds, by how many came before it and the time of the server. */
export type Looks = (nth: number, now: number) => IncidentLook;

/** As an incident stands that so many are untold of. */
export const standing = (untold: number, againAt: number): IncidentLook => ({
  state: 'open',
  ...{ affected: 3, accountedFor: 3 - untold, untold, undecided: 0, againAt },
});

/** Begins one and does something to it; answers the times of its looks, and its handle. */
export async function runIncident(
  env: TestWorkflowEnvironment,
  looks: Looks,
  during: (handle: Awaited<ReturnType<typeof begin>>, at: readonly number[]) => Promise<unknown>,
) {
  const at: number[] = [];
  const ports: IncidentPorts = {
    lookAtIncident: async () => {
      const now = await env.currentTimeMs();
      return looks(at.push(now), now);
    },
  };
  const taskQueue = `incident-${randomInt(1e9)}`;
  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue,
    workflowBundle: { codePath: workflowBundle() },
    activities: { ...ports },
  });
  return worker.runUntil(async () => {
    const handle = await begin(env, taskQueue);
    await during(handle, at);
    return { handle, at };
  });
}

const begin = (env: TestWorkflowEnvironment, taskQueue: string) =>
  env.client.workflow.start(incidentType, {
    workflowId: `incident/${randomInt(1e9)}`,
    taskQueue,
    args: [{ incidentId: 3 }],
  });
