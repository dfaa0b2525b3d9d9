/** One of several, by the browser's own list, which telephones and screen readers know. */
import { useId } from 'react';

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly choose: (value: string) => void;
  readonly options: readonly { readonly value: string; readonly name: string; readonly lang?: string }[];
  readonly fault?: string | undefined;
  readonly isDisabled?: boolean;
}

export function Choice({ label, value, choose, options, fault, isDisabled = false }: ChoiceProps) {
  const id = useId();
  const faultId = useId();
  return (
    <div>
      <label className="field" htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        className="choice-list"
        value={value}
        disabled={isDisabled}
        onChange={({ target }) => choose(target.value)}
        aria-invalid={fault !== undefined}
        aria-describedby={faultId}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} lang={option.lang}>
            {option.name}
          </option>
        ))}
      </select>
      <p id={faultId} className="fault choice-fault" role="status">
        {fault}
      </p>
    </div>
  );
}
