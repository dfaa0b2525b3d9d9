import { end } from '../door/route-questions.js';
import type { RouteInForce } from '../door/shapes.js';
import { useWords } from '../frame/language.js';
import type { Done } from './done.js';
import { SetDialog } from './set-dialog.js';
import { useNames } from './target.js';

interface EndDialogProps {
  readonly routes: readonly RouteInForce[];
  readonly route: RouteInForce;
  readonly what: 'hold' | 'weight' | 'freeze';
  readonly close: () => void;
  readonly done: (done: Done) => void;
}

/** Ends a hold, or another weight, before its time. */
export function EndDialog({ routes, route, what, close, done }: EndDialogProps) {
  const { routes: words } = useWords();
  const { targetName } = useNames(routes);
  // What is set for a whole provider is ended as a whole.
  const target = route[what]?.target ?? route.route;
  const name = targetName(target);
  const act = async (): Promise<boolean> => {
    await end(what, target);
    done({ kind: 'ended', target });
    return true;
  };
  const said = {
    hold: { title: words.endHoldTitle(name), button: words.endHoldAct, text: words.endHoldText(name) },
    weight: {
      title: words.endWeightTitle(name),
      button: words.endWeightAct,
      text: words.endWeightText(String(route.configuredWeight)),
    },
    freeze: { title: words.thawTitle(name), button: words.thawAct, text: words.thawText },
  }[what];
  return (
    <SetDialog title={said.title} button={said.button} act={act} close={close}>
      <p>{said.text}</p>
    </SetDialog>
  );
}
