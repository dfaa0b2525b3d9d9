// Records the golden histories anew, from the checkout's root:
//   node --require ./test/stack/typescript.cjs test/histories/record.ts [name …]
// A history that is here is never replaced because it fails to replay: running workflows have such
// histories, and the code must go on with them. Record new ones for what is new.
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

record(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
