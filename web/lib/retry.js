// What a network loses for a moment is asked for again: scripts, sheets and texts that a part of the page cannot do without.

const PAUSES = [500, 2000, 5000]; // ms before each new attempt

// act: returns a promise; called again where that fails, and its last failure stands.
export async function retried(act) {
  for (const pause of PAUSES) {
    try {
      return await act();
    } catch (problem) {
      console.warn(problem);
      await new Promise((done) => setTimeout(done, pause));
    }
  }
  return act();
}

export const fetchText = (path) => retried(async () => {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.text();
});
