/** What each kind of approval lets happen. */
import type { ApprovalKind } from '../../domain/approval/approval.js';
import { incidentCloseAct } from '../incident/close.js';
import { compensationAct } from '../incident/compensate.js';
import { contactChangeAct } from '../intake/contact-correction.js';
import { correctedDecisionAct } from '../intake/corrected-decision.js';
import { setRouteAct } from '../route/set.js';
import { unreachableAct } from '../task/unreachable.js';
import { wordsAct } from '../words/draft.js';
import type { Act, ApprovalWorld } from './world.js';

const acts: Readonly<Record<ApprovalKind, (world: ApprovalWorld) => Act>> = {
  unreachable: () => unreachableAct,
  'contact-change': contactChangeAct,
  'route-hold': setRouteAct,
  'route-weight': setRouteAct,
  words: () => wordsAct,
  'corrected-decision': correctedDecisionAct,
  'incident-close': () => incidentCloseAct,
  compensation: () => compensationAct,
};

export const actOf = (world: ApprovalWorld, kind: ApprovalKind): Act => acts[kind](world);
