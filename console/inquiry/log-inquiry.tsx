/** One quiet control: the applicant asks why. Put on record once, with the cause of that moment. */
import { Button, Dropdown } from 'antd';
import { useRef, useState } from 'react';
import { answerOf, api } from '../door/api.js';
import { hasRole, useWho } from '../door/session.js';
import type { InquiryRecorded } from '../door/shapes.js';
import { useWords } from '../frame/language.js';
import { useMoments } from '../frame/moment.js';
import { ProblemNotice } from '../frame/problem-notice.js';

const channels = ['phone', 'branch', 'other'] as const;
type Channel = (typeof channels)[number];

/** Shown to those who may record one. */
export function LogInquiry({ applicationId }: { readonly applicationId: string }) {
  return hasRole(useWho(), 'staff', 'supervisor') ? <Log applicationId={applicationId} /> : null;
}

function Log({ applicationId }: { readonly applicationId: string }) {
  const { inquiry: words } = useWords();
  const { moment } = useMoments();
  const [recorded, setRecorded] = useState<InquiryRecorded>();
  const [isSending, setIsSending] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  // The next click may come before anything is drawn anew.
  const isUnderWay = useRef(false);
  const record = async (channel: Channel): Promise<void> => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    setIsSending(true);
    setFailure(undefined);
    try {
      setRecorded(await answerOf(api.POST('/v1/inquiries', { body: { applicationId, channel } })));
    } catch (caught) {
      setFailure(caught);
    } finally {
      isUnderWay.current = false;
      setIsSending(false);
    }
  };
  return (
    <div className="log-inquiry">
      <span role="status" className="faint">
        {recorded !== undefined && words.logged(moment(recorded.askedAt), words.causes[recorded.cause])}
      </span>
      {recorded === undefined ? (
        <Dropdown
          trigger={['click']}
          disabled={isSending}
          menu={{
            items: channels.map((channel) => ({ key: channel, label: words.channels[channel] })),
            onClick: ({ key }) => void record(key as Channel),
          }}
        >
          <Button size="small" loading={isSending} title={words.hint}>
            {words.log}
          </Button>
        </Dropdown>
      ) : (
        <Button size="small" type="text" onClick={() => setRecorded(undefined)}>
          {words.again}
        </Button>
      )}
      {failure !== undefined && <ProblemNotice failure={failure} />}
    </div>
  );
}
