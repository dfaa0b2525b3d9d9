import { z } from 'zod';
import type { BankGatewayAccount } from './account.js';
import type { GatewayProblem } from './problem.js';

/** A message as the platform understood it. */
export interface GatewayOrder {
  readonly outId: string;
  readonly phone: string;
  readonly templateCode: string;
  readonly templateParam: Readonly<Record<string, string>>;
}

const bodySchema = z.object({
  reference: z.uuid(),
  to: z.string(),
  template: z.string().min(1),
  parameters: z.record(z.string(), z.string()),
});

const longestParameter = 200;

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Reads the body of `POST /v1/messages`: what is refused comes back with its code. */
export function gatewayOrderOf(
  text: string,
  { templates }: BankGatewayAccount,
): GatewayOrder | GatewayProblem {
  const read = bodySchema.safeParse(jsonOf(text));
  if (!read.success)
    return { code: 'request-malformed', message: 'the request is not as the contract has it' };
  const { reference, to, template, parameters } = read.data;
  if (!/^\+861[3-9]\d{9}$/.test(to)) return { code: 'number-invalid', message: 'no mobile number' };
  if (!templates.includes(template)) return { code: 'template-unknown', message: 'no such template' };
  if (Object.values(parameters).some((value) => Array.from(value).length > longestParameter))
    return { code: 'template-parameters', message: 'a parameter is too long' };
  return { outId: reference, phone: to.slice(3), templateCode: template, templateParam: parameters };
}
