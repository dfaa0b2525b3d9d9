/** How much of anybody's is listened to, and how often. */
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';

/** A report is a few hundred bytes; the longest guidance and thirty documents fit many times. */
export const bodyLimitBytes = 64 * 1024;
/** The bank's list of a day: two hundred thousand decisions, each with everything. */
export const listLimitBytes = 40 * 1024 * 1024;
/** More than any token of a bank's needs. */
export const headersLimitBytes = 16 * 1024;

/** Requests a minute from one address, where nothing else is said; a loan system sends its day's decisions so. */
export const perMinute = 12_000;

/** Holds back whoever asks more often than that; in this process alone. */
export async function limitRates(fastify: FastifyInstance, most = perMinute): Promise<void> {
  await fastify.register(rateLimit, {
    max: most,
    timeWindow: '1 minute',
    // Answered by the server's own error handler.
    errorResponseBuilder: (_request, { statusCode }) =>
      Object.assign(new Error('rate limit'), { statusCode }),
  });
}
