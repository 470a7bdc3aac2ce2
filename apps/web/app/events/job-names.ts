const names = ['access.export-audit', 'ratings.simulate-year', 'reports.bundle-papers', 'reports.build-review'] as const

/** Jobs that have a name on the screens; a job of another release is called a task. */
export type JobName = (typeof names)[number] | 'other'

/** The name of a job, for its text. */
export const jobName = (job: string): JobName => names.find((name) => name === job) ?? 'other'
