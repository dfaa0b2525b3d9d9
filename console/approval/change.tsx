/** The change an approval is about, as far as there is more to see of it than its sentence. */
import type { WholeApproval } from '../door/shapes.js';
import { SealedPanel } from './sealed-panel.js';
import { WordsChange } from './words-change.js';

interface ChangeProps {
  readonly approval: WholeApproval;
  readonly seen: () => void;
}

export function Change({ approval, seen }: ChangeProps) {
  if (approval.kind === 'words') return <WordsChange template={approval.subject} />;
  return approval.applicationId === undefined ? null : <SealedPanel approval={approval} seen={seen} />;
}
