/** Asks why somebody must see what is hidden: that is put on record before anything is shown. */
import { Modal } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useWords } from './language.js';
import { ProblemNotice } from './problem-notice.js';
import { ReasonField } from './reason-field.js';
import { useSending } from './sending.js';
import { useWayBack } from './way-back.js';

interface RevealDialogProps<Found> {
  readonly isOpen: boolean;
  readonly says: {
    readonly title: string;
    readonly text: string;
    readonly ok: string;
    readonly reason: string;
    readonly hint: string;
    readonly missing: string;
  };
  /** Asks the API; what it throws is shown, and what was typed stays. */
  readonly ask: (reason: string) => Promise<Found>;
  readonly show: (found: Found) => void;
  readonly close: () => void;
  /** What else may be chosen. */
  readonly children?: ReactNode;
}

export function RevealDialog<Found>({ isOpen, says, ask, show, close, children }: RevealDialogProps<Found>) {
  const { frame } = useWords();
  const [reason, setReason] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const { isSending, failure, send, forget } = useSending();
  const goBack = useWayBack(isOpen);

  const reveal = async (): Promise<void> => {
    const given = reason.trim();
    setIsMissing(given === '');
    forget();
    if (given === '') return;
    await send(async () => {
      const found = await ask(given);
      setReason('');
      show(found);
    });
  };

  return (
    <Modal
      open={isOpen}
      title={says.title}
      okText={says.ok}
      cancelText={frame.cancel}
      confirmLoading={isSending}
      onOk={() => void reveal()}
      onCancel={close}
      afterClose={goBack}
    >
      <p>{says.text}</p>
      <ReasonField
        label={says.reason}
        hint={says.hint}
        value={reason}
        change={(value) => {
          setReason(value);
          setIsMissing(false);
        }}
        fault={isMissing ? says.missing : undefined}
        hasFocus
      />
      {children}
      {failure !== undefined && <ProblemNotice failure={failure} />}
    </Modal>
  );
}
