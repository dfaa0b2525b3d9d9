/** Whether a web server answers at all within `withinMs`; whatever it answers is good. */
export async function answersWithin(url: string, withinMs: number): Promise<boolean> {
  try {
    const answer = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(withinMs) });
    await answer.body?.cancel();
    return true;
  } catch {
    return false;
  }
}
