import { run } from '../program.js';

/** The operating-system account PostgreSQL runs under. */
export interface ServerAccount {
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root: then it runs as the user `postgres`, made when there is none.
 * For everybody else it runs as that very user (`undefined`).
 *
 * @throws Error in words for a person when there is no such user and none can be made
 */
export async function serverAccount(): Promise<ServerAccount | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const known = await lookUp();
  if (known !== undefined) return known;
  await run('groupadd', ['--system', 'postgres']);
  await run('useradd', ['--system', '-g', 'postgres', '--no-create-home', 'postgres']);
  const made = (await lookUp()) ?? (await madeTheOtherWay());
  if (made !== undefined) return made;
  throw new Error(
    'PostgreSQL does not run as root, and a user `postgres` could not be made: run `useradd postgres`, start as another user, or set DATABASE_URL.',
  );
}

/** The user `postgres`, if this machine has one. */
export async function lookUp(): Promise<ServerAccount | undefined> {
  const [uid, gid] = await Promise.all([run('id', ['-u', 'postgres']), run('id', ['-g', 'postgres'])]);
  if (uid.status !== 0 || gid.status !== 0) return undefined;
  return { uid: Number(uid.output), gid: Number(gid.output) };
}

/** Alpine has neither `groupadd` nor `useradd`. */
async function madeTheOtherWay(): Promise<ServerAccount | undefined> {
  await run('addgroup', ['-S', 'postgres']);
  await run('adduser', ['-S', '-D', '-H', '-G', 'postgres', 'postgres']);
  return lookUp();
}
