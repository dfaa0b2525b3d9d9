import { readRows, replyOf } from '../../reply/reply.js';
import type { ArrivedReplies } from '../../reply/reply.js';
import { instantOfWallTime } from './wall-time.js';

/**
 * Reads Aliyun's push of upstream messages (SmsUp, 上行短信): a JSON array of rows with phone_number, content,
 * send_time (China's wall time), sign_name, dest_code and sequence_id. It is acknowledged like its delivery reports.
 */
export const parseAliyunReplies = (body: unknown): ArrivedReplies =>
  readRows(body, (row) =>
    replyOf(row.get('phone_number'), row.get('content'), {
      id: row.get('sequence_id'),
      repliedAt: instantOfWallTime(row.get('send_time')),
    }),
  );
