import { readRows, replyOf } from '../../reply/reply.js';
import type { ArrivedReplies } from '../../reply/reply.js';

/**
 * Reads Tencent's SMS reply callback (短信回复): one JSON object with nationcode, mobile, text, sign, time (seconds since
 * 1970) and extend; documented at cloud.tencent.com/document/product/382/43548. It has no id of its own, so number,
 * time and text together are what a repetition is known by. A list of them is read too.
 */
export const parseTencentReplies = (body: unknown): ArrivedReplies =>
  readRows(Array.isArray(body) ? body : [body], (row) => {
    const nation = row.get('nationcode');
    const mobile = row.get('mobile');
    const time = row.get('time');
    const abroad = typeof nation === 'string' && /^\d{1,4}$/.test(nation) && nation !== '86';
    return replyOf(abroad && typeof mobile === 'string' ? `+${nation}${mobile}` : mobile, row.get('text'), {
      repliedAt:
        typeof time === 'number' && Number.isSafeInteger(time) && time > 0 ? time * 1_000 : undefined,
    });
  });
