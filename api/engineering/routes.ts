/** What engineers look up: what runs, by which configuration, and where its workflows are seen. */
import { z } from 'zod';
import { withoutSecrets } from '../../runtime/configuration/without-secrets.js';
import { programVersion } from '../../runtime/version/version.js';
import { refusals } from '../openapi/document.js';
import type { ApiWorld, Scope } from '../world.js';

const engineeringSchema = z
  .object({
    program: z.string().meta({ description: 'the version of this process', examples: ['0.1.0'] }),
    node: z.string().meta({ examples: ['v20.19.0'] }),
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

/** `GET /v1/engineering`. */
export function engineeringReads(scope: Scope, world: ApiWorld): void {
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
    () => {
      const { configuration } = world;
      const { temporalUi } = configuration.api;
      return {
        program: programVersion,
        node: process.version,
        ...(temporalUi === undefined ? {} : { temporalUi }),
        configuration: {
          version: world.configurationVersion,
          settings: { ...withoutSecrets(configuration) },
        },
      };
    },
  );
}
