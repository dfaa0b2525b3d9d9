import { Modal, Radio } from 'antd';
import { useId, useState } from 'react';
import { replay } from '../door/engineering-questions.js';
import type { Replay } from '../door/engineering-questions.js';
import type { UndeliveredWebhook } from '../door/shapes.js';
import { useWords } from '../frame/language.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { useSending } from '../frame/sending.js';
import { useWayBack } from '../frame/way-back.js';

/** What is to be sent once more: one that was not taken, or what an endpoint was told of lately. */
export type Meant =
  | { readonly kind: 'one'; readonly webhook: UndeliveredWebhook }
  | { readonly kind: 'lately'; readonly endpoint: string };

const hourMs = 3_600_000;
const spansMs = { hour: hourMs, day: 24 * hourMs, week: 7 * 24 * hourMs } as const;
type Span = keyof typeof spansMs;

interface ReplayDialogProps {
  readonly meant: Meant;
  readonly close: () => void;
  readonly done: (replayed: number) => void;
}

/** Has webhooks sent once more, and says what that means. */
export function ReplayDialog({ meant, close, done }: ReplayDialogProps) {
  const { engineering: words, frame } = useWords();
  const [span, setSpan] = useState<Span>('hour');
  const { isSending, failure, send } = useSending();
  useWayBack(true);
  const spanId = useId();
  const again = async (): Promise<void> => {
    done(await replay(bodyOf(meant, span)));
    close();
  };
  return (
    <Modal
      open
      title={meant.kind === 'one' ? words.replayOneTitle : words.replayLatelyTitle(meant.endpoint)}
      okText={words.replayOne}
      cancelText={frame.cancel}
      confirmLoading={isSending}
      onOk={() => void send(again)}
      onCancel={close}
    >
      {meant.kind === 'lately' && (
        <>
          <p className="field" id={spanId}>
            {words.occurred}
          </p>
          <Radio.Group
            aria-labelledby={spanId}
            value={span}
            onChange={({ target }) => setSpan(target.value as Span)}
            options={(Object.keys(spansMs) as Span[]).map((value) => ({ value, label: words.spans[value] }))}
          />
        </>
      )}
      <p className="replay-text">{words.replayText}</p>
      {failure !== undefined && <ProblemNotice failure={failure} />}
    </Modal>
  );
}

function bodyOf(meant: Meant, span: Span): Replay {
  if (meant.kind === 'one') {
    const { endpoint, announcement } = meant.webhook;
    return { endpoint, ids: [announcement.id] };
  }
  const now = Date.now();
  const from = new Date(now - spansMs[span]).toISOString();
  // What occurs while it is asked is meant too.
  return { endpoint: meant.endpoint, from, to: new Date(now + 60_000).toISOString() };
}
