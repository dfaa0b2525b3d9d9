/** Incidents in words. */
import { affectedWords, compensationWords } from '../../domain/incident/words/states.js';
import { stepWords } from '../../domain/incident/words/steps.js';
import { affectedStates, isAccountedFor } from '../../domain/incident/affected.js';
import { compensationStates } from '../../domain/incident/compensation.js';
import type { WholeIncident } from '../../client/incident/read.js';
import type { AffectedRow } from '../../ledger/incident/affected.js';
import type { IncidentRow } from '../../ledger/incident/row.js';
import type { CompensationRow } from '../../ledger/compensation/row.js';
import { colours } from '../terminal.js';
import type { Language } from '../terminal.js';
import { inWords } from './plain-words.js';

const at = (instant: number): string => new Date(instant).toISOString();

const placeOf = ({ target, province, carrier }: IncidentRow): string =>
  [target, province, carrier].filter((part) => part !== null).join(' ');

/** `#3  open  sms/aliyun 广东  2026-11-30T01:00:00Z – …  due …`. */
export function incidentLine(row: IncidentRow, lang: Language): string {
  const { incidentId, closedAt, fromAt, untilAt, dueAt, overdueAt } = row;
  const state =
    closedAt !== null
      ? colours.green({ en: 'closed', zh: '已结束' }[lang])
      : overdueAt !== null
        ? colours.red({ en: 'overdue', zh: '已超期' }[lang])
        : colours.yellow({ en: 'open', zh: '处理中' }[lang]);
  const range = `${at(fromAt)} – ${untilAt === null ? '…' : at(untilAt)}`;
  const end = closedAt === null ? { en: `due ${at(dueAt)}`, zh: `期限 ${at(dueAt)}` }[lang] : at(closedAt);
  return `#${incidentId}  ${state}  ${placeOf(row)}  ${range}  ${end}`;
}

/** One as it stands: its line, how far it is, and what was done. */
export function incidentPage(
  { incident, progress, counts, compensation, steps }: WholeIncident,
  lang: Language,
): string {
  const { affected, accountedFor, untold, undecided } = progress;
  const far = {
    en: `${accountedFor} of ${affected} accounted for, ${untold} untold, ${undecided} messages undecided`,
    zh: `共 ${affected} 条通知：${accountedFor} 条已有交代，${untold} 条尚未告知；另有 ${undecided} 条消息尚无法判断`,
  }[lang];
  return [
    incidentLine(incident, lang),
    incident.reason,
    untold + undecided > 0 ? colours.yellow(far) : colours.green(far),
    ...affectedStates
      .filter((state) => (counts[state] ?? 0) > 0)
      .map((state) => `  ${String(counts[state]).padStart(6)}  ${affectedWords[lang][state]}`),
    ...compensationStates
      .filter((state) => (compensation[state] ?? 0) > 0)
      .map(
        (state) =>
          `  ${String(compensation[state]).padStart(6)}  ${{ en: 'compensation', zh: '补偿' }[lang]}: ${compensationWords[lang][state]}`,
      ),
    ...steps.map(({ at: when, step, staffRef }) =>
      colours.dim(`  ${at(when)}  ${stepWords[lang][step]}${staffRef === null ? '' : `  ${staffRef}`}`),
    ),
  ].join('\n');
}

/** `LA-1  final decision/1  with staff  lost …`. */
export function affectedLine(row: AffectedRow, lang: Language): string {
  const { applicationId, stage, round, state, lostAt, lostRoute, toldAt, toldBy } = row;
  const became = affectedWords[lang][state];
  return [
    applicationId,
    `${inWords(stage, lang)}/${round}`,
    isAccountedFor(state) ? colours.green(became) : colours.yellow(became),
    colours.dim(`${lostRoute} ${at(lostAt)}`),
    ...(toldAt === null ? [] : [`${at(toldAt)}${toldBy === null ? '' : ` ${toldBy}`}`]),
  ].join('  ');
}

/** `LA-1  extra-credit  granted, to be told`. */
export const compensationLine = (
  { compensationId, applicationId, offer, state, toldAt, toldBy }: CompensationRow,
  lang: Language,
): string =>
  [
    compensationId,
    applicationId,
    offer,
    compensationWords[lang][state],
    ...(toldAt === null ? [] : [`${at(toldAt)} ${toldBy ?? ''}`.trim()]),
  ].join('  ');
