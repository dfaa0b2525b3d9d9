/**
 * Backs up receipts that never came: where a provider can be asked by our reference, it is asked once when half of the time for
 * its receipt is over. What it says is recorded as a receipt that was pushed is, so that both together count once.
 */
import { canBeAsked } from '../../domain/explanation/askable.js';
import type { AttemptRow } from '../../ledger/attempt/row.js';
import { noteAsked, unreportedAttempts } from '../../ledger/attempt/unreported.js';
import { recordReceipt } from '../../ledger/receipt/record.js';
import { askProvider } from '../send/ask-provider.js';
import type { World } from '../world.js';

/** At one sweep, so that it ends in time; the next one goes on. */
const most = 200;
/** Sends come first: what would have to wait for the route's turn is asked at the next sweep. */
const mostWaitMs = 200;

/** Asks; answers of how many attempts something was learnt. */
export async function askUnreported(world: World): Promise<number> {
  const { ledger, clock, routes } = world;
  const askable = [...routes.keys()].filter(canBeAsked);
  let learnt = 0;
  for (const attempt of await unreportedAttempts(ledger, askable, clock.now(), most)) {
    const pacer = routes.get(attempt.route)?.pacer;
    if (pacer === undefined || (await pacer.turn(mostWaitMs)) > 0) continue;
    if (await noteAsked(ledger, attempt.attemptId)) learnt += (await ask(world, attempt)) ? 1 : 0;
  }
  return learnt;
}

async function ask(world: World, attempt: AttemptRow): Promise<boolean> {
  const said = await askProvider(world, attempt);
  // That it was never received is not believed here: the provider took it, and a query may lag behind.
  if (said.result !== 'taken' || said.settlement === undefined) return false;
  const { settlement, failure, code = 'unreadable', listed = true, at } = said;
  const messageId = attempt.providerMessageId ?? said.messageId;
  const receipt = {
    ourReference: attempt.attemptId,
    ...(messageId === undefined ? {} : { messageId }),
    settlement,
    code,
    listed,
    ...(failure === undefined ? {} : { failure }),
    ...(at === undefined ? {} : { reportedAt: at }),
  };
  const { staff } = world.configuration;
  const { verdict } = await recordReceipt(world.ledger, attempt.route, receipt, world.clock.now(), staff);
  return verdict === 'settles';
}
