import { Input } from 'antd';
import { useId, useState } from 'react';
import { wayOf } from '../application/way.js';
import { weigh } from '../door/route-questions.js';
import type { RouteInForce } from '../door/shapes.js';
import { useWords } from '../frame/language.js';
import { useAmounts } from '../live/amounts.js';
import type { Done } from './done.js';
import { OrderForm, useOrder } from './order-form.js';
import { Consequences, SetDialog } from './set-dialog.js';
import { shareOf, weightOf } from './target.js';

interface WeightDialogProps {
  readonly routes: readonly RouteInForce[];
  readonly route: RouteInForce;
  readonly close: () => void;
  readonly done: (done: Done) => void;
}

const mostWeight = 1_000;

function weightFrom(text: string): number | undefined {
  const weight = Number(text.trim());
  return text.trim() !== '' && weight > 0 && weight <= mostWeight ? weight : undefined;
}

/** Gives a route another share of its channel for a while. */
export function WeightDialog({ routes, route, close, done }: WeightDialogProps) {
  const allWords = useWords();
  const words = allWords.routes;
  const { share } = useAmounts();
  const order = useOrder();
  const [text, setText] = useState(String(weightOf(route)));
  const [isAsked, setIsAsked] = useState(false);
  const fieldId = useId();
  const faultId = useId();
  const weight = weightFrom(text);
  const isFaulty = isAsked && weight === undefined;
  const name = wayOf(route.route, allWords);
  const act = async (): Promise<boolean> => {
    setIsAsked(true);
    const given = order.take();
    if (given === undefined || weight === undefined) return false;
    const outcome = await weigh(route.route, { ...given, weight });
    done({ kind: 'weighed', target: route.route, order: given, outcome });
    return true;
  };
  return (
    <SetDialog title={words.weightOf(name)} button={words.weightAct} act={act} close={close}>
      <label className="field" htmlFor={fieldId}>
        {words.newWeight}
      </label>
      <Input
        id={fieldId}
        value={text}
        onChange={({ target }) => setText(target.value)}
        inputMode="decimal"
        aria-invalid={isFaulty}
        aria-describedby={faultId}
        status={isFaulty ? 'error' : ''}
        autoComplete="off"
      />
      <p id={faultId} className="fault" role="status">
        {isFaulty ? words.weightFault : ''}
      </p>
      <OrderForm {...order} />
      <Consequences>
        {weight !== undefined && (
          <li>
            {words.weightShifts(
              name,
              share(shareOf(routes, route), 1),
              share(shareOf(routes, route, weight), 1),
            )}
          </li>
        )}
        {!order.draft.isAlone && <li>{words.weightWaits}</li>}
      </Consequences>
    </SetDialog>
  );
}
