import { readRows, replyOf } from '../../reply/reply.js';
import type { ArrivedReplies } from '../../reply/reply.js';

// A time without its offset could be any zone's.
const timeShape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;

/** Reads a push of the contract's, `{"replies":[{"replyId","from","text","at"}]}`; an entry without an id is none. */
export function parseGatewayReplies(body: unknown): ArrivedReplies {
  const entries: unknown =
    typeof body === 'object' && body !== null ? new Map(Object.entries(body)).get('replies') : null;
  return readRows(entries, (row) => {
    const at = row.get('at');
    const repliedAt = typeof at === 'string' && timeShape.test(at) ? Date.parse(at) : NaN;
    const reply = replyOf(row.get('from'), row.get('text'), {
      id: row.get('replyId'),
      repliedAt: Number.isNaN(repliedAt) ? undefined : repliedAt,
    });
    return reply?.providerReplyId === undefined ? undefined : reply;
  });
}
