/** What is told of a story that really happened. */
import { stories } from './stage/stories.js';

const { world, begin } = stories();

test('each step of a notice that failed over is told once, beside the attempt that shows it', async () => {
  const story = await begin('Tue 10:00');
  story.provider({ route: 'sms/aliyun', reject: 'isv.AMOUNT_NOT_ENOUGH' });
  await story.stage('final-decision', { decidedAt: new Date(world().clock.now() - 7_200_000).toISOString() });
  await story.ends();
  const { timeline, attempts } = await story.record();
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
  const { timeline } = await story.record();
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
