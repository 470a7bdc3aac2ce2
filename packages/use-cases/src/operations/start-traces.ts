import { tellSpansTo } from '@nq15/db/trace'
import type { TraceSettings } from './trace-settings.ts'

/** Where it is said, once, that traces are off or do not arrive. */
export type TraceLog = { readonly warn: (what: object, line: string) => void }

/** Traces of one process; `stop` hands over what is left, in two seconds or `patienceMs` at most. */
export type Traces = { readonly stop: () => Promise<void> }

/** Tells spans to the operator's collector where he has named one; else loads nothing and does nothing. Never throws. */
export async function startTraces(
  settings: TraceSettings,
  { name, log, patienceMs = 2_000 }: { readonly name: string; readonly log: TraceLog; readonly patienceMs?: number },
): Promise<Traces> {
  if (settings.to === null) {
    if (settings.because !== null) log.warn({ because: settings.because }, 'traces are off')
    return { stop: async () => undefined }
  }
  try {
    // A third of a megabyte that only who wants traces loads.
    const { exportTraces } = await import('./export-traces.ts')
    const { tracer, close } = exportTraces({ to: settings.to, name, log })
    tellSpansTo(tracer)
    return {
      stop: async () => {
        tellSpansTo(null)
        await within(patienceMs, close())
      },
    }
  } catch (error) {
    log.warn({ err: { type: error instanceof Error ? error.name : typeof error } }, 'traces are off')
    return { stop: async () => undefined }
  }
}

/** A collector that does not answer holds nobody up. */
async function within(milliseconds: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds)
  })
  await Promise.race([work.catch(() => undefined), late])
  clearTimeout(timer)
}
