/** Where somebody says when something was, in the bank's own time wherever their browser is. */
import { Button, Input } from 'antd';
import { useId } from 'react';
import { timeZone } from './moment.js';
import { wallOf } from './wall-clock.js';

interface InstantFieldProps {
  readonly label: string;
  /** Said below it while nothing is wrong. */
  readonly note?: string;
  /** As the field has it: `2026-11-30T16:20`, to the second perhaps. */
  readonly value: string;
  readonly change: (value: string) => void;
  readonly fault?: string | undefined;
  readonly isRequired?: boolean;
  /** Says the present moment; without it there is no button for that. */
  readonly now?: string;
}

export function InstantField(props: InstantFieldProps) {
  const { label, note = '', value, change, fault, isRequired = true, now } = props;
  const id = useId();
  const faultId = useId();
  return (
    <>
      <label className="field" htmlFor={id}>
        {label}
      </label>
      <span className="instant-field">
        <Input
          id={id}
          type="datetime-local"
          step={1}
          value={value}
          onChange={({ target }) => change(target.value)}
          aria-required={isRequired}
          aria-invalid={fault !== undefined}
          aria-describedby={faultId}
          status={fault === undefined ? '' : 'error'}
        />
        {now !== undefined && <Button onClick={() => change(wallOf(Date.now(), timeZone))}>{now}</Button>}
      </span>
      <p id={faultId} className={fault === undefined && note !== '' ? 'faint' : 'fault'} role="status">
        {fault ?? note}
      </p>
    </>
  );
}
