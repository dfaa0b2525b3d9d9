import { useWords } from '../frame/language.js';
import type { NextStep, NoticeState } from '../door/shapes.js';

/** How much something asks of whoever reads it; each has a colour, and none is told by its colour alone. */
export type Tone = 'good' | 'over' | 'wait' | 'ask' | 'act' | 'alarm';

const toneOfState: Readonly<Record<NoticeState, Tone>> = {
  held: 'wait',
  sending: 'wait',
  'awaiting-receipt': 'wait',
  'with-staff': 'act',
  delivered: 'good',
  'completed-by-staff': 'good',
  superseded: 'over',
  withdrawn: 'over',
  unreachable: 'alarm',
};

export const toneOfStep: Readonly<Record<NextStep, Tone>> = {
  nothing: 'good',
  wait: 'wait',
  'ask-the-loan-system': 'ask',
  'tell-by-hand': 'act',
  'correct-contact': 'act',
  'extend-calendar': 'ask',
  'tell-a-supervisor': 'alarm',
  'tell-an-engineer': 'alarm',
};

export function Pill({ tone, children }: { readonly tone: Tone; readonly children: React.ReactNode }) {
  return <span className={`pill tone-${tone}`}>{children}</span>;
}

export function StatePill({ state }: { readonly state: NoticeState }) {
  const { states } = useWords();
  return <Pill tone={toneOfState[state]}>{states[state]}</Pill>;
}
