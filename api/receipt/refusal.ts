import type { FastifyReply } from 'fastify';

/**
 * Answers with an error as problem+json (RFC 9457). Aliyun reads `code`: anything but 0 makes it push
 * again, so no error of ours can pass for an acknowledgement.
 */
export const problem = (reply: FastifyReply, status: number, title: string): FastifyReply =>
  reply.code(status).type('application/problem+json').send({ title, status, code: 1 });

/** The one answer for whatever is not there: it never repeats the address, which may hold a secret. */
export const notFound = (reply: FastifyReply): FastifyReply => problem(reply, 404, 'not found');

/** Whether an address lies where providers push to, whatever else is wrong with it. */
export const isPushAddress = (url: string): boolean =>
  url.startsWith('/v1/receipts') || url.startsWith('/v1/replies');
