/**
 * The door for providers' delivery reports: stored, then acknowledged in the provider's own words,
 * and only then the stories are told. Aliyun waits 700 ms for its answer.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { recordReceipt } from '../../client/receipt/record.js';
import type { RecordedReceipt } from '../../client/receipt/record.js';
import { tellNow } from '../../client/relay/relay.js';
import type { Stories } from '../../client/story/stories.js';
import { isRoute } from '../../domain/attempt/route.js';
import type { Route } from '../../domain/attempt/route.js';
import { aliyunReceiptReply, parseAliyunReceipts } from '../../domain/provider/aliyun/receipt.js';
import { insertMalformedReceipts } from '../../ledger/receipt/insert-malformed.js';
import type { Ledger } from '../../ledger/ledger.js';
import type { Clock } from '../../runtime/clock/clock.js';
import type { Logger } from '../../runtime/logging/logger.js';
import type { Secret } from '../../runtime/configuration/secret.js';

export interface ReceiptDoor {
  readonly ledger: Ledger;
  readonly stories: Stories;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The secret at the end of each route's address. */
  readonly secrets: ReadonlyMap<Route, Secret>;
}

/** A push holds at most this many receipts; Aliyun's hold far fewer. */
const mostReceipts = 1_000;

/** Registers `POST /v1/receipts/{channel}/{provider}/{secret}`. */
export function receiptDoor(fastify: FastifyInstance, door: ReceiptDoor): void {
  fastify.post<{ Params: { channel: string; provider: string; secret: string } }>(
    '/v1/receipts/:channel/:provider/:secret',
    { bodyLimit: 1024 * 1024 },
    async (request, reply) => {
      const { channel, provider, secret } = request.params;
      const route = `${channel}/${provider}`;
      // One answer for a wrong route and a wrong secret: neither can be found out by trying.
      if (!isRoute(route) || !isSecretOf(door.secrets.get(route), secret))
        return reply.code(404).send(aliyunReceiptReply(false));
      return receive(door, route, request.body, reply);
    },
  );
}

async function receive(
  door: ReceiptDoor,
  route: Route,
  body: unknown,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { ledger, clock, logger } = door;
  const { receipts, malformed } = parseAliyunReceipts(body);
  if (receipts.length > mostReceipts) return reply.code(413).send(aliyunReceiptReply(false));
  const recorded: RecordedReceipt[] = [];
  for (const { outId, ...receipt } of receipts) {
    const given = outId === undefined ? receipt : { ...receipt, ourReference: outId };
    recorded.push(await recordReceipt(ledger, route, given, clock.now()));
  }
  if (malformed > 0) {
    await insertMalformedReceipts(ledger, route, malformed, clock.now());
    logger.warn({ route, malformed }, 'receipts that could not be read were counted');
  }
  const unmatched = recorded.filter(({ verdict }) => verdict === 'unmatched').length;
  if (unmatched > 0) logger.warn({ route, unmatched }, 'receipts for messages nobody here sent');
  for (const { tell } of recorded)
    if (tell !== undefined) void tellNow(door, tell.applicationId, tell.outboxId, tell.message);
  return reply.code(200).send(aliyunReceiptReply(true));
}

const hash = (text: string): Buffer => createHash('sha256').update(text).digest();

/** In constant time, whatever the lengths. */
function isSecretOf(expected: Secret | undefined, given: string): boolean {
  const same = timingSafeEqual(hash(expected?.reveal() ?? ''), hash(given));
  return expected !== undefined && same;
}
