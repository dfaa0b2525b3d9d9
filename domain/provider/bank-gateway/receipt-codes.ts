import type { CodeMeaning, CodeRow } from '../code-table.js';
import { gatewayDoc } from './request-codes.js';

const row = (code: string, meaning: CodeMeaning, zh: string, en: string): CodeRow => ({
  code,
  meaning,
  source: 'receipt',
  zh,
  en,
  doc: gatewayDoc,
});

/**
 * Every `code` of a delivery report or a look-up, one row a code. None is `wrong-number`: what a carrier reports of one
 * SMS never proves a number wrong.
 */
// prettier-ignore
export const gatewayReceiptCodes: readonly CodeRow[] = [
  row('delivered', 'delivered', '用户接收成功', 'delivered to the handset'),
  row('taken', 'pending', '已受理，尚无运营商回执', 'taken, no carrier report yet'),
  row('carrier-unknown', 'pending', '运营商报告状态未知', 'the carrier does not know'),
  row('number-empty', 'suspect-number', '空号', 'the carrier has no such number'),
  row('number-suspended', 'suspect-number', '停机', 'the number is suspended'),
  row('number-abnormal', 'suspect-number', '号码状态异常（空号、停机或关机）', 'empty, suspended or off; the carrier does not tell'),
  row('handset-off', 'unreachable', '关机', 'the handset is off'),
  row('handset-away', 'unreachable', '不在服务区', 'the handset is out of area'),
  row('handset-full', 'unreachable', '手机终端问题（内存满等）', 'handset trouble (memory full and the like)'),
  row('expired', 'unreachable', '有效期内未能送达', 'not delivered while it was valid'),
  row('recipient-blocked', 'blocked', '号码在运营商黑名单中', 'the number is on the carrier’s blocklist'),
  row('recipient-refused', 'blocked', '用户已退订或拒收', 'the recipient refused or unsubscribed'),
  row('recipient-limit', 'blocked', '该号码达到发送频率上限', 'this number reached its frequency cap'),
  row('content-stopped', 'content-rejected', '内容被运营商拦截', 'the words were stopped by the carrier'),
  row('sender-not-registered', 'misconfigured', '签名或端口未完成报备', 'the sender is not registered with the carrier'),
  row('carrier-failed', 'provider-down', '运营商通道故障，未送达', 'the carrier failed and did not deliver'),
];
