/** Takes one line at a time, in words for a person: what is being done, and that it is going on. */
export type Progress = (line: string) => void;

/**
 * Awaits `work`; when it takes longer than two seconds, says every five seconds that it goes on.
 *
 * @param what the work in a few words, e.g. `building temporal`
 */
export async function goingOn<T>(progress: Progress, what: string, work: Promise<T>): Promise<T> {
  const startedMs = Date.now();
  const tell = () => progress(`${what} … ${Math.round((Date.now() - startedMs) / 1000)} s`);
  let repeat: NodeJS.Timeout | undefined;
  const first = setTimeout(() => {
    tell();
    repeat = setInterval(tell, 5_000);
  }, 2_000);
  try {
    return await work;
  } finally {
    clearTimeout(first);
    clearInterval(repeat);
  }
}
