/** A human task as one line of a list. */
import { claimOf, correctionOf } from '../../domain/human-task/human-task.js';
import type { Masked } from '../../client/contact/masked.js';
import type { TaskRow } from '../../ledger/human-task/row.js';
import { colours } from '../terminal.js';
import type { Language } from '../terminal.js';
import { padColumns, widestOf } from './columns.js';
import { maskedWords } from './masked-words.js';
import { inWords } from './plain-words.js';
import { placeOf } from './timeline.js';

export type ShownTask = TaskRow & { readonly masked?: Masked | undefined };

/** Open tasks, a line each, their columns aligned: id, when it is due, application, applicant, place, what and why. */
export function taskLines(tasks: readonly ShownTask[], now: number, lang: Language): string[] {
  const rows = tasks.map((task) => {
    const leftMs = task.dueAt - now;
    return {
      task,
      isOverdue: leftMs < 0,
      due: dueIn(leftMs, lang),
      applicant: maskedWords(task.masked),
      place: task.stage === null ? (lang === 'zh' ? '联系方式' : 'contact') : placeOf(task, lang),
    };
  });
  const dueWidth = widestOf(rows.map(({ due }) => due));
  const idWidth = widestOf(rows.map(({ task }) => task.applicationId));
  const applicantWidth = widestOf(rows.map(({ applicant }) => applicant));
  const placeWidth = widestOf(rows.map(({ place }) => place));
  return rows.map(({ task, isOverdue, due, applicant, place }) => {
    const colour = isOverdue ? colours.red : colours.yellow;
    const [kind, because] = [inWords(task.kind, lang), inWords(task.because, lang)];
    return [
      task.taskId,
      colour(padColumns(due, dueWidth)),
      padColumns(task.applicationId, idWidth),
      ...(applicantWidth === 0 ? [] : [padColumns(applicant, applicantWidth)]),
      padColumns(place, placeWidth),
      `${lang === 'zh' ? `${kind}（${because}）` : `${kind} (${because})`}${whose(task, now, lang)}${corrected(task, now, lang)}`,
    ].join('  ');
  });
}

/** Who has taken it on now; nothing where nobody has. */
function whose(task: TaskRow, now: number, lang: Language): string {
  const claim = claimOf(task, now);
  if (claim === undefined) return '';
  return lang === 'zh' ? `，${claim.by} 已领取` : `, taken on by ${claim.by}`;
}

/** That a corrected decision waits, so that nobody tells the earlier one unawares. */
function corrected(task: TaskRow, now: number, lang: Language): string {
  const correction = correctionOf(task, now);
  if (correction === undefined) return '';
  return {
    en: `, a corrected decision waits (#${correction.round})`,
    zh: `，更正待审批（#${correction.round}）`,
  }[lang];
}

function dueIn(leftMs: number, lang: Language): string {
  const minutes = Math.round(Math.abs(leftMs) / 60_000);
  const [count, unit] = minutes < 120 ? [minutes, 'min' as const] : [Math.round(minutes / 60), 'h' as const];
  if (lang === 'en') return `${leftMs < 0 ? 'overdue by' : 'due in'} ${count} ${unit}`;
  return `${leftMs < 0 ? '已超期' : '剩余'} ${count} ${unit === 'min' ? '分钟' : '小时'}`;
}
