/** Settings that are changed while everything runs, for the tests of one page, and put back. */
import { readFileSync } from 'node:fs';
import { writeJson } from '../../../cli/stack/atomic-file.js';
import { applicationIdOf } from '../../../domain/ids/ids.js';
import { eventsOfApplication } from '../../../ledger/event/of-application.js';
import { readInForce } from '../../../runtime/configuration/in-force.js';
import { until } from '../../journeys/until.js';
import { onRecord } from './raised.js';
import type { ConsoleWorld } from './world.js';

const approved = ['final-decision', { decision: 'approved' }] as const;

/** What the file says, as far as it is changed here. */
interface Settings {
  readonly routes: readonly { readonly route: string }[];
  readonly alarms: object;
}

/**
 * Changes the configuration file, and waits until the API and the worker go by it; answers what puts it back.
 *
 * @param name of the applications by whose plans the worker shows what it goes by
 */
export async function changeSettings(
  world: ConsoleWorld,
  name: string,
  change: (before: Settings) => object,
): Promise<() => void> {
  const file = world.file.configurationFile;
  const before = JSON.parse(readFileSync(file, 'utf8')) as Settings;
  writeJson(file, change(before));
  const { version } = readInForce(file);
  await until(async () => {
    const { configuration } = (await world.ask('engineer', 'GET', '/v1/engineering')) as {
      configuration: { version: string };
    };
    return configuration.version === version;
  });
  let asked = 0;
  await until(
    async () => {
      asked += 1;
      const id = `${name}-SETTINGS-${asked}`;
      await world.report(id, { consent: { sms: true } }, approved);
      return (await plannedBy(world, id)) === version;
    },
    20_000,
    'the worker plans by the settings changed',
  );
  return () => writeJson(file, before);
}

/** The version of the configuration by which an application's notice was planned. */
const plannedBy = (world: ConsoleWorld, id: string): Promise<unknown> =>
  onRecord(world, (ledger) =>
    until(async () => {
      const trail = await eventsOfApplication(ledger, applicationIdOf(id));
      return trail.find(({ kind }) => kind === 'notice-planned')?.detail['configuration'];
    }),
  );
