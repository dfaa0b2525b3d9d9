/** A template as a file: lines of `name: value`, a blank line, the body. */
import { slotFrom } from './slot.js';
import type { WrittenTemplate } from './template.js';

const heads = ['template', 'subject', 'title'] as const;
type Head = (typeof heads)[number];

/** Reads a file; its faults name the line and what was expected. Whether the words are good is not judged. */
export function readWritten(
  text: string,
): { readonly template: WrittenTemplate } | { readonly faults: string[] } {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const blank = lines.findIndex((line) => line.trim() === '');
  if (blank === -1) return { faults: ['expected a blank line between the head and the words'] };
  const found = new Map<Head, string>();
  const faults: string[] = [];
  for (const [at, line] of lines.slice(0, blank).entries()) {
    const [, name = '', value = ''] = /^([a-z]+):\s*(.*)$/.exec(line) ?? [];
    const head = heads.find((one) => one === name);
    if (head === undefined)
      faults.push(`line ${at + 1}: expected one of ${heads.join(', ')}, a colon, a value`);
    else if (found.has(head)) faults.push(`line ${at + 1}: expected ${head} once`);
    else found.set(head, value.trim());
  }
  const slot = slotFrom(found.get('template') ?? '');
  if (slot === undefined)
    faults.push('template: expected a name such as final-decision.approved.sms.zh-CN.person');
  if (slot === undefined || faults.length > 0) return { faults };
  const subject = found.get('subject');
  const title = found.get('title');
  return {
    template: {
      ...slot,
      ...(subject === undefined ? {} : { subject }),
      ...(title === undefined ? {} : { title }),
      body: lines
        .slice(blank + 1)
        .join('\n')
        .trim(),
    },
  };
}
