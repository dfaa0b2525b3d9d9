import { CopyButton } from '../frame/copy-button.js';
import { useWords } from '../frame/language.js';
import { typedIn } from './draft.js';
import type { Draft } from './draft.js';

/** What was typed for a task that is somebody else's now, or over: to be copied before it goes. */
export function KeptDraft({ draft }: { readonly draft: Draft }) {
  const { done } = useWords().task;
  const typed = typedIn(draft);
  if (typed.length === 0) return null;
  return (
    <section className="sheet" aria-label={done.kept}>
      <p className="label">{done.kept}</p>
      <p className="kept">
        <bdi>{typed.join('\n')}</bdi>
      </p>
      <CopyButton text={typed.join('\n')} label={done.copyKept} size="small" />
    </section>
  );
}
