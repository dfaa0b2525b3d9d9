// Records the golden histories anew, from the checkout's root:
//   node --require ./test/stack/typescript.cjs test/histories/record.ts [name …]
// A history that is here is never replaced because it fails to replay: running workflows have such
// histories, and the code must go on with them. Record new ones for what is new.
import { incidentChanged } from '../../workflows/incident/messages.js';
import { createTimeSkippingEnvironment } from '../stack/time-skipping-server.js';
import { runIncident, standing } from '../workflows/stage/incident.js';
import { openStoryWorld, plainCodec } from '../workflows/stage/world.js';
import { historyNames, writeHistory } from './history-file.js';
import { tell, told } from './told.js';

async function record(names: readonly string[]): Promise<void> {
  const known = historyNames();
  const asked = told.filter(({ name }) => (names.length > 0 ? names.includes(name) : !known.includes(name)));
  const world = await openStoryWorld(plainCodec);
  try {
    for (const one of asked) {
      const story = await tell(world, one);
      const { events } = await story.history();
      writeHistory(one.name, { events });
      process.stdout.write(`${one.name}: ${events.length} events\n`);
    }
  } finally {
    await world.close();
  }
}

/** The story of an incident, which is no application's. */
async function recordIncident(): Promise<void> {
  const name = 'incident-until-closed';
  if (historyNames().includes(name)) return;
  const env = await createTimeSkippingEnvironment();
  try {
    const { handle } = await runIncident(
      env,
      (nth, now) => (nth === 4 ? { state: 'closed' } : standing(3 - nth, now + 60_000)),
      async (begun) => {
        await begun.signal(incidentChanged);
        await begun.result();
      },
    );
    const { events } = await handle.fetchHistory();
    writeHistory(name, { events: events ?? [] });
    process.stdout.write(`${name}: ${events?.length ?? 0} events\n`);
  } finally {
    await env.teardown();
  }
}

const names = process.argv.slice(2);
Promise.all([record(names), names.length === 0 ? recordIncident() : undefined]).then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
