/** Taking one's own proposal back. */
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { answerOf, api } from '../door/api.js';
import type { WholeApproval } from '../door/shapes.js';
import { useWords } from '../frame/language.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { useSettling } from './settle.js';

interface WithdrawProps {
  readonly approval: WholeApproval;
  readonly done: () => void;
}

export function Withdraw({ approval, done }: WithdrawProps) {
  const { approvals, frame } = useWords();
  const { decide } = approvals;
  const [isAsking, setIsAsking] = useState(false);
  const { isSending, failure, send } = useSettling(done);
  const withdraw = async (): Promise<void> => {
    const params = { path: { approvalId: approval.approvalId } };
    if (await send(() => answerOf(api.POST('/v1/approvals/{approvalId}/withdraw', { params }))))
      setIsAsking(false);
  };
  return (
    <>
      <div className="buttons">
        <Button onClick={() => setIsAsking(true)}>{decide.withdraw}</Button>
      </div>
      <Modal
        open={isAsking}
        title={decide.withdrawTitle}
        okText={decide.withdraw}
        cancelText={frame.cancel}
        confirmLoading={isSending}
        onOk={() => void withdraw()}
        onCancel={() => setIsAsking(false)}
      >
        <p>{decide.withdrawText}</p>
        {failure !== undefined && <ProblemNotice failure={failure} />}
      </Modal>
    </>
  );
}
