const mostMs = 20_000;

/** Waits for something to come about; fails with the words where it does not. */
export async function eventually<Found>(
  words: string,
  look: () => Promise<Found | undefined>,
): Promise<Found> {
  const deadline = Date.now() + mostMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`did not come about: ${words}`);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}
