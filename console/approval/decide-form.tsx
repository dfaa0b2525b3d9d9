/** Agreeing, after one more look; or not, and why. */
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { answerOf, api } from '../door/api.js';
import type { WholeApproval } from '../door/shapes.js';
import { useSpeech } from '../frame/language.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { ReasonField } from '../frame/reason-field.js';
import { useSettling } from './settle.js';

export interface DecidingProps {
  readonly approval: WholeApproval;
  readonly reason: string;
  readonly setReason: (reason: string) => void;
  /** It was done here. */
  readonly done: () => void;
}

export function DecideForm({
  approval,
  reason,
  setReason,
  done,
  hasSeen,
}: DecidingProps & { readonly hasSeen: boolean }) {
  const { language, words } = useSpeech();
  const { decide } = words.approvals;
  const [isRejecting, setIsRejecting] = useState(reason !== '');
  const [isAgreeing, setIsAgreeing] = useState(false);
  const [isMissing, setIsMissing] = useState(false);
  const { isSending, failure, send } = useSettling(done);
  const { approvalId, may } = approval;
  const params = { path: { approvalId } };
  const agree = async (): Promise<void> => {
    await send(() => answerOf(api.POST('/v1/approvals/{approvalId}/approve', { params })));
    setIsAgreeing(false);
  };
  const reject = async (): Promise<void> => {
    const given = reason.trim();
    setIsMissing(given === '');
    if (given === '') return;
    await send(() =>
      answerOf(api.POST('/v1/approvals/{approvalId}/reject', { params, body: { reason: given } })),
    );
  };
  return (
    <>
      {may.includes('reveal') && !hasSeen && <p className="waiting">{decide.unseen}</p>}
      {isRejecting ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void reject();
          }}
        >
          <ReasonField
            label={decide.rejectReason}
            hint={decide.rejectHint}
            value={reason}
            change={(value) => {
              setReason(value);
              setIsMissing(false);
            }}
            fault={isMissing ? decide.reasonMissing : undefined}
            most={approval.applicationId === undefined ? 200 : 500}
            hasFocus
          />
          <div className="buttons">
            <Button danger htmlType="submit" loading={isSending}>
              {decide.rejectSubmit}
            </Button>
            <Button onClick={() => setIsRejecting(false)}>{words.frame.cancel}</Button>
          </div>
        </form>
      ) : (
        <div className="buttons">
          <Button type="primary" onClick={() => setIsAgreeing(true)}>
            {decide.approve}
          </Button>
          <Button onClick={() => setIsRejecting(true)}>{decide.reject}</Button>
        </div>
      )}
      {failure !== undefined && <ProblemNotice failure={failure} />}
      <Modal
        open={isAgreeing}
        title={decide.approveTitle}
        okText={decide.approve}
        cancelText={words.frame.cancel}
        confirmLoading={isSending}
        onOk={() => void agree()}
        onCancel={() => setIsAgreeing(false)}
      >
        <p className="approval-would">{approval.would[language]}</p>
        <p className="faint">{decide.approveText}</p>
      </Modal>
    </>
  );
}
