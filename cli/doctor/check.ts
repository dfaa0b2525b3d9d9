/** The same words for both kinds of reader. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** What one check found on this machine. */
export interface Finding {
  /** What was looked at, e.g. `node`. */
  readonly name: string;
  readonly ok: boolean;
  /** Whether the stack cannot start without it; otherwise it serves only the purpose that `detail` names. */
  readonly needed: boolean;
  readonly detail: Words;
  /** How to get what lacks. */
  readonly remedy?: Words;
}

/** What checks may look at. */
export interface Machine {
  readonly stateDir: string;
  readonly environment: NodeJS.ProcessEnv;
  /** The running Node, without the `v`. */
  readonly nodeVersion: string;
  readonly isRoot: boolean;
}

/** Looks at one thing; it changes nothing and never throws. */
export type Check = (machine: Machine) => Promise<Finding>;
