const everyMs = 5_000;

/** Passes on how far something is, every few seconds at most. */
export function saying(progress: (line: string) => void): (line: string) => void {
  let saidAt = Date.now();
  return (line) => {
    if (Date.now() - saidAt < everyMs) return;
    saidAt = Date.now();
    progress(line);
  };
}
