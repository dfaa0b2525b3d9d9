/** The stories of a running stack, by Temporal's client. */
import { Client, Connection } from '@temporalio/client';
import type { WorkflowService } from '@temporalio/client';
import { createIncidents } from '../../client/incident/incidents.js';
import type { Incidents } from '../../client/incident/incidents.js';
import { createStories } from '../../client/story/stories.js';
import type { Stories } from '../../client/story/stories.js';
import { dataConverterOf } from '../../runtime/codec/data-converter.js';
import { createPayloadCodec } from '../../runtime/codec/payload-codec.js';
import { readKeyring } from '../../runtime/keys/keyring.js';
import type { Logger } from '../../runtime/logging/logger.js';
import type { StoryLimits } from '../../workflows/loan-application/messages.js';
import type { StackFile } from '../stack/stack-file.js';

export interface OpenedStories {
  readonly stories: Stories;
  readonly incidents: Incidents;
  readonly service: WorkflowService;
  readonly close: () => Promise<void>;
}

/** Connects with the first call; throws nothing before. */
export function openStories(
  { keys, temporalAddress, temporalNamespace: namespace }: StackFile,
  limitsNow: () => StoryLimits,
  logger: Pick<Logger, 'warn'>,
): OpenedStories {
  const connection = Connection.lazy({ address: temporalAddress, connectTimeout: '5s' });
  const dataConverter = dataConverterOf(createPayloadCodec(readKeyring(keys.codec)));
  const { workflow } = new Client({ connection, namespace, dataConverter });
  return {
    stories: createStories(workflow, limitsNow),
    incidents: createIncidents(workflow, logger),
    service: connection.workflowService,
    close: () => connection.close(),
  };
}
