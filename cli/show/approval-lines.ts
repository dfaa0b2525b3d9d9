/** Approvals as lines and as JSON; what is sealed is in neither. */
import { stateAt } from '../../domain/approval/approval.js';
import type { ApprovalRow } from '../../ledger/approval/row.js';
import { colours } from '../terminal.js';
import type { Language } from '../terminal.js';
import { actWords, approvalStateWords } from './approval-words.js';
import { placeOf } from './timeline.js';

/** What `--json` prints of an approval; instants in epoch milliseconds. */
export const approvalJson = (row: ApprovalRow): Readonly<Record<string, unknown>> => ({
  ...Object.fromEntries(Object.entries(row).filter(([name]) => name !== 'sealed' && name !== 'digest')),
  state: stateAt(row, Date.now()),
});

/** One line: id, state, what is to be done about what, by whom, and until when. */
export function approvalLine(row: ApprovalRow, now: number, lang: Language): string {
  const state = stateAt(row, now);
  const isWaiting = state === 'proposed' || state === 'acted-alone';
  const colour = isWaiting ? colours.yellow : colours.dim;
  const about = [row.applicationId, row.subject === row.applicationId ? null : row.subject];
  const until = state === 'proposed' ? row.expiresAt : state === 'acted-alone' ? row.reviewBy : null;
  const by = row.reviewedBy ?? row.decidedBy;
  const said = {
    en: [`proposed by ${row.proposedBy}`, by === null ? '' : `decided by ${by}`],
    zh: [`提议 ${row.proposedBy}`, by === null ? '' : `审批 ${by}`],
  }[lang];
  return [
    row.approvalId,
    colour(approvalStateWords[state][lang]),
    actWords[row.kind][lang],
    ...about.filter((one) => one !== null),
    ...details(row, lang),
    ...said.filter((one) => one !== ''),
    ...(until === null ? [] : [{ en: 'until ', zh: '期限 ' }[lang] + new Date(until).toISOString()]),
    ...(row.verdict === null ? [] : [verdictWords[row.verdict][lang]]),
  ].join('  ');
}

const verdictWords = {
  endorsed: { en: 'endorsed', zh: '认可' },
  objected: { en: 'objected to', zh: '有异议' },
} as const;

function details({ act, reason }: ApprovalRow, lang: Language): string[] {
  const why = reason === null ? [] : [reason];
  switch (act.kind) {
    case 'contact-change':
      return [[...act.replaces, ...act.removes.map((name) => `-${name}`)].join(', ')];
    case 'route-hold':
      return [{ en: 'held until ', zh: '暂停至 ' }[lang] + new Date(act.expiresAt).toISOString(), ...why];
    case 'route-weight':
      return [
        `${{ en: 'weight', zh: '权重' }[lang]} ${act.weight} → ${new Date(act.expiresAt).toISOString()}`,
        ...why,
      ];
    case 'corrected-decision':
      return [placeOf(act, lang)];
    case 'incident-close':
      return [`#${act.incidentId}`, ...why];
    case 'compensation':
      return [`#${act.incidentId}`, `${act.offer} × ${act.count}`, ...why];
    case 'unreachable':
    case 'words':
      return why;
  }
}
