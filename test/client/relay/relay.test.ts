import { reportApplication, reportContacts, reportWithdrawal } from '../../../client/intake/applications.js';
import { reportStage } from '../../../client/intake/stages.js';
import { relayOnce, startRelay } from '../../../client/relay/relay.js';
import { applicationIdOf } from '../../../domain/ids/ids.js';
import { finishOnce } from '../../../ledger/notice/finish-once.js';
import { noticesOfApplication } from '../../../ledger/notice/find.js';
import type { OutboxMessage } from '../../../ledger/outbox/outbox.js';
import { backlog, relayAfterMs } from '../../../ledger/outbox/outbox.js';
import { reportsOfApplication } from '../../../ledger/report/find.js';
import {
  AwayStories,
  RecordingStories,
  applicationBody,
  correctingAtOnce,
  newId,
  openedIntake,
  stageBodies,
} from '../intake-world.js';
import type { OpenedIntake } from '../intake-world.js';

describe('while Temporal is away', () => {
  let intake: OpenedIntake;
  beforeAll(async () => {
    intake = await openedIntake();
  });
  afterEach(() => intake.ledger.query('DELETE FROM outbox'));
  afterAll(() => intake.close());

  const away = () => ({ ...intake.world, stories: new AwayStories() });
  const back = (stories = new RecordingStories()) => ({ ...intake.world, stories });
  const reportIds = async (id: string) =>
    (await reportsOfApplication(intake.ledger, id)).map(({ reportId }) => reportId);
  const idOf = (message: OutboxMessage) => (message.kind === 'reported' ? message.reportId : message.kind);

  /** Four reports of an application, a second apart. */
  async function reportAll(world: ReturnType<typeof away>, id: string): Promise<unknown[]> {
    const answers: unknown[] = [];
    for (const report of [
      () => reportApplication(world, id, applicationBody()),
      () => reportStage(world, id, 'preliminary-approval', 1, stageBodies['preliminary-approval']),
      () => reportContacts(world, id, { mobile: '13900139000' }),
      () => reportWithdrawal(world, id, {}),
    ]) {
      intake.time.now += 1_000;
      const answer = await report();
      answers.push({ result: answer.result, told: 'told' in answer && answer.told });
    }
    return answers;
  }

  test('reports are taken all the same, and the answer says that they were not told yet', async () => {
    const id = newId();
    const answers = await reportAll(away(), id);
    expect(answers).toEqual(Array(4).fill({ result: 'created', told: false }));
    expect(await backlog(intake.ledger)).toMatchObject({ count: 4 });
    // Asked again, the intake does not claim more than is so.
    expect(await reportWithdrawal(away(), id, {})).toEqual({ result: 'known', told: false });
  });

  test('nothing is lost: once it is back the relay tells everything, in the order it was reported', async () => {
    const ids = [newId(), newId(), newId()];
    for (const id of ids) await reportAll(away(), id);
    intake.time.now += relayAfterMs;
    // The first story answers slowest: its later messages must wait for its earlier ones.
    const stories = new RecordingStories(async (applicationId) => {
      for (let turns = applicationId === ids[0] ? 20 : 1; turns > 0; turns -= 1)
        await new Promise((resolve) => setImmediate(resolve));
      return 'told';
    });
    expect(await relayOnce(back(stories))).toBe(12);
    for (const id of ids) {
      const told = stories.told.filter(({ applicationId }) => applicationId === id);
      expect(told.map(({ message }) => idOf(message))).toEqual(await reportIds(id));
    }
    expect(await backlog(intake.ledger)).toEqual({ count: 0, oldestAt: null });
    expect(await relayOnce(back(stories))).toBe(0);
    expect(await reportWithdrawal(back(), ids[0] ?? '', {})).toEqual({ result: 'known', told: true });
  });

  test('the relay leaves a fresh message to whoever wrote it, and a failed one until its time has come', async () => {
    await reportApplication(away(), newId(), applicationBody());
    const stories = new AwayStories();
    intake.time.now += relayAfterMs - 1;
    expect(await relayOnce({ ...away(), stories })).toBe(0);
    expect(stories.tries).toBe(0);
    intake.time.now += 1;
    expect(await relayOnce({ ...away(), stories })).toBe(0);
    expect(stories.tries).toBe(1);
    intake.time.now += 999;
    expect(await relayOnce(back())).toBe(0);
    intake.time.now += 1;
    expect(await relayOnce(back())).toBe(1);
  });

  test('what follows a message that failed waits with it, and other applications do not', async () => {
    const [failing, other] = [newId(), newId()];
    await reportAll(away(), failing);
    await reportAll(away(), other);
    intake.time.now += relayAfterMs;
    let failures = 1;
    const stories = new RecordingStories((applicationId) =>
      applicationId === failing && failures-- > 0
        ? Promise.reject(new Error('away'))
        : Promise.resolve('told'),
    );
    expect(await relayOnce(back(stories))).toBe(4);
    expect(stories.told.every(({ applicationId }) => applicationId === other)).toBe(true);
    intake.time.now += 1_000;
    expect(await relayOnce(back(stories))).toBe(4);
    const told = stories.told.filter(({ applicationId }) => applicationId === failing);
    expect(told.map(({ message }) => idOf(message))).toEqual(await reportIds(failing));
  });

  test('a story that has ended is not told again and again', async () => {
    const id = newId();
    await reportApplication(away(), id, applicationBody());
    intake.time.now += relayAfterMs;
    expect(await relayOnce(back(new RecordingStories(() => Promise.resolve('closed'))))).toBe(1);
    expect(await backlog(intake.ledger)).toMatchObject({ count: 0 });
  });

  test('a running relay tells by itself, and none is under way once it has stopped', async () => {
    await reportApplication(away(), newId(), applicationBody());
    intake.time.now += relayAfterMs;
    let told = (): void => undefined;
    const once = new Promise<void>((resolve) => (told = resolve));
    const relay = startRelay(
      back(
        new RecordingStories(() => {
          told();
          return Promise.resolve('told');
        }),
      ),
      5,
    );
    await once;
    await relay.stop();
    expect(await backlog(intake.ledger)).toMatchObject({ count: 0 });
  });
});

describe('when a story has ended', () => {
  let intake: OpenedIntake;
  beforeAll(async () => {
    intake = await openedIntake();
  });
  afterAll(() => intake.close());

  const ended = () => new RecordingStories(() => Promise.resolve('closed'));
  const final = (decision: string) => ({ decision });
  const states = async (id: string) =>
    (await noticesOfApplication(intake.ledger, id)).map(({ stage, state }) => `${stage} ${state}`);

  test('a corrected decision after its proper end begins the story again', async () => {
    const id = newId();
    await reportApplication(intake.world, id, applicationBody());
    await reportStage(intake.world, id, 'final-decision', 1, final('approved'));
    await intake.ledger.transaction((tx) =>
      finishOnce(
        tx,
        { applicationId: applicationIdOf(id), stage: 'final-decision', round: 1 },
        'delivered',
        1,
      ),
    );
    const stories = ended();
    const world = { ...correctingAtOnce(intake.world), stories };
    expect(await reportStage(world, id, 'final-decision', 2, final('declined'))).toMatchObject({
      told: true,
    });
    expect(stories.begun).toHaveLength(1);
  });

  test('a stage that was overtaken by what ended the story is superseded or withdrawn, not begun again', async () => {
    const stories = ended();
    const away = { ...intake.world, stories: new AwayStories() };
    const overtaken = newId();
    await reportApplication(away, overtaken, applicationBody());
    await reportStage(away, overtaken, 'preliminary-approval', 1, stageBodies['preliminary-approval']);
    await reportStage(away, overtaken, 'final-decision', 1, final('declined'));
    const withdrawn = newId();
    await reportApplication(away, withdrawn, applicationBody());
    await reportStage(away, withdrawn, 'preliminary-approval', 1, stageBodies['preliminary-approval']);
    await reportWithdrawal(away, withdrawn, {});
    intake.time.now += relayAfterMs;
    await relayOnce({ ...intake.world, stories });
    expect(await states(overtaken)).toContain('preliminary-approval superseded');
    expect(await states(withdrawn)).toEqual(['preliminary-approval withdrawn']);
  });

  test('what a terminated story left unfinished is not taken up by a second one: it is the sweep’s', async () => {
    const id = newId();
    await reportApplication(intake.world, id, applicationBody());
    await reportStage(intake.world, id, 'supplementary-documents', 1, stageBodies['supplementary-documents']);
    const stories = ended();
    await reportStage({ ...intake.world, stories }, id, 'supplementary-documents', 2, {
      ...stageBodies['supplementary-documents'],
    });
    expect(stories.begun).toEqual([]);
    expect(await states(id)).toEqual(['supplementary-documents held', 'supplementary-documents held']);
  });
});
