/** Asks providers for reports that were never pushed, and records what they tell as if it had been. */
import type { Route } from '../../domain/attempt/route.js';
import { lastPriority } from '../../domain/plan/priority.js';
import { nextPollAt } from '../../domain/receipt/poll-times.js';
import { claimPoll, overdueReceipts } from '../../ledger/attempt/poll.js';
import type { OverdueAttempt } from '../../ledger/attempt/poll.js';
import { storeReceipt } from '../../ledger/receipt/store.js';
import type { PollFindings, PollPorts } from '../../workflows/poll-receipts/ports.js';
import { contactValueOf } from '../attempt/contact-value.js';
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
    const rounds = await Promise.all(
      [...world.routes].map(([route, open]) =>
        open.carrier.reportsOnRequest === true ? pollRoute(world, route, open, untilMs) : nothing,
      ),
    );
    return rounds.reduce((sum, { asked, told }) => ({ asked: sum.asked + asked, told: sum.told + told }));
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
        const became = await poll(world, attempt, open);
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
  attempt: OverdueAttempt,
  { carrier }: OpenRoute,
): Promise<'not-asked' | 'asked' | 'told'> {
  const { attemptId, polls, answeredAt, receiptDeadline, receiptHorizon, providerMessageId } = attempt;
  const awaited = {
    answeredAt: answeredAt ?? attempt.intendedAt,
    receiptDeadline: receiptDeadline ?? world.clock.now(),
    receiptHorizon: receiptHorizon ?? 0,
  };
  const nextAt = nextPollAt(awaited, polls + 1, world.clock.now());
  if (!(await claimPoll(world.ledger, attempt, nextAt))) return 'not-asked';
  const to = await contactValueOf(world, attempt);
  if (to === undefined) return 'not-asked';
  const said = await carrier.ask({
    attemptId,
    to,
    intendedAt: attempt.intendedAt,
    isTaken: true,
  });
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
  const storing = { at, staff, telling: { relayAfterMs: 0 } };
  const { verdict } = await world.ledger.transaction((tx) => storeReceipt(tx, route, given, storing));
  return verdict === 'settles';
}
