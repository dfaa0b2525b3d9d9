/** What somebody else says of an act that was done alone. */
import { Button } from 'antd';
import { useState } from 'react';
import { answerOf, api } from '../door/api.js';
import { useWords } from '../frame/language.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { ReasonField } from '../frame/reason-field.js';
import type { DecidingProps } from './decide-form.js';
import { useSettling } from './settle.js';

export function ReviewForm({ approval, reason, setReason, done }: DecidingProps) {
  const { decide } = useWords().approvals;
  const [isMissing, setIsMissing] = useState(false);
  const { isSending, failure, send } = useSettling(done);
  const review = async (verdict: 'endorsed' | 'objected'): Promise<void> => {
    const given = reason.trim();
    const lacksReason = verdict === 'objected' && given === '';
    setIsMissing(lacksReason);
    if (lacksReason) return;
    const params = { path: { approvalId: approval.approvalId } };
    const body = { verdict, ...(given === '' ? {} : { reason: given }) };
    await send(() => answerOf(api.POST('/v1/approvals/{approvalId}/review', { params, body })));
  };
  return (
    <>
      <p>{decide.reviewText}</p>
      <ReasonField
        label={decide.objectReason}
        hint={decide.objectHint}
        value={reason}
        change={(value) => {
          setReason(value);
          setIsMissing(false);
        }}
        fault={isMissing ? decide.reasonMissing : undefined}
        isRequired={false}
        most={approval.applicationId === undefined ? 200 : 500}
      />
      <div className="buttons">
        <Button type="primary" onClick={() => void review('endorsed')} disabled={isSending}>
          {decide.endorse}
        </Button>
        <Button danger onClick={() => void review('objected')} disabled={isSending}>
          {decide.object}
        </Button>
      </div>
      {failure !== undefined && <ProblemNotice failure={failure} />}
    </>
  );
}
