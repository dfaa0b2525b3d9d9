/** The HTTP door of a peer's program: the provider's receipts come in, and the loan system asks what was told. */
import fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { aliyunReceiptReply, parseAliyunReceipts } from '../../../domain/provider/aliyun/receipt.js';
import { noticeOf } from './ledger.js';
import type { PeerLedger } from './ledger.js';
import type { ReceiptNews } from './receipt.js';

/** Hands a receipt to the story of its application; resolves once it is durable there. */
export type HandOver = (applicationId: string, news: ReceiptNews) => Promise<void>;

/** A door that is not open yet: a program may add reports of its own. */
export function makeDoor(ledger: PeerLedger, handOver: HandOver): FastifyInstance {
  const door = fastify();
  door.setErrorHandler((failure, _request, reply) => {
    process.stderr.write(`${failure instanceof Error ? (failure.stack ?? failure.message) : 'failed'}\n`);
    return reply.code(503).send({ title: 'not now' });
  });
  door.post('/v1/receipts/*', async ({ body }) => {
    const { receipts } = parseAliyunReceipts(body);
    await Promise.all(
      receipts.map(async ({ outId = '', code, settlement }) => {
        const key = noticeOf(outId);
        if (key !== undefined)
          await handOver(key.applicationId, { nth: key.nth, code, delivered: settlement === 'delivered' });
      }),
    );
    return aliyunReceiptReply(true);
  });
  door.get<{ Querystring: { after?: string } }>('/told', ({ query }) => ledger.toldSince(query.after ?? '0'));
  return door;
}
