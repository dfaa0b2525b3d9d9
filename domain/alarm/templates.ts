/** How a message is written down: as an e-mail's text, as our own JSON, or as a DingTalk robot takes it. */
import { inOrder, mostListed, runbookOf } from './message.js';
import type { MessageSetting, SpokenLine, SpokenMessage, ToldAlarm } from './message.js';
import { severityOf } from './nature.js';
import { subjectInWords } from './subject.js';
import { alarmWords } from './words/by-language.js';

/** Subject and text of an e-mail. */
export const asEmail = ({ title, alarms, closing }: SpokenMessage): { subject: string; text: string } => ({
  subject: title,
  text: `${[
    ...alarms.map(({ head, details }) => [head, ...details.map(({ said }) => `  ${said}`)].join('\n')),
    closing.map(({ said }) => said).join('\n'),
  ].join('\n\n')}\n`,
});

/** Signs that would make a link, a picture or emphasis of somebody's text, each with one that only looks like it. */
const harmless: Readonly<Record<string, string>> = {
  '[': '［',
  ']': '］',
  '<': '＜',
  '>': '＞',
  '*': '＊',
  '`': '’',
};
const plain = (text: string): string => text.replace(/[[\]<>*`]/g, (sign) => harmless[sign] ?? sign);

/** An address is a link where it is one; a place in the repository is not. */
const linked = ({ said, link = '' }: SpokenLine): string =>
  /^https?:\/\/[^\s()[\]<>*`]+$/.test(link) ? said.replace(link, () => `[${link}](${link})`) : plain(said);

/**
 * A `markdown` message of a group robot. One that is long is refused; ten alarms are some 6 KB. Source: 自定义机器人接入,
 * open.dingtalk.com/document/robots/custom-robot-access.
 */
export const asDingTalk = ({ title, alarms, closing }: SpokenMessage): object => ({
  msgtype: 'markdown',
  markdown: {
    title,
    text: [
      `### ${plain(title)}`,
      ...alarms.map(({ head, details }) => [`**${plain(head)}**`, ...details.map(linked)].join('  \n')),
      ...closing.map(linked),
    ].join('\n\n'),
  },
});

/** Our own webhook: facts for a program, and the words beside them. */
export function asPlain(
  alarms: readonly ToldAlarm[],
  spoken: SpokenMessage,
  { language, runbooks }: MessageSetting,
  told: { readonly responder: string; readonly at: number },
): object {
  const iso = (instant: number): string => new Date(instant).toISOString();
  return {
    type: 'alarms',
    timestamp: iso(told.at),
    data: {
      responder: told.responder,
      title: spoken.title,
      alarms: inOrder(alarms)
        .slice(0, mostListed)
        .map((alarm) => ({
          alarmId: alarm.alarmId,
          what: alarm.what,
          kind: alarm.kind,
          severity: severityOf(alarm.kind),
          subject: subjectInWords(alarm, alarmWords[language]),
          ...(alarm.applicationId === null ? {} : { applicationId: alarm.applicationId }),
          openedAt: iso(alarm.openedAt),
          times: alarm.times,
          ...(alarm.extent === null ? {} : { extent: alarm.extent }),
          ...(alarm.resolvedAt === null ? {} : { resolvedAt: iso(alarm.resolvedAt) }),
          ...(alarm.acknowledgedBy === null ? {} : { acknowledgedBy: alarm.acknowledgedBy }),
          ...(alarm.what === 'over' ? {} : { step: alarm.step }),
          says: alarmWords[language].kinds[alarm.kind].what,
          follows: alarmWords[language].kinds[alarm.kind].follows,
          runbook: runbookOf(alarm.kind, runbooks),
        })),
      notListed: Math.max(0, alarms.length - mostListed),
    },
  };
}
