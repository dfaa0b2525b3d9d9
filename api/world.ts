/** What the addresses of the loan system and the bank's people work with. */
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Incidents } from '../client/incident/incidents.js';
import type { IntakeWorld } from '../client/intake/intake.js';
import type { Configuration } from '../runtime/configuration/configuration-schema.js';
import type { Clockwork } from '../domain/explanation/moment.js';

export interface ApiWorld extends IntakeWorld {
  /** As it is in force now. */
  readonly configuration: Configuration;
  /** By which plans name what is in force now. */
  readonly configurationVersion: string;
  readonly incidents: Incidents;
  /** The zone, and in demonstrations the pressing, by which times are told to a person. */
  readonly clockwork: Clockwork;
  /** How long a person waits for a story's answer, 5 s unless told. */
  readonly answerWithinMs?: number;
}

/** A scope of the server whose schemas are zod's. */
export type Scope = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;
