import { ConfigurationFault } from '../../../runtime/configuration/configuration-fault.js';
import { readEnvironment } from '../../../runtime/configuration/environment.js';

const minimal = {
  DATABASE_URL: 'postgres://bida_app:pass@127.0.0.1:5432/bida',
  TEMPORAL_ADDRESS: '127.0.0.1:7233',
  BIDA_CONFIGURATION: 'configuration.json',
  BIDA_MASTER_KEY_FILE: 'master.key',
  BIDA_CODEC_KEY_FILE: 'codec.key',
};
const linesOf = (env: Record<string, string | undefined>): readonly string[] => {
  try {
    readEnvironment(env);
  } catch (error) {
    if (error instanceof ConfigurationFault) return error.lines;
    throw error;
  }
  return [];
};

test('a minimal environment is filled with defaults, and other variables are no trouble', () => {
  expect(readEnvironment({ ...minimal, PATH: '/bin', BIDA_LOG_LEVEL: '' })).toEqual({
    databaseUrl: minimal.DATABASE_URL,
    temporalAddress: '127.0.0.1:7233',
    temporalNamespace: 'default',
    configurationFile: 'configuration.json',
    masterKeyFile: 'master.key',
    codecKeyFile: 'codec.key',
    apiPort: 7350,
    codecOrigins: [],
    logLevel: 'info',
    sealing: 'on',
    nodeEnv: 'development',
  });
});

test('without an argument the process’s own environment is read', () => {
  const before = { ...process.env };
  Object.assign(process.env, minimal, { BIDA_API_PORT: '0' });
  try {
    expect(readEnvironment().apiPort).toBe(0);
  } finally {
    for (const name of [...Object.keys(minimal), 'BIDA_API_PORT']) {
      if (before[name] === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = before[name];
    }
  }
});

test('the worker’s metrics are read on loopback, where a port is given, and nowhere else', () => {
  const given = { ...minimal, BIDA_WORKER_METRICS_PORT: '7353' };
  expect(readEnvironment(given).workerMetrics).toEqual({ host: '127.0.0.1', port: 7353 });
  const elsewhere = { ...given, BIDA_WORKER_METRICS_HOST: '10.0.0.8' };
  expect(readEnvironment(elsewhere).workerMetrics).toEqual({ host: '10.0.0.8', port: 7353 });
  expect(readEnvironment({ ...minimal, BIDA_WORKER_METRICS_HOST: '10.0.0.8' }).workerMetrics).toBeUndefined();
});

test('everything missing is named at once', () => {
  expect(linesOf({})).toEqual([
    'DATABASE_URL: expected a postgres:// URL',
    'TEMPORAL_ADDRESS: expected host:port',
    'BIDA_CONFIGURATION: expected the path of a file',
    'BIDA_MASTER_KEY_FILE: expected the path of a file',
    'BIDA_CODEC_KEY_FILE: expected the path of a file',
  ]);
});

test.each([
  ['DATABASE_URL', 'mysql://s3cret@host/bida', 'expected a postgres:// URL'],
  ['DATABASE_URL', 's3cret', 'expected a postgres:// URL'],
  ['TEMPORAL_ADDRESS', 's3cret', 'expected host:port'],
  ['BIDA_API_PORT', '70000', 'expected a port, 0 to 65535'],
  ['BIDA_API_PORT', 's3cret', 'expected a port, 0 to 65535'],
  ['BIDA_WORKER_METRICS_PORT', 's3cret', 'expected a port, 0 to 65535'],
  ['BIDA_SEALING', 's3cret', 'expected "on" or "off"'],
  [
    'BIDA_LOG_LEVEL',
    's3cret',
    'expected "trace" or "debug" or "info" or "warn" or "error" or "fatal" or "silent"',
  ],
])('a wrong %s is named without its value', (name, value, expected) => {
  expect(linesOf({ ...minimal, [name]: value })).toEqual([`${name}: ${expected}`]);
});

test('sealing cannot be switched off in production', () => {
  expect(linesOf({ ...minimal, BIDA_SEALING: 'off', NODE_ENV: 'production' })).toEqual([
    'BIDA_SEALING: expected "on" in production',
  ]);
  expect(readEnvironment({ ...minimal, BIDA_SEALING: 'off', NODE_ENV: 'test' }).sealing).toBe('off');
});
