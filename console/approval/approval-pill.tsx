import { Pill } from '../application/state-pill.js';
import type { Tone } from '../application/state-pill.js';
import type { Approval } from '../door/shapes.js';
import { useWords } from '../frame/language.js';

const toneOf: Readonly<Record<Approval['state'], Tone>> = {
  proposed: 'ask',
  'acted-alone': 'act',
  approved: 'good',
  reviewed: 'good',
  rejected: 'alarm',
  expired: 'over',
  withdrawn: 'over',
  overtaken: 'over',
};

/** Where an approval stands; an objection is told apart from an endorsement. */
export function ApprovalPill({ state, verdict }: Pick<Approval, 'state' | 'verdict'>) {
  const { approvals } = useWords();
  const isObjected = state === 'reviewed' && verdict === 'objected';
  return (
    <Pill tone={isObjected ? 'alarm' : toneOf[state]}>
      {isObjected ? approvals.verdicts.objected : approvals.states[state]}
    </Pill>
  );
}
