import { end } from '../door/route-questions.js';
import type { RouteInForce } from '../door/shapes.js';
import { useWords } from '../frame/language.js';
import type { Done } from './done.js';
import { SetDialog } from './set-dialog.js';
import { useNames } from './target.js';

interface EndDialogProps {
  readonly routes: readonly RouteInForce[];
  readonly route: RouteInForce;
  readonly what: 'hold' | 'weight';
  readonly close: () => void;
  readonly done: (done: Done) => void;
}

/** Ends a hold, or another weight, before its time. */
export function EndDialog({ routes, route, what, close, done }: EndDialogProps) {
  const { routes: words } = useWords();
  const { targetName } = useNames(routes);
  // A hold of a whole provider is ended as a whole.
  const target = (what === 'hold' ? route.hold?.target : undefined) ?? route.route;
  const name = targetName(target);
  const act = async (): Promise<boolean> => {
    await end(what, target);
    done({ kind: 'ended', target });
    return true;
  };
  return (
    <SetDialog
      title={what === 'hold' ? words.endHoldTitle(name) : words.endWeightTitle(name)}
      button={what === 'hold' ? words.endHoldAct : words.endWeightAct}
      act={act}
      close={close}
    >
      <p>{what === 'hold' ? words.endHoldText(name) : words.endWeightText(String(route.configuredWeight))}</p>
    </SetDialog>
  );
}
