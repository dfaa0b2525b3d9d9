import type { CodeMeaning, CodeRow } from '../code-table.js';

const doc = 'https://www.tencentcloud.com/document/product/382/35462';
const row = (code: string, meaning: CodeMeaning, zh: string, en: string): CodeRow => ({
  code,
  meaning,
  source: 'receipt',
  zh,
  en,
  doc,
});

/**
 * Codes of delivery reports (`errmsg` of a callback, `Description` of a pulled status), one row a code.
 * The last two are the report's status itself, for a report that describes it in words.
 */
// prettier-ignore
export const tencentReceiptCodes: readonly CodeRow[] = [
  row('DELIVRD', 'delivered', '用户接收成功', 'delivered to the handset'),
  row('UNDELIV', 'suspect-number', '停机、空号、关机或号码异常', 'off, out of service, empty or otherwise abnormal'),
  row('SUBFAIL', 'suspect-number', '运营商拒绝提交（号码格式等）', 'the carrier did not take it (the number’s form and the like)'),
  row('EXPIRED', 'unreachable', '寻呼不到终端或信号弱，超时', 'the handset was not reached in time'),
  row('DELETED', 'unreachable', '终端问题，短信被删除', 'dropped for trouble with the handset'),
  row('REJECTD', 'blocked', '被运营商拒绝（敏感内容、未报备或拒收）', 'refused by the carrier (words, filing or the recipient)'),
  row('UNKNOWN', 'pending', '未知错误，结果未知', 'carrier reports an unknown error'),
  row('COMFAIL', 'pending', '与运营商连接异常，结果未知', 'the line to the carrier failed, outcome unknown'),
  row('WTNFAIL', 'pending', '运营商网络抖动，结果未知', 'the carrier’s network wavered, outcome unknown'),
  row('SUCCESS', 'delivered', '用户接收成功', 'delivered to the handset'),
  row('FAIL', 'suspect-number', '接收失败，原因未说明', 'not delivered, no reason given'),
];
