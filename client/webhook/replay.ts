/** Webhooks sent once more by hand: what was given up, or what the loan system has lost. */
import { Refusal } from '../../domain/failure/catalogue.js';
import { isStaffRef } from '../../domain/human-task/human-task.js';
import { isUuid } from '../../domain/ids/ids.js';
import { resolveAlarm } from '../../ledger/alarm/raise.js';
import { placeAnnouncements } from '../../ledger/announcement/place.js';
import { appendEvent } from '../../ledger/event/append.js';
import type { Ledger } from '../../ledger/ledger.js';
import { knowEndpoint, lockEndpoint, setEndpoint } from '../../ledger/webhook/endpoint.js';
import { countReplay, replay } from '../../ledger/webhook/replay.js';
import type { ReplayChoice, ReplayOrder } from '../../ledger/webhook/replay.js';
import type { Clock } from '../../runtime/clock/clock.js';
import type {
  Configuration,
  WebhookConfiguration,
} from '../../runtime/configuration/configuration-schema.js';
import { addressDigestOf, filterOfEndpoint } from './endpoint.js';

export interface ReplayWorld {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly configuration: Pick<Configuration, 'webhooks'>;
}

/** What is sent once more: these, to one endpoint or all; or what one is told of that occurred in a span of time. */
export interface ReplayGiven {
  readonly endpoint?: string;
  readonly choice: ReplayChoice;
  /** Whoever orders it: an account. */
  readonly staffRef: string;
  /** And the branch regions they are bound to. */
  readonly regions?: readonly string[];
}

const mostAtOnce = 10_000;
const mostIds = 100;

/**
 * Owes it anew, from now on, in order for each application; an endpoint that is paused or gone is tried again by that. On
 * record with who ordered it. Answers how many webhooks that is; a {@link Refusal} `webhook-unknown`, `replay-invalid` or
 * `staff-reference` where it is none.
 */
export async function replayWebhooks(world: ReplayWorld, given: ReplayGiven): Promise<number> {
  const { ledger, clock } = world;
  const { choice, staffRef, regions } = given;
  if (!isStaffRef(staffRef)) throw new Refusal('staff-reference');
  const endpoints = endpointsOf(world, given);
  // Whatever was committed by now is meant, also where nobody has read it yet.
  while (await placeAnnouncements(ledger));
  const at = clock.now();
  return ledger.transaction(async (tx) => {
    let all = 0;
    for (const endpoint of endpoints) {
      const { name } = endpoint;
      const bound = regions === undefined ? {} : { regions };
      const order: ReplayOrder = { endpoint: name, filter: filterOfEndpoint(endpoint), choice, ...bound, at };
      if ((await countReplay(tx, order, mostAtOnce + 1)) > mostAtOnce)
        throw new Refusal('replay-invalid', [`to: expected a span of at most ${mostAtOnce} webhooks`]);
      await knowEndpoint(tx, { name, addressDigest: addressDigestOf(endpoint), at });
      const row = await lockEndpoint(tx, name);
      if (row === undefined) throw new Error('an endpoint that is known is not in the ledger');
      const replayed = await replay(tx, order);
      if (replayed > 0) {
        await setEndpoint(tx, name, { ...row, goneAt: null, pausedUntil: null });
        await resolveAlarm(tx, 'webhook-gone', name, at);
      }
      const detail = { endpoint: name, replayed, staffRef, ...chosen(choice) };
      await appendEvent(tx, { at, kind: 'webhook-replayed', detail });
      all += replayed;
    }
    return all;
  });
}

function endpointsOf(
  { configuration: { webhooks } }: ReplayWorld,
  { endpoint, choice }: ReplayGiven,
): readonly WebhookConfiguration[] {
  const named = endpoint === undefined ? webhooks : webhooks.filter(({ name }) => name === endpoint);
  if (named.length === 0) throw new Refusal('webhook-unknown');
  if ('ids' in choice) {
    if (choice.ids.length === 0 || choice.ids.length > mostIds || !choice.ids.every(isUuid))
      throw new Refusal('replay-invalid', [`ids: expected 1 to ${mostIds} ids of webhooks`]);
  } else if (endpoint === undefined)
    throw new Refusal('replay-invalid', ['endpoint: expected with a span of time']);
  else if (!(choice.from < choice.to)) throw new Refusal('replay-invalid', ['to: expected after from']);
  return named;
}

const chosen = (choice: ReplayChoice): Record<string, string | readonly string[]> =>
  'ids' in choice
    ? { ids: choice.ids }
    : { from: new Date(choice.from).toISOString(), to: new Date(choice.to).toISOString() };
