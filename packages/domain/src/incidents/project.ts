import { z } from 'zod'
import { legalDayField, textField } from '../shared/index.ts'

/** Kinds of projects that communes live with (weak units, section 8). */
export const projectKinds = ['road', 'river-planning', 'waste', 'cemetery', 'housing', 'industry', 'other'] as const
/** How far a project is. */
export const projectStages = [
  'planning',
  'approved',
  'recovery',
  'clearance',
  'construction',
  'done',
  'suspended',
] as const

const text = (longest: number) => textField.pipe(z.string().min(1).max(longest))

/** A project as it is registered; its figures by month are sheets, typed one by one. */
export const newProjectSchema = z.strictObject({
  code: textField.transform((typed) => typed.toUpperCase()).pipe(z.string().regex(/^[A-Z0-9][A-Z0-9._-]{1,39}$/u)),
  name: text(200),
  kind: z.enum(projectKinds),
  owner: text(200),
  stage: z.enum(projectStages),
  source: text(300),
  openedOn: legalDayField,
})
export type NewProject = Readonly<z.infer<typeof newProjectSchema>>

/** What changes of a project: how far it is, or which commune it touches as well. */
export const projectActSchema = z.discriminatedUnion('event', [
  z.strictObject({
    event: z.literal('set-stage'),
    stage: z.enum(projectStages),
    onDay: legalDayField,
    reason: text(500),
  }),
  z.strictObject({ event: z.literal('add-area'), organizationId: z.uuid(), reason: text(500) }),
])
export type ProjectAct = Readonly<z.infer<typeof projectActSchema>>
