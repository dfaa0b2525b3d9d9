import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { configurationName, writeServerConfiguration } from '../../../bench/back-end/configuration.js';
import { dynamicConfiguration } from '../../../cli/stack/temporal/server.js';

describe('the configuration of Temporal’s own server', () => {
  let folder: string;
  let written: Record<string, unknown>;
  const file = (name: string) => join(folder, `${name}.yaml`);

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'bida-back-end-'));
    await writeServerConfiguration(folder, {
      port: 20_001,
      postgresPort: 20_002,
      databases: { user: 'temporal', password: 'secret', histories: 'one', visibility: 'other' },
    });
    written = JSON.parse(readFileSync(file(configurationName), 'utf8')) as Record<string, unknown>;
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('names both databases on the one server, and is nobody else’s to read', () => {
    const store = (databaseName: string) => ({
      sql: { databaseName, connectAddr: '127.0.0.1:20002', password: 'secret' },
    });
    expect(written).toMatchObject({
      persistence: { datastores: { histories: store('one'), visibility: store('other') } },
    });
    expect(statSync(file(configurationName)).mode & 0o077).toBe(0);
  });

  test('has every service on loopback, each at ports of its own', () => {
    const services = Object.values(written['services'] as Record<string, { rpc: Record<string, unknown> }>);
    expect(services).toHaveLength(4);
    for (const { rpc } of services) expect(rpc['bindOnIP']).toBe('127.0.0.1');
    const ports = services.flatMap(({ rpc }) => [rpc['grpcPort'], rpc['membershipPort']]);
    expect(new Set(ports).size).toBe(8);
  });

  test('tells it while it runs what the embedded one is told', () => {
    const dynamic = JSON.parse(readFileSync(file('dynamic'), 'utf8')) as Record<string, [{ value: unknown }]>;
    for (const [key, text] of Object.entries(dynamicConfiguration))
      expect(dynamic[key]).toEqual([{ value: JSON.parse(text) as unknown }]);
  });
});
