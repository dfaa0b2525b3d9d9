import { Radio } from 'antd';
import { useId, useState } from 'react';
import { wayOf } from '../application/way.js';
import { hold } from '../door/route-questions.js';
import type { RouteInForce } from '../door/shapes.js';
import { useWords } from '../frame/language.js';
import type { Done } from './done.js';
import { OrderForm, useOrder } from './order-form.js';
import { Consequences, SetDialog } from './set-dialog.js';
import { channelName, leftBy, providerOf, routesOf, useNames } from './target.js';

interface HoldDialogProps {
  readonly routes: readonly RouteInForce[];
  readonly route: string;
  readonly close: () => void;
  readonly done: (done: Done) => void;
}

/** Keeps a route, or all of its provider, from new notices for a while. */
export function HoldDialog({ routes, route, close, done }: HoldDialogProps) {
  const allWords = useWords();
  const words = allWords.routes;
  const { namesOf } = useNames(routes);
  const order = useOrder();
  const [target, setTarget] = useState(route);
  const whomId = useId();
  const provider = providerOf(route);
  const ofProvider = routesOf(routes, provider);
  const act = async (): Promise<boolean> => {
    const given = order.take();
    if (given === undefined) return false;
    done({ kind: 'held', target, order: given, outcome: await hold(target, given) });
    return true;
  };
  return (
    <SetDialog
      title={words.holdOf(wayOf(route, allWords))}
      button={words.holdAct}
      isGrave
      act={act}
      close={close}
    >
      {ofProvider.length > 1 && (
        <>
          <p className="field" id={whomId}>
            {words.whom}
          </p>
          <Radio.Group
            className="choices"
            aria-labelledby={whomId}
            value={target}
            onChange={(event) => setTarget(event.target.value as string)}
            options={[
              { value: route, label: words.onlyThis(wayOf(route, allWords)) },
              { value: provider, label: words.wholeProvider(provider, namesOf(ofProvider)) },
            ]}
          />
        </>
      )}
      <OrderForm {...order} />
      <Consequences>
        {leftBy(routes, target).map(({ channel, held, instead }) =>
          instead.length === 0 ? (
            <li key={channel} className="grave">
              {words.closes(channelName(channel, allWords))}
            </li>
          ) : (
            <li key={channel}>{words.goesBy(namesOf(held), namesOf(instead))}</li>
          ),
        )}
        <li>{words.onItsWay}</li>
        {!order.draft.isAlone && <li>{words.mayWait}</li>}
      </Consequences>
    </SetDialog>
  );
}
