/** Which words a route carries for a notice: the live ones of the ledger, rendered for this applicant. */
import { channelOf } from '../../domain/attempt/route.js';
import type { Route } from '../../domain/attempt/route.js';
import { assertNever } from '../../domain/failure/assert-never.js';
import { referenceOf } from '../../domain/ids/ids.js';
import type { LeftOutRoute, NotAllowedReason } from '../../domain/plan/left-out.js';
import { renderWords } from '../../domain/words/render.js';
import { isWordChannel, wordChannels } from '../../domain/words/slot.js';
import { wordsNameOf } from '../../domain/words/template.js';
import type { Template } from '../../domain/words/template.js';
import { slotOf, wordFields } from '../../domain/words/word-fields.js';
import type { WordFacts } from '../../domain/words/word-fields.js';
import type { Queryable } from '../../ledger/ledger.js';
import { liveTemplates } from '../../ledger/words/row.js';
import type { World } from '../world.js';
import type { Wording } from './carrier.js';

/** Words ready to be sent, and their name: `templateId@version`. */
export interface Phrased {
  readonly words: string;
  readonly wording: Wording;
}

/** Why a route has no words to carry, and which fields of theirs stand in the way. */
export type Unworded = { readonly lacking: Exclude<NotAllowedReason, 'no-consent' | 'route-held'> } & Pick<
  LeftOutRoute,
  'fields'
>;

/** The words of one notice by route, or why this route may not carry any. */
export type Phrasing = (route: Route) => Phrased | Unworded;

/**
 * Reads the live words a notice may go in. A route has none where nothing is live, its provider did not
 * approve them for this route, or what they say is not known of this applicant or too long.
 */
export async function openPhrasing(
  world: World,
  tx: Queryable,
  notice: Omit<WordFacts, 'callBackNumber'>,
): Promise<Phrasing> {
  const facts = { ...notice, callBackNumber: world.configuration.staff.callBackNumber };
  const slots = wordChannels.map((channel) => slotOf(facts, channel));
  const live = new Map((await liveTemplates(tx, slots)).map((template) => [template.channel, template]));
  return (route) => {
    const channel = channelOf(route);
    const template = isWordChannel(channel) ? live.get(channel) : undefined;
    return template === undefined ? { lacking: 'words-not-approved' } : phrase(template, route, facts);
  };
}

function phrase(template: Template, route: Route, facts: WordFacts): Phrased | Unworded {
  const rendering = renderWords(template, wordFields(facts));
  if ('missing' in rendering) return { lacking: 'field-missing', fields: rendering.missing };
  if ('tooLong' in rendering) return { lacking: 'field-too-long', fields: rendering.tooLong };
  const { ok: rendered } = rendering;
  const words = wordsNameOf(template);
  switch (rendered.channel) {
    case 'sms':
    case 'voice': {
      const templateCode = template.providerCodes[route];
      if (templateCode === undefined) return { lacking: 'words-not-approved-by-provider' };
      return {
        words,
        wording: { channel: rendered.channel, templateCode, templateParam: rendered.variables },
      };
    }
    case 'push':
      return { words, wording: { ...rendered, data: { reference: referenceOf(facts.key) } } };
    case 'email':
      return { words, wording: { ...rendered, reference: referenceOf(facts.key) } };
    default:
      return assertNever(rendered);
  }
}
