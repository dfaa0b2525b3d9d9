/** What happens with incidents and compensation, as it stands in the trail. */
import { isIncidentStep, stepWords } from '../../domain/incident/words/steps.js';
import type { EventKind } from '../../domain/event/event.js';
import type { EventRow } from '../../ledger/event/of-application.js';
import type { Language } from '../terminal.js';

type Detail = EventRow['detail'];
type IncidentEvent = Extract<EventKind, `incident-${string}` | `compensation-${string}`>;

const step = ({ incidentId, step: name, staffRef }: Detail, lang: Language): string => {
  const what = isIncidentStep(name) ? stepWords[lang][name] : '–';
  const by = typeof staffRef === 'string' ? { en: ` (${staffRef})`, zh: `（${staffRef}）` }[lang] : '';
  return `${{ en: 'incident', zh: '事故' }[lang]} ${typeof incidentId === 'number' ? incidentId : '–'}${{ en: ': ', zh: '：' }[lang]}${what}${by}`;
};
const ofStep = { en: (detail: Detail) => step(detail, 'en'), zh: (detail: Detail) => step(detail, 'zh') };

export const incidentEventWords: Readonly<
  Record<IncidentEvent, Readonly<Record<Language, (detail: Detail) => string>>>
> = {
  'incident-opened': ofStep,
  'incident-went-on': ofStep,
  'incident-closed': ofStep,
  'compensation-answered': {
    en: ({ result }) =>
      result === 'granted'
        ? 'the loan system granted a compensation'
        : 'the loan system refused a compensation',
    zh: ({ result }) => (result === 'granted' ? '信贷系统同意给予补偿' : '信贷系统不给予补偿'),
  },
};
