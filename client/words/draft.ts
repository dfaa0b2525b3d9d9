/** Words for applicants are proposed as they are drafted; a second person has them approved. */
import type { ProposedActOf } from '../../domain/approval/act.js';
import type { Actor } from '../../domain/approval/who-may.js';
import { Refusal } from '../../domain/failure/catalogue.js';
import { isSamePerson } from '../../domain/human-task/human-task.js';
import { wordsNameFrom, wordsNameOf } from '../../domain/words/template.js';
import type { WordsName, WrittenTemplate } from '../../domain/words/template.js';
import type { ApprovalRow } from '../../ledger/approval/row.js';
import { markCarriedOut } from '../../ledger/approval/step.js';
import type { Queryable } from '../../ledger/ledger.js';
import { approveTemplate, draftTemplate, holdSlot } from '../../ledger/words/life.js';
import { findTemplate } from '../../ledger/words/row.js';
import { proposeIn } from '../approval/propose.js';
import type { Act, ApprovalTimes } from '../approval/world.js';

/** A draft, and the approval it waits for. */
export interface Drafted {
  readonly name: WordsName;
  readonly approval: ApprovalRow;
}

/** Takes words down as a draft and proposes them. Refused: `words-faulty`, `forbidden`. */
export async function draftWords(
  tx: Queryable,
  times: ApprovalTimes,
  template: WrittenTemplate,
  { actor, at }: { readonly actor: Actor; readonly at: number },
): Promise<Drafted> {
  const name = await draftTemplate(tx, template, { staffRef: actor.account, at });
  return { name, approval: await proposed(tx, times, name, { actor, at }) };
}

/** Proposes a draft anew, whose approval expired or was rejected. Refused: `words-unknown`, `words-step`. */
export async function proposeWords(
  tx: Queryable,
  times: ApprovalTimes,
  name: WordsName,
  by: { readonly actor: Actor; readonly at: number },
): Promise<Drafted> {
  await holdSlot(tx, name.templateId);
  const template = await findTemplate(tx, name);
  if (template === undefined) throw new Refusal('words-unknown');
  if (template.state !== 'draft') throw new Refusal('words-step', [`state: ${template.state}`]);
  return { name, approval: await proposed(tx, times, name, by) };
}

const proposed = (
  tx: Queryable,
  times: ApprovalTimes,
  name: WordsName,
  { actor, at }: { readonly actor: Actor; readonly at: number },
): Promise<ApprovalRow> =>
  proposeIn(tx, times, { act: { kind: 'words', words: wordsNameOf(name) }, actor }, at, (open) =>
    wordsAct.isOvertaken(tx, open, at),
  );

const nameIn = ({ act }: ApprovalRow): WordsName => {
  const name = wordsNameFrom((act as ProposedActOf<'words'>).words);
  if (name === undefined) throw new Error('an approval is about words of no name');
  return name;
};

/** Approves the words; whoever wrote them is no second person, whoever proposed them. */
export const wordsAct: Act = {
  hold: (tx, approval) => holdSlot(tx, nameIn(approval).templateId),
  isOvertaken: async (tx, approval) => (await findTemplate(tx, nameIn(approval)))?.state !== 'draft',
  isOwn: async (tx, approval, { account }) =>
    isSamePerson((await findTemplate(tx, nameIn(approval)))?.draftedBy ?? '', account),
  carryOut: async (tx, approval, { at, confirmedBy }) => {
    await approveTemplate(tx, nameIn(approval), { staffRef: confirmedBy ?? approval.proposedBy, at });
    await markCarriedOut(tx, approval, at);
    return undefined;
  },
};
