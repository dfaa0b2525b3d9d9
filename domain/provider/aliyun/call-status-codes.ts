import type { CodeMeaning, CodeRow } from '../code-table.js';

const row = (code: string, meaning: CodeMeaning, zh: string, en: string): CodeRow => ({
  code,
  meaning,
  source: 'receipt',
  zh,
  en,
  doc: 'https://help.aliyun.com/document_detail/112804.html',
});

/**
 * How a call ended (`status_code` of VoiceReport), one row a code. A network that says a number is empty has
 * looked it up to connect the call, so here a number can be proven wrong, as no SMS receipt can.
 */
// prettier-ignore
export const callStatusCodes: readonly CodeRow[] = [
  row('200000', 'delivered', '接听并听完', 'picked up and heard to the end'),
  row('200001', 'unreachable', '接听后提前挂断，没有听完', 'picked up, but hung up before the end'),
  row('200002', 'unreachable', '用户占线', 'the line was busy'),
  row('200003', 'unreachable', '无人接听', 'nobody picked up'),
  row('200004', 'wrong-number', '空号', 'nobody has this number'),
  row('200005', 'unreachable', '无法接通', 'the number could not be reached'),
  row('200007', 'unreachable', '不在服务区', 'the handset is out of area'),
  row('200010', 'unreachable', '用户关机', 'the handset is off'),
  row('200011', 'suspect-number', '用户停机', 'the number is suspended'),
  // States on the way: dialled, ringing, picked up, a key pressed.
  row('2001*', 'pending', '呼叫进行中', 'the call is under way'),
  row('300000', 'pending', '呼叫进行中（按键）', 'the call is under way (a key was pressed)'),
];
