/** What every temporary setting needs: why, for how long, and whether it can wait for a second person. */
import { Checkbox, Radio } from 'antd';
import { useId, useState } from 'react';
import type { Order } from '../door/route-questions.js';
import { useWords } from '../frame/language.js';
import { useMoments } from '../frame/moment.js';
import { ReasonField } from '../frame/reason-field.js';
import type { Words } from '../words/words.js';

type Span = keyof Words['routes']['spans'];

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const spansMs: Readonly<Record<Span, number>> = {
  half: 30 * minuteMs,
  one: hourMs,
  two: 2 * hourMs,
  four: 4 * hourMs,
  eight: 8 * hourMs,
  day: 24 * hourMs,
  week: 7 * 24 * hourMs,
};

export interface OrderDraft {
  readonly reason: string;
  readonly span: Span;
  readonly isAlone: boolean;
  readonly whyAlone: string;
}

const empty: OrderDraft = { reason: '', span: 'one', isAlone: false, whyAlone: '' };

export interface OrderState {
  readonly draft: OrderDraft;
  readonly change: (changed: Partial<OrderDraft>) => void;
  readonly isFaulty: boolean;
  /** The order, where nothing is missing; else what is missing is shown. */
  readonly take: () => Order | undefined;
}

export function useOrder(): OrderState {
  const [draft, setDraft] = useState(empty);
  const [isFaulty, setIsFaulty] = useState(false);
  return {
    draft,
    isFaulty,
    change: (changed) => setDraft((before) => ({ ...before, ...changed })),
    take: () => {
      const reason = draft.reason.trim();
      const whyAlone = draft.whyAlone.trim();
      const isMissing = reason === '' || (draft.isAlone && whyAlone === '');
      setIsFaulty(isMissing);
      if (isMissing) return undefined;
      return {
        reason,
        expiresAt: endOf(draft.span),
        ...(draft.isAlone ? { breakGlass: { reason: whyAlone } } : {}),
      };
    },
  };
}

/** To the whole minute, as people set ends, and so that the same said twice within one is the same. */
function endOf(span: Span): string {
  return new Date(Math.ceil((Date.now() + spansMs[span]) / minuteMs) * minuteMs).toISOString();
}

/** `isOnesOwn`: one person may do it alone anyway, so there is no glass to break. */
export function OrderForm({
  draft,
  change,
  isFaulty,
  isOnesOwn = false,
}: OrderState & { readonly isOnesOwn?: boolean }) {
  const { routes: words } = useWords();
  const { moment } = useMoments();
  const spanId = useId();
  return (
    <>
      <ReasonField
        label={words.reason}
        hint={words.reasonHint}
        note={words.reasonNote}
        value={draft.reason}
        fault={isFaulty && draft.reason.trim() === '' ? words.reasonMissing : undefined}
        rows={2}
        change={(reason) => change({ reason })}
        most={200}
      />
      <p className="field" id={spanId}>
        {words.howLong}
      </p>
      <Radio.Group
        aria-labelledby={spanId}
        value={draft.span}
        onChange={({ target }) => change({ span: target.value as Span })}
        options={(Object.keys(spansMs) as Span[]).map((value) => ({ value, label: words.spans[value] }))}
      />
      <p className="faint">{words.endsAt(moment(endOf(draft.span)))}</p>
      {!isOnesOwn && (
        <div className="glass">
          <Checkbox checked={draft.isAlone} onChange={({ target }) => change({ isAlone: target.checked })}>
            {words.glass}
          </Checkbox>
          {draft.isAlone && (
            <>
              <p className="faint">{words.glassNote}</p>
              <ReasonField
                label={words.glassReason}
                value={draft.whyAlone}
                fault={isFaulty && draft.whyAlone.trim() === '' ? words.reasonMissing : undefined}
                rows={2}
                change={(whyAlone) => change({ whyAlone })}
                most={500}
              />
            </>
          )}
        </div>
      )}
    </>
  );
}
