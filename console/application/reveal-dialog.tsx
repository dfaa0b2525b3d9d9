/** Asks why somebody must see contacts in full: that is put on record before anything is shown. */
import { Checkbox, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { answerOf, api } from '../door/api.js';
import type { RevealedContacts } from '../door/shapes.js';
import { useWords } from '../frame/language.js';
import { ProblemNotice } from '../frame/problem-notice.js';

interface RevealDialogProps {
  readonly applicationId: string;
  readonly isOpen: boolean;
  readonly close: () => void;
  readonly show: (contacts: RevealedContacts) => void;
}

export function RevealDialog({ applicationId, isOpen, close, show }: RevealDialogProps) {
  const { contactPanel: panel, frame } = useWords();
  const [reason, setReason] = useState('');
  const [withApplicant, setWithApplicant] = useState(false);
  const [isMissing, setIsMissing] = useState(false);
  const [isSending, setIsSending] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const reasonId = useId();
  const faultId = useId();

  const reveal = async (): Promise<void> => {
    const given = reason.trim();
    setIsMissing(given === '');
    setFailure(undefined);
    if (given === '') return;
    setIsSending(true);
    try {
      const contacts = await answerOf(
        api.POST('/v1/applications/{applicationId}/contacts/reveal', {
          params: { path: { applicationId } },
          body: { reason: given, ...(withApplicant ? { applicant: true } : {}) },
        }),
      );
      setReason('');
      show(contacts);
    } catch (caught) {
      setFailure(caught);
    } finally {
      setIsSending(false);
    }
  };

  return (
    <Modal
      open={isOpen}
      title={panel.revealTitle}
      okText={panel.show}
      cancelText={frame.cancel}
      confirmLoading={isSending}
      onOk={() => void reveal()}
      onCancel={close}
    >
      <p>{panel.revealText}</p>
      <label className="field" htmlFor={reasonId}>
        {panel.reason}
      </label>
      <Input.TextArea
        id={reasonId}
        value={reason}
        onChange={({ target }) => {
          setReason(target.value);
          setIsMissing(false);
        }}
        placeholder={panel.reasonHint}
        rows={3}
        maxLength={500}
        aria-required="true"
        aria-invalid={isMissing}
        aria-describedby={faultId}
        status={isMissing ? 'error' : ''}
        autoComplete="off"
        spellCheck={false}
        autoFocus
      />
      <p id={faultId} className="fault" role="status">
        {isMissing ? panel.reasonMissing : ''}
      </p>
      <Checkbox checked={withApplicant} onChange={({ target }) => setWithApplicant(target.checked)}>
        {panel.withApplicant}
      </Checkbox>
      {failure !== undefined && <ProblemNotice failure={failure} />}
    </Modal>
  );
}
