/** Asks providers for reports that were never pushed, and records what they tell as if it had been. */
import type { Route } from '../../domain/attempt/route.js';
import { canBeAsked } from '../../domain/explanation/askable.js';
import { lastPriority } from '../../domain/plan/priority.js';
import { nextPollAt } from '../../domain/receipt/poll-times.js';
import { claimPoll, overdueReceipts } from '../../ledger/attempt/poll.js';
import type { OverdueAttempt } from '../../ledger/attempt/poll.js';
import { recordReceipt } from '../../ledger/receipt/record.js';
import type { PollFindings, PollPorts } from '../../workflows/poll-receipts/ports.js';
import { askProvider } from '../send/ask-provider.js';
import type { QueryAnswer } from '../send/carrier.js';
import type { OpenRoute } from '../send/open-routes.js';
import type { World } from '../world.js';

/** No question begins later in a round; what is still due then is the next round's. */
const roundMs = 20_000;
/** Of one route, in one round. */
const mostQuestions = 500;
/** At once, of one route: each provider asks for one number or reference at a time. */
const abreast = 4;
/** A route whose turn is further off is busy sending. */
const mostPacingMs = 1_000;

export const createPollActivities = (world: World): PollPorts => ({
  pollReceipts: async () => {
    const untilMs = performance.now() + roundMs;
    const askable = [...world.routes, ...(world.formerRoutes ?? [])].filter(([route]) => canBeAsked(route));
    const rounds = await Promise.all(askable.map(([route, open]) => pollRoute(world, route, open, untilMs)));
    return rounds.reduce(
      (sum, { asked, told }) => ({ asked: sum.asked + asked, told: sum.told + told }),
      nothing,
    );
  },
});

const nothing: PollFindings = { asked: 0, told: 0 };

async function pollRoute(
  world: World,
  route: Route,
  open: OpenRoute,
  untilMs: number,
): Promise<PollFindings> {
  const due = await overdueReceipts(world.ledger, route, world.clock.now(), mostQuestions);
  const found = { asked: 0, told: 0 };
  const askSome = async (): Promise<void> => {
    while (due.length > 0 && performance.now() < untilMs && !world.stopping.aborted) {
      // Whatever is to be sent goes first.
      if ((await open.pacer.turn(mostPacingMs, lastPriority)) > 0) return;
      const attempt = due.shift();
      if (attempt === undefined) return;
      try {
        const became = await poll(world, open, attempt);
        if (became !== 'not-asked') found.asked += 1;
        if (became === 'told') found.told += 1;
      } catch (failure) {
        // One attempt in trouble keeps nobody else from being asked after.
        world.logger.warn({ err: failure, attemptId: attempt.attemptId }, 'an attempt was not asked after');
      }
    }
  };
  await Promise.all(Array.from({ length: abreast }, askSome));
  return found;
}

/** Asks after one attempt; that it is asked is committed first, so that it is asked but so often. */
async function poll(
  world: World,
  { pacer }: OpenRoute,
  attempt: OverdueAttempt,
): Promise<'not-asked' | 'asked' | 'told'> {
  const { polls, answeredAt, receiptDeadline, receiptHorizon, providerMessageId } = attempt;
  const awaited = {
    answeredAt: answeredAt ?? attempt.intendedAt,
    receiptDeadline: receiptDeadline ?? world.clock.now(),
    receiptHorizon: receiptHorizon ?? 0,
  };
  const nextAt = nextPollAt(awaited, polls + 1, world.clock.now());
  if (!(await claimPoll(world.ledger, attempt, nextAt))) return 'not-asked';
  await pacer.leave();
  const said = await askProvider(world, attempt);
  return (await record(world, attempt, said, providerMessageId ?? undefined)) ? 'told' : 'asked';
}

/**
 * Under the message id a push would name, so that the push of the same report is known when it comes after
 * all. That nothing is known yet is no report.
 */
async function record(
  world: World,
  { attemptId, route }: OverdueAttempt,
  said: QueryAnswer,
  knownMessageId: string | undefined,
): Promise<boolean> {
  if (said.result !== 'taken') return false;
  const { settlement, failure, code = 'unreadable', listed = true, at: reportedAt } = said;
  if (settlement === undefined && listed) return false;
  const messageId = said.messageId ?? knownMessageId;
  const given = {
    ourReference: attemptId,
    settlement,
    code,
    listed,
    polled: true,
    ...(messageId === undefined ? {} : { messageId }),
    ...(failure === undefined ? {} : { failure }),
    ...(reportedAt === undefined ? {} : { reportedAt }),
  };
  const { staff } = world.configuration;
  const at = world.clock.now();
  // Nobody here tells the story: the relay may at once.
  const telling = { relayAfterMs: 0 };
  const recorded = await recordReceipt(world.ledger, route, given, at, staff, telling);
  world.tally.receiptCame({ ...given, ...recorded, route, receivedAt: at });
  return recorded.verdict === 'settles';
}
