import { Pill } from '../application/state-pill.js';
import type { Tone } from '../application/state-pill.js';
import type { Template } from '../door/shapes.js';
import { useWords } from '../frame/language.js';

const toneOf: Readonly<Record<Template['state'], Tone>> = {
  draft: 'ask',
  approved: 'wait',
  'provider-approved': 'wait',
  live: 'good',
  retired: 'over',
};

export function TemplatePill({ state }: Pick<Template, 'state'>) {
  const { templates } = useWords();
  return <Pill tone={toneOf[state]}>{templates.states[state]}</Pill>;
}
