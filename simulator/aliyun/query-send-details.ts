import type { SmsAcceptance } from '../log-entry.js';
import { wallTimeOf, type Refusal } from './answer.js';

type Parameters = Readonly<Record<string, string>>;

const wholeNumber = (text: string | undefined): number =>
  text !== undefined && /^[1-9]\d{0,6}$/.test(text) ? Number(text) : NaN;

/** What the carrier has said by now: the last report that was due. A stale one says nothing new. */
function statusOf({ receipts }: SmsAcceptance, now: number): Record<string, unknown> {
  const last = receipts
    .filter(({ dueAt, receiptId }) => dueAt <= now && !receiptId.endsWith('/stale'))
    .at(-1);
  if (last === undefined || last.code === 'REQUEST_SUCCESS') return { SendStatus: 1 };
  return { SendStatus: last.success ? 3 : 2, ErrCode: last.code, ReceiveDate: wallTimeOf(last.dueAt) };
}

/**
 * The answer to QuerySendDetails: what was taken for a number on a day, the newest first, by pages.
 * As documented a row has the OutId and no BizId. `takenFor` gives a number's messages in their order.
 */
export function detailsOf(
  parameters: Parameters,
  takenFor: (phone: string) => readonly SmsAcceptance[],
  now: number,
): Record<string, unknown> | Refusal {
  for (const name of ['PhoneNumber', 'SendDate', 'PageSize', 'CurrentPage'])
    if ((parameters[name] ?? '') === '')
      return { code: `Missing${name}`, message: `${name} is mandatory for this action.` };
  const size = wholeNumber(parameters['PageSize']);
  const page = wholeNumber(parameters['CurrentPage']);
  if (!/^\d{8}$/.test(parameters['SendDate'] ?? '') || !(size <= 50) || Number.isNaN(page))
    return { code: 'isv.INVALID_PARAMETERS', message: '参数异常' };
  const phone = (parameters['PhoneNumber'] ?? '').replace(/^(?:\+|00)?86/, '');
  const found = takenFor(phone)
    .filter(
      (one) =>
        wallTimeOf(one.at).slice(0, 10).replaceAll('-', '') === parameters['SendDate'] &&
        (parameters['BizId'] === undefined || one.bizId === parameters['BizId']),
    )
    .toReversed();
  const rows = found.slice((page - 1) * size, page * size).map((one) => ({
    PhoneNum: one.phone,
    TemplateCode: one.templateCode,
    Content: `【】${Object.values(one.templateParam).join(' ')}`,
    OutId: one.outId,
    SendDate: wallTimeOf(one.at),
    ...statusOf(one, now),
  }));
  return { TotalCount: String(found.length), SmsSendDetailDTOs: { SmsSendDetailDTO: rows } };
}
