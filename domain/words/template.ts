/** Words for applicants: what a template is, how its versions are named, and the steps of its life. */
import type { TemplateSlot } from './slot.js';
import { slotFrom } from './slot.js';

/** Words as somebody wrote them, for one slot. */
export interface WrittenTemplate extends TemplateSlot {
  /** E-mails alone have one. */
  readonly subject?: string;
  /** Push messages alone have one. */
  readonly title?: string;
  /** Liquid, plain text; an e-mail's HTML is made from it. */
  readonly body: string;
}

/** One version of a slot's words; its text never changes, a change is a further version. */
export interface Template extends WrittenTemplate {
  readonly templateId: string;
  /** From 1, counted within the slot. */
  readonly version: number;
  /** By route, the code under which the provider approved these words; see {@link isApprovedByProvider}. */
  readonly providerCodes: Readonly<Record<string, string>>;
}

/** A version by name. */
export interface WordsName {
  readonly templateId: string;
  readonly version: number;
}

/** `final-decision.approved.sms.zh-CN.person@3`: what an attempt says it sent. */
export const wordsNameOf = ({ templateId, version }: WordsName): string => `${templateId}@${version}`;

/** Reads what {@link wordsNameOf} wrote; undefined for anything else. */
export function wordsNameFrom(text: string): WordsName | undefined {
  const [templateId = '', version = '', ...more] = text.split('@');
  if (more.length > 0 || slotFrom(templateId) === undefined || !/^[1-9]\d{0,5}$/.test(version))
    return undefined;
  return { templateId, version: Number(version) };
}

/** Whether the provider keeps the words of a channel itself, and approves them: its API takes a code for them. */
export const isApprovedByProvider = (channel: TemplateSlot['channel']): channel is 'sms' | 'voice' =>
  channel === 'sms' || channel === 'voice';

/**
 * `draft` → `approved` by a second person → `provider-approved` (SMS and calls need it) → `live` →
 * `retired`. Only live words are sent.
 */
export const templateStates = ['draft', 'approved', 'provider-approved', 'live', 'retired'] as const;
export type TemplateState = (typeof templateStates)[number];

/** What was done to a template, as its history names it. */
export const templateSteps = ['drafted', 'approved', 'provider-approved', 'went-live', 'retired'] as const;
export type TemplateStep = (typeof templateSteps)[number];

/** Whether a step may be taken from a state; a provider may approve live words for one more route. */
export function stepFits(
  step: TemplateStep,
  state: TemplateState,
  channel: TemplateSlot['channel'],
): boolean {
  const from: Readonly<Record<TemplateStep, readonly TemplateState[]>> = {
    drafted: [],
    approved: ['draft'],
    'provider-approved': isApprovedByProvider(channel) ? ['approved', 'provider-approved', 'live'] : [],
    'went-live': [isApprovedByProvider(channel) ? 'provider-approved' : 'approved'],
    retired: ['draft', 'approved', 'provider-approved', 'live'],
  };
  return from[step].includes(state);
}
