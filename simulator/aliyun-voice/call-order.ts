import { z } from 'zod';
import type { Refusal } from '../aliyun/answer.js';
import type { AliyunVoiceAccount } from './account.js';

/** A call as the provider understood it. */
export interface CallOrder {
  readonly phone: string;
  readonly templateCode: string;
  readonly templateParam: Readonly<Record<string, string>>;
  readonly outId: string;
}

const variables = z.record(z.string(), z.string());

function variablesOf(text: string): Record<string, string> | undefined {
  try {
    return variables.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Reads SingleCallByTts as the provider does: what it refuses comes back with its code. */
export function callOrderOf(
  parameters: Readonly<Record<string, string>>,
  { announcements, showNumbers }: AliyunVoiceAccount,
): CallOrder | Refusal {
  const { CalledNumber: phone = '', CalledShowNumber: shown, TtsCode: templateCode = '' } = parameters;
  for (const name of ['CalledNumber', 'TtsCode'])
    if ((parameters[name] ?? '') === '')
      return { code: `Missing${name}`, message: `${name} is mandatory for this action.` };
  if (shown === undefined ? showNumbers.length > 0 : !showNumbers.includes(shown))
    return { code: 'isv.DISPLAY_NUMBER_ILLEGAL', message: '号显不合法' };
  const announcement = announcements.find(({ code }) => code === templateCode);
  if (announcement === undefined) return { code: 'isv.TTS_TEMPLATE_ILLEGAL', message: 'TTS模板不合法' };
  if (!/^(?:1[3-9]\d{9}|0\d{9,11})$/.test(phone))
    return { code: 'isv.MOBILE_NUMBER_ILLEGAL', message: '号码格式非法' };
  const times = parameters['PlayTimes'];
  if (times !== undefined && !/^[123]$/.test(times))
    return { code: 'isv.INVALID_PARAMETERS', message: '参数异常' };
  const templateParam = variablesOf(parameters['TtsParam'] ?? '{}');
  if (templateParam === undefined) return { code: 'isv.INVALID_PARAMETERS', message: '参数异常' };
  if (announcement.variables.some((name) => (templateParam[name] ?? '') === ''))
    return { code: 'isv.TEMPLATE_MISSING_PARAMETERS', message: '文本转语音模板参数缺失' };
  return { phone, templateCode, templateParam, outId: parameters['OutId'] ?? '' };
}
