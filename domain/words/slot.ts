/** What a template is for: one slot has at most one live template, and its name says which slot it is. */
import type { Channel } from '../attempt/route.js';
import { isStage, stages } from '../stage/stage.js';
import type { Stage } from '../stage/stage.js';

/** Channels that carry written words; what a call says is not built. */
export const wordChannels = ['sms', 'push', 'email'] as const satisfies readonly Channel[];
export type WordChannel = (typeof wordChannels)[number];

export const locales = ['zh-CN', 'en'] as const;
export type Locale = (typeof locales)[number];

export const applicantTypes = ['person', 'company'] as const;
export type ApplicantType = (typeof applicantTypes)[number];

/** A final decision has words of its own for each outcome: no template can say the wrong one. */
export const decisions = ['approved', 'declined', 'conditional'] as const;
export type Decision = (typeof decisions)[number];

/** Stage × decision × channel × language × kind of applicant. */
export interface TemplateSlot {
  readonly stage: Stage;
  /** Always with a final decision, never with another stage. */
  readonly decision?: Decision;
  readonly channel: WordChannel;
  readonly locale: Locale;
  readonly applicantType: ApplicantType;
}

const within = <Word extends string>(words: readonly Word[], text: string): Word | undefined =>
  words.find((word) => word === text);

export const isWordChannel = (channel: Channel): channel is WordChannel =>
  within<Channel>(wordChannels, channel) !== undefined;

/** A slot in one word: `final-decision.approved.sms.zh-CN.person`. The ledger spells it the same way. */
export const templateIdOf = ({ stage, decision, channel, locale, applicantType }: TemplateSlot): string =>
  [stage, ...(decision === undefined ? [] : [decision]), channel, locale, applicantType].join('.');

/** Reads what {@link templateIdOf} wrote; undefined for anything else. */
export function slotFrom(templateId: string): TemplateSlot | undefined {
  const [first = '', ...rest] = templateId.split('.');
  if (!isStage(first)) return undefined;
  const decision = first === 'final-decision' ? within(decisions, rest.shift() ?? '') : undefined;
  if (first === 'final-decision' && decision === undefined) return undefined;
  const [channelName = '', localeName = '', typeName = '', ...more] = rest;
  const channel = within(wordChannels, channelName);
  const locale = within(locales, localeName);
  const applicantType = within(applicantTypes, typeName);
  if (channel === undefined || locale === undefined || applicantType === undefined || more.length > 0)
    return undefined;
  return { stage: first, ...(decision === undefined ? {} : { decision }), channel, locale, applicantType };
}

/** Every slot a complete set of words fills, in a fixed order. */
export const allSlots = (): TemplateSlot[] =>
  stages.flatMap((stage) =>
    (stage === 'final-decision' ? decisions : [undefined]).flatMap((decision) =>
      wordChannels.flatMap((channel) =>
        locales.flatMap((locale) =>
          applicantTypes.map((applicantType) => ({
            stage,
            ...(decision === undefined ? {} : { decision }),
            channel,
            locale,
            applicantType,
          })),
        ),
      ),
    ),
  );
