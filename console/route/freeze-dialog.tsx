import { Checkbox } from 'antd';
import { useState } from 'react';
import { wayOf } from '../application/way.js';
import { freeze } from '../door/route-questions.js';
import type { RouteInForce } from '../door/shapes.js';
import { useWords } from '../frame/language.js';
import type { Done } from './done.js';
import { OrderForm, useOrder } from './order-form.js';
import { Consequences, SetDialog } from './set-dialog.js';

interface FreezeDialogProps {
  readonly route: RouteInForce;
  readonly close: () => void;
  readonly done: (done: Done) => void;
}

/** Has the monitor leave the shares of a route as they are for a while, or sets them back and has it leave them so. */
export function FreezeDialog({ route, close, done }: FreezeDialogProps) {
  const allWords = useWords();
  const words = allWords.routes;
  const order = useOrder();
  const [restores, setRestores] = useState(false);
  const isMoved = route.shares.length > 0;
  const act = async (): Promise<boolean> => {
    const given = order.take();
    if (given === undefined) return false;
    const { reason, expiresAt } = given;
    await freeze(route.route, { reason, expiresAt, restore: restores });
    done({ kind: 'frozen', target: route.route, order: given });
    return true;
  };
  return (
    <SetDialog
      title={words.freezeOf(wayOf(route.route, allWords))}
      button={words.freezeAct}
      act={act}
      close={close}
    >
      <OrderForm {...order} isOnesOwn />
      {isMoved && (
        <Checkbox checked={restores} onChange={({ target }) => setRestores(target.checked)}>
          {words.restoreShares}
        </Checkbox>
      )}
      <Consequences>
        <li>{words.freezeKeeps}</li>
        {isMoved && <li>{restores ? words.freezeRestores : words.freezeLeaves}</li>}
        <li>{words.freezeTells}</li>
      </Consequences>
    </SetDialog>
  );
}
