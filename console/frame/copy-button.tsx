import { Button } from 'antd';
import type { ButtonProps } from 'antd';
import { useEffect, useState } from 'react';
import { Icon } from './icon.js';
import { useWords } from './language.js';

type Outcome = 'copied' | 'failed';

interface CopyButtonProps extends Pick<ButtonProps, 'type' | 'size'> {
  readonly text: string;
  /** What is copied, in words. */
  readonly label: string;
  /** Whether the sign alone is shown. */
  readonly bare?: boolean;
}

/** Copies a text, and says whether it could. */
export function CopyButton({ text, label, bare = false, type, size }: CopyButtonProps) {
  const { frame } = useWords();
  const [outcome, setOutcome] = useState<Outcome>();
  useEffect(() => {
    if (outcome === undefined) return;
    const timer = setTimeout(() => setOutcome(undefined), 2_500);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = (): void => {
    // The clipboard is missing altogether where a page came over plain http from elsewhere than this machine.
    const clipboard = navigator.clipboard as Clipboard | undefined;
    const copied = clipboard?.writeText(text) ?? Promise.reject(new Error('no clipboard'));
    copied.then(
      () => setOutcome('copied'),
      () => setOutcome('failed'),
    );
  };
  const said = outcome === undefined ? '' : outcome === 'copied' ? frame.copied : frame.copyFailed;
  return (
    <>
      <Button
        type={type ?? 'default'}
        size={size ?? 'middle'}
        onClick={copy}
        icon={<Icon name={outcome === 'copied' ? 'mark' : 'copy'} size={16} />}
        {...(bare ? { 'aria-label': label, title: label } : {})}
      >
        {bare ? null : outcome === 'copied' ? frame.copied : label}
      </Button>
      <span role="status" className={outcome === 'failed' ? 'faint' : 'unseen'}>
        {said}
      </span>
    </>
  );
}
