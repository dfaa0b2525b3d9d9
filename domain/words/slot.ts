/** What a template is for: one slot has at most one live template, and its name says which slot it is. */
import type { Channel } from '../attempt/route.js';
import { isStage, stages } from '../stage/stage.js';
import type { Stage } from '../stage/stage.js';

/** Channels that carry words; those of `voice` are spoken by the provider's machine. */
export const wordChannels = ['sms', 'push', 'email', 'voice'] as const satisfies readonly Channel[];
export type WordChannel = (typeof wordChannels)[number];

export const locales = ['zh-CN', 'en'] as const;
export type Locale = (typeof locales)[number];

export const applicantTypes = ['person', 'company'] as const;
export type ApplicantType = (typeof applicantTypes)[number];

/** A final decision has words of its own for each outcome: no template can say the wrong one. */
export const decisions = ['approved', 'declined', 'conditional'] as const;
export type Decision = (typeof decisions)[number];

/**
 * Whether a channel has words of its own for each decision. A call has not: nobody knows who picks up, so
 * it cannot say more than that there is news.
 */
export const speaksOfDecision = (stage: Stage, channel: WordChannel): boolean =>
  stage === 'final-decision' && channel !== 'voice';

/** Stage × decision × channel × language × kind of applicant. */
export interface TemplateSlot {
  readonly stage: Stage;
  /** With a final decision, but for a call; never with another stage. */
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
  const decision = first === 'final-decision' ? within(decisions, rest[0] ?? '') : undefined;
  const [channelName = '', localeName = '', typeName = '', ...more] =
    decision === undefined ? rest : rest.slice(1);
  const channel = within(wordChannels, channelName);
  if (channel !== undefined && speaksOfDecision(first, channel) !== (decision !== undefined))
    return undefined;
  const locale = within(locales, localeName);
  const applicantType = within(applicantTypes, typeName);
  if (channel === undefined || locale === undefined || applicantType === undefined || more.length > 0)
    return undefined;
  return { stage: first, ...(decision === undefined ? {} : { decision }), channel, locale, applicantType };
}

/** Every slot a complete set of words fills, in a fixed order. */
export const allSlots = (): TemplateSlot[] =>
  stages.flatMap((stage) =>
    wordChannels.flatMap((channel) =>
      (speaksOfDecision(stage, channel) ? decisions : [undefined]).flatMap((decision) =>
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
