/** Found applications as lines: nothing of an applicant in them. */
import type { Found } from '../../client/search/search.js';
import { mostFound } from '../../client/search/search.js';
import { colours } from '../terminal.js';
import type { Language } from '../terminal.js';
import { padColumns, widestOf } from './columns.js';
import { inWords } from './plain-words.js';
import { placeOf } from './timeline.js';

export function foundLines(found: readonly Found[], lang: Language): string {
  if (found.length === 0) return { en: 'no application found', zh: '没有找到申请' }[lang];
  const idWidth = widestOf(found.map(({ applicationId }) => applicationId));
  const productWidth = widestOf(found.map(({ product }) => product));
  const lines = found.map(({ applicationId, product, inForce, notices }) => {
    const states = notices.map((notice) => `${placeOf(notice, lang)} ${inWords(notice.state, lang)}`);
    const none = { en: 'no stage was reported yet', zh: '尚无节点报送' }[lang];
    const former = { en: '(a former number)', zh: '（曾用号码）' }[lang];
    return [
      colours.bold(padColumns(applicationId, idWidth)),
      padColumns(product, productWidth),
      states.length === 0 ? colours.dim(none) : states.join(lang === 'zh' ? '；' : '; '),
      ...(inForce ? [] : [colours.yellow(former)]),
    ].join('  ');
  });
  if (found.length < mostFound) return lines.join('\n');
  const more = {
    en: `… only the newest ${mostFound} are shown; ask for the mobile number`,
    zh: `……仅显示最新的 ${mostFound} 个；请改用手机号查找`,
  }[lang];
  return [...lines, colours.dim(more)].join('\n');
}
