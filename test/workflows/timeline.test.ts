/** What is told of a story that really happened. */
import { stories } from './stage/stories.js';

const { world, begin } = stories();

test('each step of a notice that failed over is told once, beside the attempt that shows it', async () => {
  const story = await begin('Tue 10:00');
  story.provider({ route: 'sms/aliyun', reject: 'isv.AMOUNT_NOT_ENOUGH' });
  await story.stage('final-decision', { decidedAt: new Date(world().clock.now() - 7_200_000).toISOString() });
  await story.ends();
  const {
    timeline: { entries: timeline },
    attempts,
  } = await story.record();
  const [first, second] = attempts.map(({ attemptId }) => attemptId);
  expect(timeline.map(({ kind, attemptId }) => [kind, attemptId])).toEqual([
    ['stage-decided', undefined],
    ['application-reported', undefined],
    ['stage-reported', undefined],
    ['left-out', undefined],
    ['sent', first],
    ['answered', first],
    ['failed-over', second],
    ['answered', second],
    ['receipt', second],
  ]);
  expect(timeline.map(({ en }) => en).join('\n')).toMatch(/it was refused: .*\nTried another way, since /);
});

test('silence, its copy, a late receipt and what staff do are told when they happened', async () => {
  world().withoutLingering();
  const story = await begin('Tue 10:00');
  story.provider({ receipt: 'none' });
  await story.stage('final-decision');
  await story.stands('final-decision', 'awaiting-receipt');
  await world().clock.pass(181_000);
  await story.stands('final-decision', 'awaiting-receipt');
  await world().clock.pass(181_000);
  await story.stands('final-decision', 'with-staff');
  const [first] = await story.attempts();
  if (first === undefined) throw new Error('nothing was sent');
  await story.receipt(first, { settlement: 'delivered' });
  await story.stands('final-decision', 'delivered');
  const {
    timeline: { entries: timeline },
  } = await story.record();
  expect(timeline.map(({ kind }) => kind)).toEqual([
    'application-reported',
    'stage-reported',
    'left-out',
    'sent',
    'answered',
    'deadline-passed',
    'copy',
    'answered',
    'deadline-passed',
    'task-opened',
    'receipt',
    'task-closed',
  ]);
});

test('what is said to come is what comes: a copy after silence, then staff, and late receipts for as long as they may', async () => {
  world().withoutLingering();
  const story = await begin('Tue 10:00');
  story.provider({ receipt: 'none' });
  await story.stage('final-decision');
  const awaiting = await story.stands('final-decision', 'awaiting-receipt');
  const [first] = (await story.record()).planned;
  expect(first).toMatchObject({
    at: awaiting.waitingUntil,
    kind: 'receipt-deadline',
    attemptId: (await story.lastAttempt()).attemptId,
    en: 'If the delivery of the text message (aliyun) is not confirmed by then, a copy goes by text message (aliyun-b).',
  });
  await world().clock.pass(181_000);
  await story.stands('final-decision', 'awaiting-receipt');
  expect(await story.lastAttempt()).toMatchObject({ route: 'sms/aliyun-b', purpose: 'copy' });
  expect((await story.record()).planned.map(({ kind, en }) => [kind, en])).toEqual([
    [
      'receipt-deadline',
      'If the delivery of the text message (aliyun-b) is not confirmed by then, it is handed to staff.',
    ],
    ['receipt-possible', 'Until then a confirmation for the text message (aliyun) may still come.'],
  ]);
  await world().clock.pass(181_000);
  await story.stands('final-decision', 'with-staff');
  expect((await story.record()).planned.map(({ kind }) => kind)).toEqual([
    'task-reminder',
    'task-due',
    'receipt-possible',
    'receipt-possible',
  ]);
});

test('what is held goes, once its hours begin, by the way that was said', async () => {
  const story = await begin('Tue 20:30');
  await story.stage('final-decision');
  const held = await story.stands('final-decision', 'held');
  expect((await story.record()).planned).toMatchObject([
    {
      at: held.waitingUntil,
      kind: 'window-opens',
      en: 'Held until then; once sending hours have begun it goes by text message (aliyun), if all is as it stands now.',
    },
  ]);
  await world().clock.passTo(held.waitingUntil ?? 0);
  await story.stands('final-decision', 'delivered');
  expect(await story.lastAttempt()).toMatchObject({ route: 'sms/aliyun' });
  expect((await story.record()).planned).toEqual([]);
});
