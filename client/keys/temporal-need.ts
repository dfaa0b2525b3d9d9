/** What of Temporal may still hold payloads under a key of the codec. */
import type { temporal } from '@temporalio/proto';
import type { WorkflowService } from '@temporalio/client';
import { envelopeOf, isEncrypted } from '../../runtime/codec/envelope.js';
import type { KeysWorld } from './keys-world.js';

type Payload = temporal.api.common.v1.IPayload;

/** A process that could not reach the ledger may have written with a key for a while after it last said so. */
const marginMs = 600_000;
const atOnce = 20;

export interface TemporalNeed {
  /** Stories within the retention that began while the key was written with; their histories hold what it encrypted. */
  readonly stories: number;
  /** Stories that run on from such a one, and have its title. */
  readonly titles: number;
  /** Schedules by name. */
  readonly schedules: readonly string[];
}

interface OpenedTemporal {
  readonly service: WorkflowService;
  readonly namespace: string;
}

/** `lastAt` is when a process last wrote with the key, epoch milliseconds; undefined where none is known to have. */
export async function temporalNeed(
  { temporal }: Pick<KeysWorld, 'temporal'>,
  keyId: string,
  lastAt: number | undefined,
): Promise<TemporalNeed> {
  const opened = { service: await temporal.service(), namespace: temporal.namespace };
  const schedules = await schedulesUnder(opened, keyId);
  if (lastAt === undefined) return { stories: 0, titles: 0, schedules };
  const until = new Date(lastAt + marginMs).toISOString();
  const { service, namespace } = opened;
  const { count } = await service.countWorkflowExecutions({ namespace, query: `StartTime < "${until}"` });
  const titles = await titlesUnder(opened, keyId, until);
  return { stories: Number(count), titles, schedules };
}

const isUnder = (payload: Payload | null | undefined, keyId: string): boolean =>
  payload != null && isEncrypted(payload) && envelopeOf(payload)?.keyId === keyId;

async function schedulesUnder({ service, namespace }: OpenedTemporal, keyId: string): Promise<string[]> {
  const found: string[] = [];
  let nextPageToken: Uint8Array | undefined;
  do {
    const page = await service.listSchedules({
      namespace,
      maximumPageSize: 100,
      ...(nextPageToken && { nextPageToken }),
    });
    for (const { scheduleId } of page.schedules) {
      if (typeof scheduleId !== 'string') continue;
      const { schedule } = await service.describeSchedule({ namespace, scheduleId });
      const { input, userMetadata } = schedule?.action?.startWorkflow ?? {};
      const payloads = [...(input?.payloads ?? []), userMetadata?.summary, userMetadata?.details];
      if (payloads.some((payload) => isUnder(payload, keyId))) found.push(scheduleId);
    }
    nextPageToken = page.nextPageToken;
  } while (nextPageToken.length > 0);
  return found;
}

/** A story that goes on as a new run takes its title with it as it is. */
async function titlesUnder(
  { service, namespace }: OpenedTemporal,
  keyId: string,
  from: string,
): Promise<number> {
  let found = 0;
  let nextPageToken: Uint8Array | undefined;
  const query = `ExecutionStatus = "Running" AND StartTime >= "${from}"`;
  do {
    const page = await service.listWorkflowExecutions({
      namespace,
      query,
      pageSize: 500,
      ...(nextPageToken && { nextPageToken }),
    });
    const executions = page.executions.flatMap(({ execution }) => execution ?? []);
    for (let at = 0; at < executions.length; at += atOnce) {
      const described = await Promise.all(
        executions
          .slice(at, at + atOnce)
          .map((execution) => service.describeWorkflowExecution({ namespace, execution })),
      );
      found += described.filter(({ executionConfig }) =>
        isUnder(executionConfig?.userMetadata?.summary, keyId),
      ).length;
    }
    nextPageToken = page.nextPageToken;
  } while (nextPageToken.length > 0);
  return found;
}
