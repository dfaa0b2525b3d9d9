/** Where somebody writes why; what is typed belongs to whoever shows it. */
import { Input } from 'antd';
import { useId } from 'react';

interface ReasonFieldProps {
  readonly label: string;
  readonly hint?: string;
  /** Said below it while nothing is wrong. */
  readonly note?: string;
  readonly value: string;
  readonly change: (value: string) => void;
  /** What is wrong with it, where somebody has tried. */
  readonly fault?: string | undefined;
  readonly isRequired?: boolean;
  readonly hasFocus?: boolean;
  readonly most?: number;
  readonly rows?: number;
}

export function ReasonField({
  label,
  hint,
  note = '',
  value,
  change,
  fault,
  isRequired = true,
  hasFocus = false,
  most = 500,
  rows = 3,
}: ReasonFieldProps) {
  const id = useId();
  const faultId = useId();
  return (
    <>
      <label className="field" htmlFor={id}>
        {label}
      </label>
      <Input.TextArea
        id={id}
        value={value}
        onChange={({ target }) => change(target.value)}
        {...(hint === undefined ? {} : { placeholder: hint })}
        rows={rows}
        maxLength={most}
        aria-required={isRequired}
        aria-invalid={fault !== undefined}
        aria-describedby={faultId}
        status={fault === undefined ? '' : 'error'}
        // What is written about an applicant is kept by no browser, and sent to no spelling checker.
        autoComplete="off"
        spellCheck={false}
        autoFocus={hasFocus}
      />
      <p id={faultId} className={fault === undefined && note !== '' ? 'faint' : 'fault'} role="status">
        {fault ?? note}
      </p>
    </>
  );
}
