/** Histories as files: what the server has, as JSON that people can compare. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporal } from '@temporalio/proto';

const { History } = temporal.api.history.v1;
export type History = temporal.api.history.v1.IHistory;

/** The names of all recorded histories. */
export const historyNames = (): string[] =>
  readdirSync(__dirname)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .sort();

/** Who took a task, and where, is no part of the story. */
const withoutPlace = (key: string, value: unknown): unknown => (key === 'identity' ? 'recorder' : value);

/** Counts and instants as text, payloads in base64 (not encrypted: these are made-up applications). */
export function writeHistory(name: string, history: History): void {
  const plain = History.toObject(History.fromObject(history), { longs: String, enums: String, bytes: String });
  writeFileSync(join(__dirname, `${name}.json`), `${JSON.stringify(plain, withoutPlace, 1)}\n`);
}

export const readHistory = (name: string): History =>
  History.fromObject(JSON.parse(readFileSync(join(__dirname, `${name}.json`), 'utf8')) as object);
