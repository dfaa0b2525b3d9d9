/** What applicants read: the words of each slot, how they look, and the steps of their life. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { draftWords, proposeWords } from '../../client/words/draft.js';
import type { Drafted } from '../../client/words/draft.js';
import { isRoute } from '../../domain/attempt/route.js';
import { Refusal } from '../../domain/failure/catalogue.js';
import { speaksOfDecision } from '../../domain/words/slot.js';
import { stepFits, templateStates, wordsNameFrom, wordsNameOf } from '../../domain/words/template.js';
import type { WordsName, WrittenTemplate } from '../../domain/words/template.js';
import { approvalsBefore } from '../../ledger/approval/page.js';
import type { Queryable } from '../../ledger/ledger.js';
import { goLive, recordProviderApproval, retire } from '../../ledger/words/life.js';
import type { Deed } from '../../ledger/words/life.js';
import { allTemplates, findTemplate, templateHistory } from '../../ledger/words/row.js';
import type { TemplateRow } from '../../ledger/words/row.js';
import { approvalSchema } from '../approval/schemas.js';
import { sayProposed } from '../approval/view.js';
import { callerOf } from '../identity/guard.js';
import type { Role } from '../identity/principal.js';
import { refusals } from '../openapi/document.js';
import type { ApiWorld, Scope } from '../world.js';
import {
  previewSchema,
  providerApprovalSchema,
  slotSchema,
  templateDeeds,
  templateParams,
  templateSchema,
  wholeTemplateSchema,
  writtenSchema,
} from './schemas.js';
import { previewOf, slotViews, templateView, wholeTemplateView } from './view.js';

const tags = ['templates'];
const readers: readonly Role[] = ['staff', 'supervisor', 'engineer', 'auditor'];
const writers: readonly Role[] = ['staff', 'supervisor'];
const deciders: readonly Role[] = ['supervisor'];
const recorders: readonly Role[] = ['supervisor', 'engineer'];

/** `GET /v1/templates` and `POST /v1/templates/preview`. */
export function templateList(scope: Scope, world: ApiWorld): void {
  scope.get(
    '/v1/templates',
    {
      config: { roles: readers },
      schema: {
        tags,
        summary: 'Every version of the words of every slot, by name',
        querystring: z.strictObject({ state: z.enum(templateStates).optional() }),
        response: {
          200: z.object({
            templates: z.array(templateSchema),
            slots: z.array(slotSchema).meta({ description: 'every slot there is, in their order' }),
          }),
          ...refusals('request-invalid'),
        },
      },
    },
    async ({ query }) => ({
      templates: (await allTemplates(world.ledger, query.state)).map(templateView),
      slots: slotViews(),
    }),
  );

  scope.post(
    '/v1/templates/preview',
    {
      config: { roles: writers },
      schema: {
        tags,
        summary: 'How words would look, with made-up fields, or what is wrong with them; nothing is kept',
        body: writtenSchema,
        response: { 200: previewSchema, ...refusals('body-invalid') },
      },
    },
    ({ body }) => previewOf(writtenOf(body)),
  );
}

/** `GET /v1/templates/{template}`. */
export function templateReads(scope: Scope, world: ApiWorld): void {
  scope.get(
    '/v1/templates/:template',
    {
      config: { roles: readers },
      schema: {
        tags,
        summary: 'One version whole: its words, how they look, and who did what',
        params: templateParams,
        response: { 200: wholeTemplateSchema, ...refusals('words-unknown') },
      },
    },
    (request) => whole(world, world.ledger, request, named(request.params.template)),
  );
}

/** `POST /v1/templates` and the steps of a version's life. */
export function templateActs(scope: Scope, world: ApiWorld): void {
  const proposing = { 202: approvalSchema };
  const sayDrafted = async (
    request: FastifyRequest,
    reply: FastifyReply,
    act: (tx: Queryable, by: { actor: ReturnType<typeof callerOf>; at: number }) => Promise<Drafted>,
  ) => {
    const at = world.clock.now();
    const { approval } = await world.ledger.transaction((tx) => act(tx, { actor: callerOf(request), at }));
    return sayProposed(reply, approval, at);
  };
  scope.post(
    '/v1/templates',
    {
      config: { roles: writers },
      schema: {
        tags,
        summary: 'Take words down as the next version of their slot, and propose them to a second person',
        body: writtenSchema,
        response: { ...proposing, ...refusals('body-invalid', 'words-faulty') },
      },
    },
    (request, reply) =>
      sayDrafted(request, reply, (tx, by) =>
        draftWords(tx, world.configuration.approvals, writtenOf(request.body), by),
      ),
  );
  scope.post(
    '/v1/templates/:template/propose',
    {
      config: { roles: writers },
      schema: {
        tags,
        summary: 'Propose a draft anew, whose approval expired or was rejected',
        params: templateParams,
        response: { ...proposing, ...refusals('words-unknown', 'words-step', 'approval-open') },
      },
    },
    (request, reply) => {
      const name = named(request.params.template);
      return sayDrafted(request, reply, (tx, by) =>
        proposeWords(tx, world.configuration.approvals, name, by),
      );
    },
  );

  const step = async (
    request: FastifyRequest,
    name: WordsName,
    act: (tx: Queryable, deed: Deed) => Promise<unknown>,
  ) => {
    const deed = { staffRef: callerOf(request).account, at: world.clock.now() };
    return world.ledger.transaction(async (tx) => {
      await act(tx, deed);
      return whole(world, tx, request, name);
    });
  };
  for (const [path, summary, act] of [
    ['live', 'Send these words from now on; those live before are retired', goLive],
    ['retire', 'Do not use these words again', retire],
  ] as const)
    scope.post(
      `/v1/templates/:template/${path}`,
      {
        config: { roles: deciders },
        schema: {
          tags,
          summary,
          params: templateParams,
          response: { 200: wholeTemplateSchema, ...refusals('words-unknown', 'words-step') },
        },
      },
      (request) => {
        const name = named(request.params.template);
        return step(request, name, (tx, deed) => act(tx, name, deed));
      },
    );
  scope.post(
    '/v1/templates/:template/provider-approval',
    {
      config: { roles: recorders },
      schema: {
        tags,
        summary: 'Record that a provider approved an SMS or a call, under its code',
        params: templateParams,
        body: providerApprovalSchema,
        response: {
          200: wholeTemplateSchema,
          ...refusals('body-invalid', 'words-unknown', 'words-step', 'words-route', 'words-provider-code'),
        },
      },
    },
    (request) => {
      const name = named(request.params.template);
      const { route, code } = request.body;
      if (!isRoute(route)) throw new Refusal('words-route');
      return step(request, name, (tx, deed) => recordProviderApproval(tx, name, { route, code }, deed));
    },
  );
}

function named(text: string): WordsName {
  const name = wordsNameFrom(text);
  if (name === undefined) throw new Refusal('words-unknown');
  return name;
}

async function whole(world: ApiWorld, tx: Queryable, request: FastifyRequest, name: WordsName) {
  const template = await findTemplate(tx, name);
  if (template === undefined) throw new Refusal('words-unknown');
  const asked = { kind: 'words', subject: wordsNameOf(name), state: 'proposed' } as const;
  const [proposal] = await approvalsBefore(tx, asked, { now: world.clock.now(), most: 1 });
  const history = await templateHistory(tx, name);
  const may = deedsOf(template, proposal !== undefined, callerOf(request).roles);
  return wholeTemplateView(template, { history, proposal, may });
}

/** What somebody in these roles may do with a version as it stands; the same rules judge whoever tries. */
function deedsOf({ state, channel }: TemplateRow, isProposed: boolean, held: ReadonlySet<Role>) {
  const isIn = (allowed: readonly Role[]) => allowed.some((role) => held.has(role));
  const fits: Readonly<Record<(typeof templateDeeds)[number], boolean>> = {
    write: isIn(writers),
    propose: isIn(writers) && state === 'draft' && !isProposed,
    'provider-approval': isIn(recorders) && stepFits('provider-approved', state, channel),
    live: isIn(deciders) && stepFits('went-live', state, channel),
    retire: isIn(deciders) && stepFits('retired', state, channel),
  };
  return templateDeeds.filter((deed) => fits[deed]);
}

/** What was not given is left out; a slot nobody sends by is refused. */
function writtenOf({ decision, subject, title, ...written }: z.infer<typeof writtenSchema>): WrittenTemplate {
  if (speaksOfDecision(written.stage, written.channel) !== (decision !== undefined))
    throw new Refusal('body-invalid', [
      'decision: expected of a final decision by sms, push or email, and of nothing else',
    ]);
  return {
    ...written,
    ...(decision === undefined ? {} : { decision }),
    ...(subject === undefined ? {} : { subject }),
    ...(title === undefined ? {} : { title }),
  };
}
