/** What words are for, as people call it. */
import type { Template, TemplateSlot } from '../door/shapes.js';
import type { Words } from '../words/words.js';

/** A version’s name without its version: the slot’s own. */
export const slotNameOf = (template: string): string => template.split('@')[0] ?? template;

type Slot = Omit<TemplateSlot, 'slot'>;

/** `审批结果（通过）` */
export function aboutOf(
  { stage, decision, channel }: Pick<Slot, 'stage' | 'decision' | 'channel'>,
  words: Words,
): string {
  const name = words.stages[stage];
  if (decision !== undefined) return `${name}${words.aside(words.approvals.decisions[decision])}`;
  return stage === 'final-decision' && channel === 'voice'
    ? `${name}${words.aside(words.templates.anyDecision)}`
    : name;
}

/** `短信 · 中文 · 个人` */
export const wayOfSlot = ({ channel, locale, applicantType }: Slot, words: Words): string =>
  [words.channels[channel], words.templates.locales[locale], words.applicantTypes[applicantType]].join(' · ');

/** Of several versions the one that tells most of the slot: live, or else the newest that is not over. */
export const leadingVersion = (versions: readonly Template[]): Template | undefined =>
  versions.find(({ state }) => state === 'live') ?? versions.findLast(({ state }) => state !== 'retired');
