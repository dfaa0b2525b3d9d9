import { chmodSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { waitForLock } from '../lock.js';
import { isProgram, programsOnPath, run } from '../program.js';
import { goingOn } from '../progress.js';
import type { Progress } from '../progress.js';

const serverVersion = '1.38.0';
const copyPlugin = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies';

/** Where the runnable wrapper of the test server lies once Maven has fetched it. */
export function mavenServerPath(cacheDir: string): string {
  return join(cacheDir, `temporal-test-server-${serverVersion}`, 'temporal-test-server');
}

/**
 * Fetches Temporal's time-skipping test server with its dependencies by Maven into the cache, once,
 * also when several processes ask at the same time, and answers the path of a wrapper that runs it.
 *
 * @throws Error in words for a person when `java` or `mvn` is missing or the fetch fails
 */
export async function fetchServerByMaven(cacheDir: string, progress: Progress): Promise<string> {
  const wrapper = mavenServerPath(cacheDir);
  if (isProgram(wrapper)) return wrapper;
  const [java] = programsOnPath('java');
  const [mvn] = programsOnPath('mvn');
  if (java === undefined || mvn === undefined)
    throw new Error(
      'The time-skipping test server needs a Java runtime (17 or later) and Maven: install e.g. Debian’s `default-jre-headless` and `maven`.',
    );
  const home = join(cacheDir, `temporal-test-server-${serverVersion}`);
  const lock = await waitForLock(`${home}.lock`, (pid) =>
    progress(`process ${pid} is fetching the time-skipping server`),
  );
  try {
    if (isProgram(wrapper)) return wrapper;
    const partial = `${home}.${process.pid}.partial`;
    rmSync(partial, { recursive: true, force: true });
    mkdirSync(join(partial, 'lib'), { recursive: true });
    writeFileSync(join(partial, 'pom.xml'), projectFile);
    const fetched = await goingOn(
      progress,
      'fetching the time-skipping server by Maven',
      run(mvn, [
        '-q',
        '-B',
        '-f',
        join(partial, 'pom.xml'),
        copyPlugin,
        '-DincludeScope=runtime',
        `-DoutputDirectory=${join(partial, 'lib')}`,
      ]),
    );
    if (fetched.status !== 0) {
      rmSync(partial, { recursive: true, force: true });
      const cause = fetched.output.split('\n').find((line) => line.includes('[ERROR]')) ?? 'no reason given';
      throw new Error(`Maven could not fetch io.temporal:temporal-test-server:${serverVersion}: ${cause}`);
    }
    writeFileSync(join(partial, 'temporal-test-server'), wrapperScript);
    chmodSync(join(partial, 'temporal-test-server'), 0o755);
    rmSync(home, { recursive: true, force: true });
    renameSync(partial, home);
    return wrapper;
  } finally {
    lock.release();
  }
}

const projectFile = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>bida</groupId>
  <artifactId>time-skipping-server</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency>
      <groupId>io.temporal</groupId>
      <artifactId>temporal-test-server</artifactId>
      <version>${serverVersion}</version>
    </dependency>
    <dependency>
      <groupId>org.slf4j</groupId>
      <artifactId>slf4j-nop</artifactId>
      <version>1.7.36</version>
    </dependency>
  </dependencies>
</project>
`;

// `exec` keeps the pid that the SDK started, so that its signals reach the server itself.
const wrapperScript = `#!/bin/sh
exec java -Xshare:auto -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$(dirname "$0")/lib/*" io.temporal.testserver.TestServer "$@"
`;
