import { z } from 'zod';
import { logLevels } from '../logging/logger.js';
import { ConfigurationFault } from './configuration-fault.js';
import { schemaFaults } from './schema-faults.js';

const postgresUrl = (text: string): boolean => {
  try {
    return ['postgres:', 'postgresql:'].includes(new URL(text).protocol);
  } catch {
    return false;
  }
};

const file = z.string('expected the path of a file');

const isPort = (text: string): boolean => /^\d{1,5}$/.test(text) && Number(text) <= 65_535;
const portExpected = 'expected a port, 0 to 65535';

/** Each variable with the field it becomes. */
const environmentSchema = z
  .object({
    DATABASE_URL: z.string('expected a postgres:// URL').refine(postgresUrl, 'expected a postgres:// URL'),
    TEMPORAL_ADDRESS: z.string('expected host:port').regex(/^\S+:\d{1,5}$/, 'expected host:port'),
    TEMPORAL_NAMESPACE: z.string().default('default'),
    BIDA_CONFIGURATION: file,
    BIDA_MASTER_KEY_FILE: file,
    BIDA_CODEC_KEY_FILE: file,
    BIDA_API_PORT: z.string().default('7350').refine(isPort, portExpected).transform(Number),
    BIDA_WORKER_METRICS_PORT: z.string().refine(isPort, portExpected).transform(Number).optional(),
    BIDA_WORKER_METRICS_HOST: z.string().default('127.0.0.1'),
    BIDA_CODEC_ORIGINS: z
      .string()
      .default('')
      .transform((text) => text.split(',').filter((origin) => origin !== '')),
    BIDA_LOG_LEVEL: z.enum(logLevels).default('info'),
    BIDA_SEALING: z.enum(['on', 'off']).default('on'),
    NODE_ENV: z.string().default('development'),
  })
  .refine((given) => !(given.BIDA_SEALING === 'off' && given.NODE_ENV === 'production'), {
    path: ['BIDA_SEALING'],
    error: 'expected "on" in production',
  })
  .transform((given) => ({
    /** Connection URL with the room's own role, `bida_api` or `bida_worker`. */
    databaseUrl: given.DATABASE_URL,
    /** `host:port` of Temporal's frontend. */
    temporalAddress: given.TEMPORAL_ADDRESS,
    temporalNamespace: given.TEMPORAL_NAMESPACE,
    /** Path of the JSON file that {@link readConfiguration} reads. */
    configurationFile: given.BIDA_CONFIGURATION,
    masterKeyFile: given.BIDA_MASTER_KEY_FILE,
    codecKeyFile: given.BIDA_CODEC_KEY_FILE,
    /** 0 takes any free port. */
    apiPort: given.BIDA_API_PORT,
    /** Where the worker's `/metrics` is read; without a port there is none, and 0 takes any free one. */
    workerMetrics:
      given.BIDA_WORKER_METRICS_PORT === undefined
        ? undefined
        : { host: given.BIDA_WORKER_METRICS_HOST, port: given.BIDA_WORKER_METRICS_PORT },
    /** Origins of the pages that may have payloads decoded: Temporal UI's. */
    codecOrigins: given.BIDA_CODEC_ORIGINS,
    logLevel: given.BIDA_LOG_LEVEL,
    sealing: given.BIDA_SEALING,
    nodeEnv: given.NODE_ENV,
  }));

export type Environment = Readonly<z.output<typeof environmentSchema>>;

/**
 * The environment variables of a process of ours, checked and typed. An empty variable counts as
 * not set.
 * @throws ConfigurationFault with a line `<VARIABLE>: expected …` each, never a value
 */
export function readEnvironment(
  env: Readonly<Record<string, string | undefined>> = process.env,
): Environment {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const read = environmentSchema.safeParse(given);
  if (read.success) return read.data;
  throw new ConfigurationFault(
    schemaFaults(read.error.issues).map(({ path, expected }) => `${path}: expected ${expected}`),
  );
}
