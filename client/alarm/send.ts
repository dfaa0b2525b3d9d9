import { assertNever } from '../../domain/failure/assert-never.js';
import { inWords } from '../../domain/alarm/message.js';
import type { ToldAlarm } from '../../domain/alarm/message.js';
import type { CopyAnswer, CopyOrder } from './copy.js';
import { mailCopy } from './mail.js';
import type { AlarmTelling, Responder, ResponderAddress } from './responder.js';
import { plainCopy, robotCopy } from './webhook.js';

/** Says the alarms as they stand now to one address of a responder; never throws for trouble on the way. */
export async function sendCopy(
  telling: AlarmTelling,
  { language }: Responder,
  address: ResponderAddress,
  alarms: readonly ToldAlarm[],
  order: CopyOrder,
): Promise<CopyAnswer> {
  const setting = { ...telling.setting, language };
  const spoken = inWords(alarms, setting);
  if (address.channel === 'email')
    return telling.mail === undefined
      ? { taken: false, trouble: 'no-mail-server' }
      : mailCopy(telling.mail, address, spoken, order);
  switch (address.template) {
    case 'plain':
      return plainCopy(address, alarms, { spoken, setting }, order);
    case 'dingtalk':
      return robotCopy(address, spoken, order);
    default:
      return assertNever(address);
  }
}

/** How long one copy may be on its way there. */
export const timeoutOf = ({ mail }: AlarmTelling, address: ResponderAddress): number =>
  address.channel === 'email' ? (mail?.timeoutMs ?? 0) : address.timeoutMs;
