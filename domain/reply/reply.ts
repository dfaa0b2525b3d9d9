/** What applicants answer by SMS, and what follows from it. */

/** A reply as a provider pushes it. */
export interface ArrivedReply {
  /** The sender's number as the provider writes it. */
  readonly mobile: string;
  /** At most {@link mostReplyCharacters} of it. */
  readonly text: string;
  /** The provider's own id of it, where it has one. */
  readonly providerReplyId?: string;
  /** When it was sent, epoch milliseconds. */
  readonly repliedAt?: number;
}

/** Ten SMS of seventy characters each; what is longer is cut. */
export const mostReplyCharacters = 700;

/** What a reply asks for; neither is the usual case: it is kept, and read by whoever has the right to. */
export interface ReplySaid {
  readonly unsubscribes: boolean;
  readonly complains: boolean;
}

const unsubscribing: ReadonlySet<string> = new Set([
  'T',
  'TD',
  '退订',
  '退訂',
  'TD退订',
  'T退订',
  '退订TD',
  '回T退订',
]);
const complaining = /投诉|投訴/u;

/**
 * Reads full-width as half-width and small as capital letters, and lets blanks and signs around words pass. To
 * unsubscribe, nothing but such a word may be said: 「我没有退订」 is none. 投诉 counts wherever it stands, since a
 * complaint overheard is worse than one person's look too many.
 */
export function readReply(text: string): ReplySaid {
  const words = text
    .normalize('NFKC')
    .toUpperCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  const others = words.filter((word) => !complaining.test(word));
  const said = others.join('');
  const unsubscribes =
    others.length > 0 && (unsubscribing.has(said) || others.every((word) => unsubscribing.has(word)));
  return { unsubscribes, complains: words.some((word) => complaining.test(word)) };
}

/** Number, text, and id as they may be kept; undefined where number or text cannot be read. */
export function replyOf(
  mobile: unknown,
  text: unknown,
  more: { readonly id?: unknown; readonly repliedAt?: number | undefined },
): ArrivedReply | undefined {
  const number = typeof mobile === 'number' ? String(mobile) : mobile;
  if (typeof number !== 'string' || !/^\+?[0-9]{5,20}$/.test(number) || typeof text !== 'string')
    return undefined;
  const id = typeof more.id === 'number' && Number.isSafeInteger(more.id) ? String(more.id) : more.id;
  const isId = typeof id === 'string' && /^[\x21-\x7e]{1,128}$/.test(id);
  return {
    mobile: number,
    // By whole characters: half of one could not be kept.
    text: Array.from(text).slice(0, mostReplyCharacters).join(''),
    ...(isId ? { providerReplyId: id } : {}),
    ...(more.repliedAt === undefined ? {} : { repliedAt: more.repliedAt }),
  };
}

/** What a body brings; what cannot be read of it is counted. */
export interface ArrivedReplies {
  readonly replies: readonly ArrivedReply[];
  readonly malformed: number;
}

/** Reads row by row, so that one that cannot be read does not lose the others; a body that is no list is one such row. */
export function readRows(
  rows: unknown,
  read: (row: ReadonlyMap<string, unknown>) => ArrivedReply | undefined,
): ArrivedReplies {
  if (!Array.isArray(rows)) return { replies: [], malformed: 1 };
  const replies = rows.flatMap((row: unknown) =>
    typeof row === 'object' && row !== null
      ? (read(new Map<string, unknown>(Object.entries(row))) ?? [])
      : [],
  );
  return { replies, malformed: rows.length - replies.length };
}
