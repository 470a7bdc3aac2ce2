import type { Database } from '@nq15/db/client'
import type { Scope } from '@nq15/db/scope'
import type { ServiceName } from '@nq15/db/services'
import type { Permission } from '@nq15/domain/access'
import type { z } from 'zod'

/** How far a job is: `done` of `total` (null when nobody can say), and the step under way as a code word of its messages. */
export type Progress = { readonly done: number; readonly total: number | null; readonly step?: string }

/** A file that a job leaves to be downloaded. */
export type JobFile = { readonly name: string; readonly type: string; readonly content: Uint8Array }

/**
 * How a job ended: with numbers and code words to be shown and perhaps a file, or with a lawful refusal, whose code has a
 * plain sentence in the messages of the screens. A throw is a fault; the job may then be tried again.
 */
export type JobOutcome =
  | { readonly ok: true; readonly result?: Readonly<Record<string, string | number>>; readonly file?: JobFile }
  | { readonly ok: false; readonly failure: string }

/** What a job is given. `scope` is proven anew when it runs; `signal` tells that somebody cancelled it or the process stops. */
export type JobContext<Input> = {
  readonly db: Database
  readonly scope: Scope
  readonly input: Input
  /** The clock of the process. */
  readonly now: () => Date
  readonly signal: AbortSignal
  /** Tells how far it is; stored at most once a second, so it may be called for every row. */
  readonly progress: (progress: Progress) => void
  /** The account that asked for it; null for work by the clock. */
  readonly userId: string | null
}

/** Work that a person asks for and may leave: runs with the rights he has when it runs. */
export type PersonJob = {
  readonly kind: 'person'
  /** `<room>.<verb-noun>`; its sentences are `jobs.<name>` in the screens' messages. */
  readonly name: `${string}.${string}`
  readonly permission: Permission
  /** Whether a run whose process died may begin again by itself; else it fails and says so. */
  readonly repeatable: boolean
  /** Parses the stored input first; throws for one that its schema does not allow. */
  readonly run: (context: JobContext<unknown>) => Promise<JobOutcome>
}

/** A person's job with the schema of what it needs to begin. */
export type StartableJob<Input> = PersonJob & { readonly input: z.ZodType<Input> }

/** When work by the clock is due: a cron expression in Asia/Ho_Chi_Minh, or every so many seconds. */
export type Schedule = { readonly cron: string } | { readonly everySeconds: number }

/**
 * Work by the clock, done by a service of the product. Of all monitor processes one begins a slot; a slot that was missed is
 * made up for once. Two rounds may overlap after a process died, so the work itself must bear that.
 */
export type ClockJob = {
  readonly kind: 'clock'
  readonly name: `${string}.${string}`
  readonly service: ServiceName
  readonly permission: Permission
  readonly schedule: Schedule
  /** Done once more when monitor stops: what is left is not left. */
  readonly alsoAtStop?: boolean
  /** After so long a slot counts as left by a process that died. The usual: 15 for seconds' work, 900 for cron. */
  readonly leaseSeconds?: number
  /** Answers what it did as numbers, for log and figures. */
  readonly run: (context: Omit<JobContext<unknown>, 'input' | 'userId'>) => Promise<Readonly<Record<string, number>>>
}

/** Declares a person's job; monitor runs those that stand in its registry. */
export function definePersonJob<Input>(
  job: Omit<StartableJob<Input>, 'kind' | 'run'> & {
    readonly run: (context: JobContext<Input>) => Promise<JobOutcome>
  },
): StartableJob<Input> {
  const { input, run } = job
  return { ...job, kind: 'person', run: (context) => run({ ...context, input: input.parse(context.input) }) }
}

/** Declares work by the clock; monitor runs what stands in its registry. */
export const defineClockJob = (job: Omit<ClockJob, 'kind'>): ClockJob => ({ ...job, kind: 'clock' })
