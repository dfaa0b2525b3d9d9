/** The steps of a version's life that are whoever looks' to take. */
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import { answerOf, api } from '../door/api.js';
import { templatesChanged } from '../door/template-questions.js';
import type { WholeTemplate } from '../door/shapes.js';
import { useWho } from '../door/session.js';
import { useWords } from '../frame/language.js';
import { useMoments } from '../frame/moment.js';
import { approvalPlace, mayOpen, writePlace } from '../frame/places.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { ProviderApproval } from './provider-approval.js';

type Step = 'live' | 'retire';

export function LifePanel({ template }: { readonly template: WholeTemplate }) {
  const { templates, frame } = useWords();
  const { life } = templates;
  const [asking, setAsking] = useState<Step>();
  const [isRecording, setIsRecording] = useState(false);
  const [isSending, setIsSending] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const { may, state, template: name } = template;
  const params = { path: { template: name } };

  const send = async (act: () => Promise<unknown>): Promise<void> => {
    setIsSending(true);
    setFailure(undefined);
    try {
      await act();
    } catch (caught) {
      setFailure(caught);
    } finally {
      // Whatever came of it: somebody else may have been faster.
      await templatesChanged();
      setIsSending(false);
      setAsking(undefined);
    }
  };
  const steps: Readonly<Record<Step, () => Promise<unknown>>> = {
    live: () => answerOf(api.POST('/v1/templates/{template}/live', { params })),
    retire: () => answerOf(api.POST('/v1/templates/{template}/retire', { params })),
  };
  const propose = () => answerOf(api.POST('/v1/templates/{template}/propose', { params }));

  return (
    <section className="sheet life" aria-labelledby="life-heading">
      <header className="sheet-head">
        <h2 id="life-heading">{life.title}</h2>
      </header>
      <Proposed template={template} />
      {may.includes('live') && (
        <Button type="primary" block onClick={() => setAsking('live')}>
          {life.live}
        </Button>
      )}
      {may.includes('propose') && (
        <Button type="primary" block loading={isSending} onClick={() => void send(propose)}>
          {life.propose}
        </Button>
      )}
      {may.includes('provider-approval') && (
        <Button block onClick={() => setIsRecording(true)}>
          {life.provider}
        </Button>
      )}
      {may.includes('write') && (
        <Link href={writePlace(name)} className="life-link">
          {life.writeNext}
        </Link>
      )}
      {may.includes('retire') && (
        <Button danger block onClick={() => setAsking('retire')}>
          {life.retire}
        </Button>
      )}
      {may.length === 0 && template.proposal === undefined && <p className="faint">{life.none}</p>}
      {failure !== undefined && <ProblemNotice failure={failure} />}
      <Modal
        open={asking !== undefined}
        title={asking === 'retire' ? life.retireTitle : life.liveTitle}
        okText={asking === 'retire' ? life.retire : life.live}
        cancelText={frame.cancel}
        confirmLoading={isSending}
        onOk={() => asking !== undefined && void send(steps[asking])}
        onCancel={() => setAsking(undefined)}
      >
        <p>{asking === 'retire' ? life.retireText : life.liveText}</p>
        {asking === 'retire' && state === 'live' && <p className="fault">{life.retireLive}</p>}
      </Modal>
      <ProviderApproval template={template} isOpen={isRecording} close={() => setIsRecording(false)} />
    </section>
  );
}

/** The approval a draft waits for; a way there for those who have that page. */
function Proposed({ template: { proposal } }: { readonly template: WholeTemplate }) {
  const { life } = useWords().templates;
  const who = useWho();
  const { moment } = useMoments();
  if (proposal === undefined) return null;
  const place = approvalPlace(proposal.approvalId);
  return (
    <p className="waiting">
      {life.proposed(proposal.by, moment(proposal.until))}{' '}
      {mayOpen(who, place) && <Link href={place}>{life.toApproval}</Link>}
    </p>
  );
}
