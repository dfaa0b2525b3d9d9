import type { z } from 'zod';
import type { Fault } from './configuration-fault.js';

type Issue = z.core.$ZodIssue;

const words: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
};

const quoted = (values: readonly unknown[]): string =>
  values.map((value) => JSON.stringify(value)).join(' or ');

/** Takes `expected …` from a schema's own message; the library's messages may repeat what it read. */
const ownWords = (issue: Issue): string | undefined =>
  issue.message.startsWith('expected ') ? issue.message.slice('expected '.length) : undefined;

function expectedOf(issue: Issue): string {
  const own = ownWords(issue);
  if (own !== undefined) return own;
  // Issues are the library's union, not ours: what is not named here is answered plainly.
  // eslint-disable-next-line @typescript-eslint/switch-exhaustiveness-check
  switch (issue.code) {
    case 'invalid_type':
      return words[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return quoted(issue.values);
    case 'too_small':
      return `${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}`;
    case 'too_big':
      return `${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}`;
    default:
      return 'another value';
  }
}

const joined = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? String(step) : `${text}.${String(step)}`;
  }, '');

/** The library's issues in our words: no value of the input in any of them. */
export function schemaFaults(issues: readonly Issue[]): Fault[] {
  return issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ path: joined([...issue.path, key]), expected: 'no field of this name' }))
      : [{ path: joined(issue.path), expected: expectedOf(issue) }],
  );
}
