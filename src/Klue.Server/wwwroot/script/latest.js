// Runs an asynchronous task as its inputs change: after a short rest, and so that only the answer to the newest input is shown.
export function latest(task, { rest = 220, busy, done, failed }) {
  let timer = 0;
  let running = null;

  const run = async () => {
    clearTimeout(timer);
    running?.abort();
    const mine = running = new AbortController();
    busy(true);
    try {
      const result = await task(mine.signal);
      if (running === mine) {
        done(result);
      }
    } catch (error) {
      if (running === mine) {
        failed(error);
      }
    } finally {
      if (running === mine) {
        running = null;
        busy(false);
      }
    }
  };

  return {
    now: run,
    soon() {
      clearTimeout(timer);
      running?.abort();
      running = null;
      busy(true);
      timer = setTimeout(run, rest);
    },
  };
}
