/** The window in which something is set or ended: it says what will happen before anything does. */
import { Modal } from 'antd';
import type { ReactNode } from 'react';
import { useWords } from '../frame/language.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { useSending } from '../frame/sending.js';
import { useWayBack } from '../frame/way-back.js';

interface SetDialogProps {
  readonly title: string;
  readonly button: string;
  /** Whether less goes on by it than before. */
  readonly isGrave?: boolean;
  readonly children: ReactNode;
  /** Does it; false where something is missing, which is then shown. A failure is told, and nothing typed is lost. */
  readonly act: () => Promise<boolean>;
  readonly close: () => void;
}

export function SetDialog({ title, button, isGrave = false, children, act, close }: SetDialogProps) {
  const { frame } = useWords();
  const { isSending, failure, send } = useSending();
  useWayBack(true);
  const set = async (): Promise<void> => {
    if (await act()) close();
  };
  return (
    <Modal
      open
      title={title}
      okText={button}
      okButtonProps={{ danger: isGrave }}
      cancelText={frame.cancel}
      confirmLoading={isSending}
      mask={{ closable: false }}
      onOk={() => void send(set)}
      onCancel={close}
      width={600}
    >
      {children}
      {failure !== undefined && <ProblemNotice failure={failure} />}
    </Modal>
  );
}

/** What the act comes to, in plain words. */
export function Consequences({ children }: { readonly children: ReactNode }) {
  const { routes: words } = useWords();
  return (
    <section className="consequences" aria-label={words.consequences}>
      <h3>{words.consequences}</h3>
      <ul>{children}</ul>
    </section>
  );
}
