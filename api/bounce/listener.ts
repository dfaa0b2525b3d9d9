/**
 * Takes what mail servers send back: a notification is stored before it is acknowledged, and told to its story as a
 * receipt. Only addresses of our own making are listened to.
 */
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { SMTPServer } from 'smtp-server';
import { recordReceipt } from '../../ledger/receipt/record.js';
import { tellNow } from '../../client/relay/relay.js';
import type { Route } from '../../domain/attempt/route.js';
import { appendMalformed } from '../../ledger/event/append-malformed.js';
import type { Secret } from '../../runtime/configuration/secret.js';
import { attemptOfBounceAddress } from '../../runtime/signing/bounce-address.js';
import type { ReceiptDoor } from '../receipt/door.js';
import { readNotification } from './notification.js';

/** A route whose messages may come back. */
export interface BouncingRoute {
  readonly route: Route;
  /** Of the addresses they come back to. */
  readonly domain: string;
  readonly secret: Secret;
}

/** What the listener works with. */
export interface BounceListenerOptions {
  readonly door: Pick<ReceiptDoor, 'ledger' | 'stories' | 'clock' | 'logger' | 'tally' | 'staff'>;
  /** As they are now. */
  readonly routes: () => readonly BouncingRoute[];
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
}

/** The listener, listening. */
export interface BounceListener {
  readonly port: number;
  /** Breaks what is open; what was acknowledged is stored. */
  stop(): Promise<void>;
}

/** A notification quotes headers of ours; the message itself is neither asked for nor wanted. */
const limitBytes = 1024 * 1024;
const mostClients = 50;
const silenceMs = 60_000;

/** Whose message a session is about. */
interface Returned {
  readonly route: Route;
  readonly domain: string;
  readonly attemptId: string;
}

/** An answer of SMTP's; its words are ours, and nothing of what was sent is in them. */
const refusal = (responseCode: number, words: string): Error =>
  Object.assign(new Error(words), { responseCode });

/** Starts listening; rejects where the port is taken. */
export async function listenForBounces({
  door,
  routes,
  host,
  port,
}: BounceListenerOptions): Promise<BounceListener> {
  const { logger } = door;
  const returned = new Map<string, Returned>();
  const recognise = (address: string): Returned | undefined => {
    for (const { route, domain, secret } of routes()) {
      const attemptId = attemptOfBounceAddress(address, domain, secret);
      if (attemptId !== undefined) return { route, domain, attemptId };
    }
    return undefined;
  };
  const running = new Set<Promise<void>>();
  const server = new SMTPServer({
    banner: 'bounces only',
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    maxRecipients: 1,
    maxClients: mostClients,
    size: limitBytes,
    socketTimeout: silenceMs,
    logger: false,
    onRcptTo: ({ address }, { id }, reply) => {
      const found = recognise(address);
      if (found === undefined) {
        reply(refusal(550, '5.1.1 no such address here'));
        return;
      }
      returned.set(id, found);
      reply();
    },
    onData: (stream, { id }, reply) => {
      const work = (async () => {
        const message = await bytesOf(stream);
        const about = returned.get(id);
        if (message === undefined) throw refusal(552, '5.3.4 too large a message for a notification');
        if (about !== undefined) await take(door, about, message);
      })()
        .then(() => reply(null, '2.0.0 recorded'))
        .catch((failure: unknown) => {
          if (failure instanceof Error && 'responseCode' in failure) reply(failure);
          else {
            // The sender keeps it and comes again: nothing is lost while the ledger is away.
            logger.error({ err: failure }, 'a returned message could not be recorded');
            reply(refusal(451, '4.3.0 cannot be recorded just now'));
          }
        })
        .finally(() => running.delete(work));
      running.add(work);
    },
    onClose: ({ id }) => returned.delete(id),
  });
  // A connection that breaks is a sender's business.
  server.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    stop: async () => {
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await Promise.all(running);
    },
  };
}

/** Records one returned message; committed when this resolves. */
async function take(
  door: BounceListenerOptions['door'],
  { route, domain, attemptId }: Returned,
  message: Buffer,
): Promise<void> {
  const { ledger, clock, logger, staff } = door;
  const status = await readNotification(message);
  if (status === undefined) {
    // An absence note, an unreadable report: nobody is the wiser, and nobody is asked to send it again.
    await appendMalformed(ledger, 'receipt', route, 1, clock.now());
    logger.warn({ route }, 'a returned message that is no notification was counted');
    return;
  }
  const receipt = { ourReference: attemptId, messageId: `<${attemptId}@${domain}>`, ...status };
  const at = clock.now();
  const recorded = await recordReceipt(ledger, route, receipt, at, staff);
  door.tally.receiptCame({ ...receipt, ...recorded, route, receivedAt: at });
  const { verdict, tell } = recorded;
  if (verdict === 'unmatched') logger.warn({ route }, 'a notification of a message nobody here sent');
  if (tell !== undefined) void tellNow(door, tell.applicationId, tell.outboxId, tell.message);
}

/** The whole message; undefined where it is longer than it may be. */
async function bytesOf(stream: Readable & { readonly sizeExceeded?: boolean }): Promise<Buffer | undefined> {
  const bytes: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>)
    // What is too long is read to its end, as SMTP wants, and not kept.
    if (stream.sizeExceeded !== true) bytes.push(chunk);
  return stream.sizeExceeded === true ? undefined : Buffer.concat(bytes);
}
