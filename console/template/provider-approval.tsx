/** Takes down that a provider approved the words, and under which code. */
import { useQuery } from '@tanstack/react-query';
import { Input, Modal, Select } from 'antd';
import { useId, useState } from 'react';
import { wayOf } from '../application/way.js';
import { answerOf, api } from '../door/api.js';
import { templatesChanged } from '../door/template-questions.js';
import type { WholeTemplate } from '../door/shapes.js';
import { useWords } from '../frame/language.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { useSending } from '../frame/sending.js';

interface ProviderApprovalProps {
  readonly template: WholeTemplate;
  readonly isOpen: boolean;
  readonly close: () => void;
}

export function ProviderApproval({ template, isOpen, close }: ProviderApprovalProps) {
  const words = useWords();
  const { life } = words.templates;
  const [route, setRoute] = useState<string>();
  const [code, setCode] = useState('');
  const [hasTried, setHasTried] = useState(false);
  const { isSending, failure, send, forget } = useSending();
  const [routeId, codeId, routeFaultId, codeFaultId] = [useId(), useId(), useId(), useId()];
  const { data, error } = useQuery({
    queryKey: ['routes'],
    queryFn: () => answerOf(api.GET('/v1/routes', {})),
    enabled: isOpen,
  });
  const failed = failure ?? error ?? undefined;
  const routes = (data?.routes ?? [])
    .map((one) => one.route)
    .filter((one) => one.startsWith(`${template.channel}/`) && template.providerCodes[one] === undefined);
  const given = code.trim();
  const isCode = /^[A-Za-z0-9_-]{1,64}$/.test(given);
  const record = async (): Promise<void> => {
    setHasTried(true);
    forget();
    if (route === undefined || !isCode) return;
    await send(async () => {
      const params = { path: { template: template.template } };
      const body = { route, code: given };
      await answerOf(api.POST('/v1/templates/{template}/provider-approval', { params, body }));
      await templatesChanged();
      setRoute(undefined);
      setCode('');
      setHasTried(false);
      close();
    });
  };
  const lacksRoute = hasTried && route === undefined;
  const lacksCode = hasTried && !isCode;
  return (
    <Modal
      open={isOpen}
      title={life.provider}
      okText={life.record}
      cancelText={words.frame.cancel}
      confirmLoading={isSending}
      onOk={() => void record()}
      onCancel={close}
    >
      <p>{life.providerText}</p>
      <label className="field" htmlFor={routeId}>
        {life.route}
      </label>
      <Select
        id={routeId}
        className="provider-route"
        {...(route === undefined ? {} : { value: route })}
        onChange={setRoute}
        status={lacksRoute ? 'error' : ''}
        aria-describedby={routeFaultId}
        options={routes.map((one) => ({ value: one, label: wayOf(one, words) }))}
      />
      <p id={routeFaultId} className="fault" role="status">
        {lacksRoute ? life.routeMissing : ''}
      </p>
      <label className="field" htmlFor={codeId}>
        {life.code}
      </label>
      <Input
        id={codeId}
        value={code}
        onChange={({ target }) => setCode(target.value)}
        placeholder={life.codeHint}
        maxLength={64}
        aria-required="true"
        aria-invalid={lacksCode}
        aria-describedby={codeFaultId}
        status={lacksCode ? 'error' : ''}
        autoComplete="off"
        spellCheck={false}
      />
      <p id={codeFaultId} className="fault" role="status">
        {lacksCode ? life.codeMissing : ''}
      </p>
      {failed !== undefined && <ProblemNotice failure={failed} />}
    </Modal>
  );
}
