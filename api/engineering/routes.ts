/** What engineers look up: what runs, by which configuration, and where its workflows are seen. */
import { z } from 'zod';
import { withoutSecrets } from '../../runtime/configuration/without-secrets.js';
import { programVersion } from '../../runtime/version/version.js';
import { workerVersionOf } from '../../runtime/version/worker-identity.js';
import { instantSchema } from '../application/schemas.js';
import { instantOf } from '../application/view.js';
import { refusals } from '../openapi/document.js';
import { answersInTime } from '../temporal-answer.js';
import type { ApiWorld, Scope } from '../world.js';

const engineeringSchema = z
  .object({
    program: z.string().meta({ description: 'the version of this process', examples: ['0.1.0'] }),
    node: z.string().meta({ examples: ['v20.19.0'] }),
    workers: z
      .array(
        z.object({
          program: z.string(),
          node: z.string(),
          identity: z.string().meta({ description: 'as histories and Temporal UI name it' }),
          lastSeenAt: instantSchema.meta({ description: 'when it last asked for work' }),
        }),
      )
      .optional()
      .meta({ description: 'who worked on stories in the last minutes; absent where Temporal did not say' }),
    temporalUi: z
      .object({ url: z.url(), namespace: z.string() })
      .optional()
      .meta({ description: 'where workflows are looked at; absent where none is configured' }),
    configuration: z.object({
      version: z.string().meta({ description: 'which plans name' }),
      settings: z
        .record(z.string(), z.unknown())
        .meta({ description: 'in force, defaults filled in; secrets are named by their files' }),
    }),
  })
  .meta({ id: 'Engineering' });

/** Temporal answers within milliseconds where it is up. */
const workersWithinMs = 2_000;

/** `GET /v1/engineering`. */
export function engineeringReads(scope: Scope, world: ApiWorld): void {
  const inTime = answersInTime(scope);

  /** The rest is told without it: an engineer looks here while Temporal is away. */
  async function seenWorkers() {
    try {
      return (await inTime(world.stories.workers(), workersWithinMs)).flatMap(({ identity, lastSeenAt }) => {
        const version = workerVersionOf(identity);
        return version === undefined ? [] : [{ ...version, identity, lastSeenAt: instantOf(lastSeenAt) }];
      });
    } catch (failure) {
      world.logger.warn({ err: failure }, 'Temporal did not say which workers run');
      return undefined;
    }
  }

  scope.get(
    '/v1/engineering',
    {
      config: { roles: ['engineer', 'auditor'] },
      schema: {
        tags: ['engineering'],
        summary: 'What runs, the configuration in force without its secrets, and where workflows are seen',
        response: { 200: engineeringSchema, ...refusals() },
      },
    },
    async () => {
      const { configuration } = world;
      const workers = await seenWorkers();
      const { temporalUi } = configuration.api;
      return {
        program: programVersion,
        node: process.version,
        ...(workers === undefined ? {} : { workers }),
        ...(temporalUi === undefined ? {} : { temporalUi }),
        configuration: {
          version: world.configurationVersion,
          settings: { ...withoutSecrets(configuration) },
        },
      };
    },
  );
}
