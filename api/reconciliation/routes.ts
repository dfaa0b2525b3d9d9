/** The bank's own list of a day's decisions: what it names and nobody reported is found out here. */
import { readReconciliation } from '../../client/reconciliation/read.js';
import { reconcile } from '../../client/reconciliation/reconcile.js';
import { decisionListSchema } from '../../domain/reconciliation/decision-schema.js';
import { callerOf } from '../identity/guard.js';
import { judgedByIntake } from '../judged-by-intake.js';
import { listLimitBytes } from '../limits.js';
import { refusals } from '../openapi/document.js';
import type { ApiWorld, Scope } from '../world.js';
import { dayParams, entryQuery, reconciledSchema, reconciliationSchema } from './schemas.js';
import { reconciliationView } from './view.js';

const tags = ['reconciliations'];

/** `PUT` and `GET /v1/reconciliations/{date}`. */
export function reconciliationRoutes(scope: Scope, world: ApiWorld): void {
  scope.put(
    '/v1/reconciliations/:date',
    {
      // A day's whole list is read and judged before it is answered.
      config: { roles: ['loan-system'], mostAnswerMs: 120_000 },
      bodyLimit: listLimitBytes,
      validatorCompiler: judgedByIntake,
      schema: {
        tags,
        summary: 'Give the list of all decisions of a day; given anew, it takes the place of the one before',
        params: dayParams,
        body: decisionListSchema.meta({ id: 'DecisionList' }),
        response: {
          201: reconciledSchema,
          200: reconciledSchema,
          ...refusals('request-invalid', 'body-too-large'),
        },
      },
    },
    async (request, reply) => {
      const { account, regions } = callerOf(request);
      const { date } = request.params;
      const by = { account, ...(regions === undefined ? {} : { regions }) };
      const taken = await reconcile(world, date, request.body, by);
      const read = await readReconciliation(world, date, {}, regions);
      return reply
        .code(taken.result === 'created' ? 201 : 200)
        .send({ ...taken, ...reconciliationView(read) });
    },
  );

  scope.get(
    '/v1/reconciliations/:date',
    {
      config: { roles: ['loan-system', 'supervisor', 'auditor'] },
      schema: {
        tags,
        summary: 'How the decisions of a day stand against the bank’s own list, judged anew',
        params: dayParams,
        querystring: entryQuery,
        response: { 200: reconciliationSchema, ...refusals('request-invalid', 'reconciliation-unknown') },
      },
    },
    async (request) => {
      const { kind, after, limit } = request.query;
      const page = {
        ...(kind === undefined ? {} : { kind }),
        ...(after === undefined ? {} : { after }),
        ...(limit === undefined ? {} : { most: limit }),
      };
      const { regions } = callerOf(request);
      return reconciliationView(await readReconciliation(world, request.params.date, page, regions));
    },
  );
}
