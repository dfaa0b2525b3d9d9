/** The decisions of a day in words: how many stand how, and which do not agree. */
import type { DayRead, ReconciliationRead } from '../../client/reconciliation/read.js';
import type { TakenList } from '../../client/reconciliation/reconcile.js';
import { catalogue } from '../../domain/failure/catalogue.js';
import type { FailureCode } from '../../domain/failure/catalogue.js';
import { entryKinds } from '../../domain/reconciliation/reconciliation.js';
import type { EntryKind, ReconciliationCounts } from '../../domain/reconciliation/reconciliation.js';
import { colours } from '../terminal.js';
import type { Language } from '../terminal.js';
import { padColumns, widestOf } from './columns.js';
import { placeOf } from './timeline.js';

type Words = Readonly<Record<Language, string>>;

const kindWords: Readonly<Record<EntryKind | 'listed' | 'agreed', Words>> = {
  listed: { en: 'on the list', zh: '清单上的决定' },
  agreed: { en: 'reported as listed', zh: '已报送且一致' },
  'never-reported': { en: 'never reported', zh: '从未报送' },
  'report-refused': { en: 'reported, but refused', zh: '报送过，但未被接受' },
  'decision-differs': { en: 'reported with another decision', zh: '报送的决定与清单不同' },
  'awaiting-approval': { en: 'a correction that waits for a supervisor', zh: '更正待主管审批' },
  awaited: { en: 'not reported yet', zh: '尚未报送（宽限期内）' },
  overtaken: {
    en: 'not reported; overtaken by a later stage or a withdrawal',
    zh: '未报送，已被更后节点或撤回取代',
  },
  'not-on-list': { en: 'reported, but not on the list', zh: '已报送，但不在清单上' },
};

const grave: readonly EntryKind[] = ['never-reported', 'report-refused', 'decision-differs'];

/** What became of a list that was given. */
export const takenListInWords = ({ result, version }: TakenList, lang: Language): string =>
  ({
    created: { en: 'recorded', zh: '已记录' },
    replaced: {
      en: `recorded as version ${version}; it takes the place of the one before`,
      zh: `已记录为第 ${version} 版，取代前一版`,
    },
    known: { en: 'known already, nothing changed', zh: '此前已提交，无变化' },
  })[result][lang];

/** A day: its lists, a count a line, and a line for each decision that does not agree. */
export function reconciliationLines(read: ReconciliationRead, lang: Language): string {
  const { date, lists, counts, entries, next } = read;
  const width = widestOf(Object.values(kindWords).map((words) => words[lang]));
  const told = ['listed', 'agreed', ...entryKinds.filter((kind) => counts[kind] > 0)] as const;
  const idWidth = widestOf(entries.map(({ applicationId }) => applicationId));
  const placeWidth = widestOf(entries.map((entry) => placeOf(entry, lang)));
  return [
    ...lists.map(({ version, regions, putAt, putBy }) =>
      [
        colours.bold(date),
        { en: `version ${version}`, zh: `第 ${version} 版` }[lang],
        ...(regions.length === 0 ? [] : [regions.join(', ')]),
        putBy,
        colours.dim(new Date(putAt).toISOString()),
      ].join('  '),
    ),
    ...told.map((kind) => `  ${padColumns(kindWords[kind][lang], width)}  ${counts[kind]}`),
    ...entries.map((entry) =>
      [
        colours.bold(padColumns(entry.applicationId, idWidth)),
        padColumns(placeOf(entry, lang), placeWidth),
        (grave.includes(entry.kind) ? colours.red : colours.yellow)(whatOf(entry, lang)),
      ].join('  '),
    ),
    ...(next === undefined ? [] : [colours.dim(`… --after ${next}`)]),
  ].join('\n');
}

function whatOf(
  { kind, refusedCode, approvalId, applicationKnown }: ReconciliationRead['entries'][number],
  lang: Language,
) {
  const said = kindWords[kind][lang];
  if (refusedCode !== null && kind === 'report-refused') {
    const why = isFailureCode(refusedCode) ? catalogue[refusedCode][lang] : refusedCode;
    return { en: `${said}: ${why} (${refusedCode})`, zh: `${said}：${why}（${refusedCode}）` }[lang];
  }
  if (approvalId !== null && kind === 'awaiting-approval')
    return { en: `${said} (${approvalId})`, zh: `${said}（${approvalId}）` }[lang];
  if (applicationKnown) return said;
  return { en: `${said}, nor was the application`, zh: `${said}，申请也没有报送` }[lang];
}

const isFailureCode = (code: string): code is FailureCode => Object.hasOwn(catalogue, code);

/** The newest days, a line each: what of their lists does not agree. */
export function dayLines(days: readonly DayRead[], lang: Language): string {
  if (days.length === 0) return { en: 'no list was given yet', zh: '尚未提交过清单' }[lang];
  return days
    .map(({ date, regions, decisions, counts }) =>
      [
        colours.bold(date),
        ...(regions.length === 0 ? [] : [regions.join(', ')]),
        { en: `${decisions} on the list`, zh: `清单 ${decisions} 条` }[lang],
        summary(counts, lang),
      ].join('  '),
    )
    .join('\n');
}

function summary(counts: ReconciliationCounts, lang: Language): string {
  const wrong = entryKinds.filter((kind) => counts[kind] > 0);
  if (wrong.length === 0) return colours.green({ en: 'all agree', zh: '全部一致' }[lang]);
  return wrong
    .map((kind) =>
      (grave.includes(kind) ? colours.red : colours.yellow)(`${kindWords[kind][lang]} ${counts[kind]}`),
    )
    .join(lang === 'zh' ? '，' : ', ');
}
