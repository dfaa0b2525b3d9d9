/** What bare workflows and whoever feeds them have in common. */

export const bareQueue = 'bench';
/** Of sends alone, as our routes have queues of their own. */
export const bareSendQueue = 'bench-send';
/** The ledger of F1: rows of three hundred bytes, one a commit. */
export const bareLedger =
  'CREATE TABLE bare_commit (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, filled text NOT NULL)';
export const bareCommit = 'INSERT INTO bare_commit (filled) VALUES ($1)';
export const committedBytes = 300;
/** Where the bare worker tells of deliveries, as `{workflowId} {nth}` in one datagram. */
export const toldPortVariable = 'BENCH_TOLD_PORT';
/** {@link Commits} as JSON. */
export const commitsVariable = 'BENCH_COMMITS';

/** Where a bare rung commits; nowhere without a ledger. */
export interface Commits {
  /** By whoever reports, for each report. */
  readonly report: number;
  /** By each local activity. */
  readonly take: number;
  /** By the three sends together. */
  readonly sends: number;
}

export const noCommits: Commits = { report: 0, take: 0, sends: 0 };

/** The application and its three stages are reported, and taken up, by themselves. */
const reportsEach = 4;

/** As many an application as there are in all: one with each report, one as it is taken up, the others with the sends. */
export const spreadCommits = (each: number): Commits => ({
  report: 1,
  take: 1,
  sends: Math.max(0, each - 2 * reportsEach),
});

/** Those of the send of one of three notices, so that they add up. */
export const commitsOfSend = ({ sends }: Commits, nth: number): number =>
  Math.floor((sends * nth) / 3) - Math.floor((sends * (nth - 1)) / 3);

/** Text of so many bytes that no compression shortens much; the same each time. */
export function filling(bytes: number): string {
  let state = 1;
  let text = '';
  while (text.length < bytes) {
    state = (state * 48_271) % 2_147_483_647;
    text += state.toString(36);
  }
  return text.slice(0, bytes);
}

/** The bytes our own payloads take in a history, once sealed; `npm run bench` prints both sides' bytes an application. */
export const payloadBytes = { reported: 60, taken: 720, ordered: 400, sent: 350 } as const;
