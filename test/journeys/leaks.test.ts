import { join } from 'node:path';
import { bida } from '../cli/commands/command-line.js';
import { canariesOf } from './canaries.js';
import { allStages, walkEveryPath, walkers } from './leak-paths.js';
import { walkTheDoors } from './leak-doors.js';
import { searchForLeaks, searchStateForLeaks } from './leak-search.js';
import { RealStack } from './real-stack.js';
import { databaseElsewhere, newStateFolder, removeStateFolder } from './state-folder.js';

const timing = {
  route: { callTimeoutMs: 800, lingerMs: 1_000, settlingDelayMs: 300, receiptDeadlineMs: 60_000 },
};

describe('what a stack leaves on disk', () => {
  const folders: string[] = [];
  let stack: RealStack | undefined;

  const start = async (environment: NodeJS.ProcessEnv = {}) => {
    const stateDir = newStateFolder();
    folders.push(stateDir);
    stack = await RealStack.start({ stateDir, calendar: 'open', timing, identity: true }, environment);
    return { stateDir, stack };
  };

  afterEach(async () => {
    await stack?.end();
    stack = undefined;
    folders.splice(0).forEach(removeStateFolder);
  }, 30_000);

  /** What the command line says to orders of staff: one that is taken, one that cannot be. */
  const toldAtTheTerminal = async (stateDir: string): Promise<string[]> => {
    const [, who] = walkers;
    if (who === undefined) throw new Error('nobody walks');
    const order = ['--reason', who.resendReason, '--staff', 'li.na', '--state', stateDir];
    const said = [
      await bida(['resend', who.applicationId, 'preliminary-approval', ...order]),
      await bida(['resend', who.applicationId, 'final-decision', ...order]),
      await bida(['resend', who.applicationId, who.name, ...order, '--json']),
    ];
    expect(said.map(({ status }) => status)).toEqual([0, 3, 3]);
    return said.flatMap(({ stdout, stderr }) => [stdout, stderr]);
  };

  test('holds no detail of an applicant in any writing, whichever path it took, and nobody was told one', async () => {
    const { stateDir, stack } = await start();
    const told = await walkEveryPath(stack);
    told.push(...(await toldAtTheTerminal(stateDir)));
    const [everyStage] = walkers;
    if (everyStage === undefined) throw new Error('nobody walks');
    told.push(...(await walkTheDoors(stack, everyStage)));
    await stack.stop();
    const canaries = walkers.flatMap(canariesOf);
    expect(await searchStateForLeaks(stateDir, canaries)).toEqual([]);
    expect(told.length).toBeGreaterThan(15);
    expect(canaries.filter((canary) => told.some((words) => words.includes(canary)))).toEqual([]);
    // The paths were really walked: the providers' other end, outside the bank, knows the numbers.
    const outside = await searchForLeaks(join(stateDir, 'simulator'), canaries);
    const known = new Set(outside.map(({ canary }) => canary));
    expect(walkers.filter(({ mobile }) => !known.has(mobile))).toEqual([]);
    for (const other of ['pushToken', 'email'] as const)
      expect(walkers.filter((who) => known.has(who[other])).length).toBeGreaterThan(1);
  }, 90_000);

  test('holds every one of them in PostgreSQL’s files, and nowhere else, with sealing off', async () => {
    const { stateDir, stack } = await start({ BIDA_SEALING: 'off' });
    const [who] = walkers;
    if (who === undefined) throw new Error('nobody walks');
    await allStages({ stack, who });
    await stack.stop();
    const canaries = canariesOf(who);
    const database = databaseElsewhere(stateDir) ?? join(stateDir, 'postgres');
    const found = (await searchForLeaks(database, canaries)).filter(({ writing }) => writing === 'utf8');
    expect(canaries.filter((canary) => !found.some((leak) => leak.canary === canary))).toEqual([]);
    expect(await searchForLeaks(stateDir, canaries, ['simulator', 'postgres'])).toEqual([]);
  }, 60_000);
});
