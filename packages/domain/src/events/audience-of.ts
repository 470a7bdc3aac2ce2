import { policy, type Role, roles } from '../access/index.ts'
import type { LegalDay } from '../shared/index.ts'
import { type EventType, eventKind, readPayload } from './event-catalogue.ts'

/** Whom one event is told, ready for the database: roles by their grants, accounts by their ids. */
export type Told = {
  readonly urgent: boolean
  readonly dueOn: LegalDay | null
  readonly roles: readonly Role[]
  readonly below: boolean
  readonly standAloneRoles: readonly Role[]
  readonly userIds: readonly string[]
}

/** Whom an event is told by its entry in the catalogue; null when nobody is. Throws for a payload its entry does not allow. */
export function audienceOf(type: EventType, payload: unknown): Told | null {
  const { audience, urgency, dueField } = eventKind(type)
  if (urgency === 'silent') return null
  const fields: Readonly<Record<string, unknown>> = readPayload(type, payload)
  const listed = audience.rolesField ? fields[audience.rolesField] : []
  const named = audience.userField ? fields[audience.userField] : undefined
  const due = dueField ? fields[dueField] : undefined
  const holding = (audience.permissions ?? []).flatMap((permission) =>
    roles.filter((role) => policy[role].includes(permission)),
  )
  const inPayload = roles.filter((role) => Array.isArray(listed) && listed.includes(role))
  return {
    urgent: urgency === 'urgent',
    dueOn: typeof due === 'string' ? due : null,
    roles: [...new Set([...holding, ...(audience.roles ?? []), ...inPayload])],
    below: audience.reach === 'below',
    standAloneRoles: audience.standAlone ?? [],
    userIds: typeof named === 'string' ? [named] : [],
  }
}
