/** Words under way: in this window's memory alone, so that leaving the page and coming back loses none of them. */
import { questions } from '../door/questions.js';

/** The parts as they are typed; a channel has none or one of the first two. */
export interface Draft {
  readonly subject: string;
  readonly title: string;
  readonly body: string;
}

const keyOf = (slot: string) => ['draft-words', slot];
// Nobody watches it while another page is shown.
questions.setQueryDefaults(['draft-words'], { gcTime: Infinity });

export const keptDraft = (slot: string): Draft | undefined => questions.getQueryData<Draft>(keyOf(slot));
export const keepDraft = (slot: string, draft: Draft): void =>
  void questions.setQueryData<Draft>(keyOf(slot), draft);
export const forgetDraft = (slot: string): void => questions.removeQueries({ queryKey: keyOf(slot) });
