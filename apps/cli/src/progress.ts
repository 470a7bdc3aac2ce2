import { Presets, SingleBar } from 'cli-progress'

/** A bar on standard error for work that takes longer than a second; silent where nobody watches a terminal. */
export function progressBar(what: string, total: number) {
  const begun = Date.now()
  let bar: SingleBar | null = null
  return {
    update: (done: number) => {
      if (!process.stderr.isTTY || Date.now() - begun < 1_000) return
      if (!bar) {
        bar = new SingleBar(
          { format: `${what} {bar} {percentage}% {eta_formatted}`, stream: process.stderr },
          Presets.shades_classic,
        )
        bar.start(total, done)
      }
      bar.update(Math.min(done, total))
    },
    stop: () => bar?.stop(),
  }
}
