import type { Channel } from '../attempt/route.js';
import type { Stage } from '../stage/stage.js';

/**
 * `preferred` waits for business hours, but neither longer than the rules' longest hold nor past
 * the date that makes the notice useless; `strict` waits for business hours whatever it takes.
 */
export type SendPolicy = 'preferred' | 'strict';

/** The policy of each stage and channel; what is not named is `preferred`. */
export type SendPolicies = Readonly<
  Record<Stage, Readonly<Partial<Record<Channel, SendPolicy | undefined>>>>
>;

export const defaultSendPolicies: SendPolicies = {
  'preliminary-approval': {},
  'supplementary-documents': {},
  'final-decision': {},
};

/** The policy that holds for a stage and channel. */
export const sendPolicyOf = (policies: SendPolicies, stage: Stage, channel: Channel): SendPolicy =>
  policies[stage][channel] ?? 'preferred';
