import { z } from 'zod'
import { type LegalDay, legalDayField, textField } from '../shared/index.ts'
import { signCodeSchema } from './plan.ts'

/** Where a task stands; `waiting` is for something outside and counted apart, `closed` ended without being done. */
export const taskStates = ['open', 'waiting', 'done', 'closed'] as const
export type TaskState = (typeof taskStates)[number]

/** How often a task comes again. */
export const taskRhythms = ['week', 'month', 'quarter'] as const
export type TaskRhythm = (typeof taskRhythms)[number]

const line = (longest: number) => textField.pipe(z.string().min(1).max(longest))

/** A task as it is planned: one owner, a due day, what shall be there at its end. */
export const newTaskSchema = z.strictObject({
  signCode: z.union([signCodeSchema, z.literal('')]),
  title: line(300),
  output: line(300),
  ownerName: line(120),
  ownerPost: textField.pipe(z.string().max(120)),
  dueOn: legalDayField,
  dependsOn: z.array(z.uuid()).max(20).default([]),
  /** Comes again in this rhythm until the day; each time is a task of its own. */
  repeats: z
    .strictObject({ rhythm: z.enum(taskRhythms), until: legalDayField })
    .nullable()
    .default(null),
})
export type NewTask = Readonly<z.infer<typeof newTaskSchema>>

/** A task as the rules read it. Progress in whole percent. */
export type TaskFacts = {
  readonly taskId: string
  readonly state: TaskState
  readonly progress: number
  readonly dueOn: LegalDay
  readonly baselineDueOn: LegalDay | null
  readonly dependsOn: readonly string[]
  readonly ownerUserId: string | null
}

/** Whether somebody has still to do it. */
export const isTaskOpen = ({ state }: Pick<TaskFacts, 'state'>): boolean => state === 'open' || state === 'waiting'

/** K3: late when its day has passed and it is not done; what waits for somebody else is counted apart. */
export const isTaskLate = ({ state, dueOn }: Pick<TaskFacts, 'state' | 'dueOn'>, today: LegalDay): boolean =>
  state === 'open' && dueOn < today

/** Whether tasks wait for each other in a circle, so that none could ever begin. */
export function hasCircle(tasks: readonly Pick<TaskFacts, 'taskId' | 'dependsOn'>[]): boolean {
  const before = new Map(tasks.map(({ taskId, dependsOn }) => [taskId, dependsOn]))
  const done = new Set<string>()
  const onWay = new Set<string>()
  const meets = (taskId: string): boolean => {
    if (done.has(taskId)) return false
    if (onWay.has(taskId)) return true
    onWay.add(taskId)
    const found = (before.get(taskId) ?? []).some(meets)
    onWay.delete(taskId)
    done.add(taskId)
    return found
  }
  return tasks.some(({ taskId }) => meets(taskId))
}
