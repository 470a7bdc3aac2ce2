import { z } from 'zod'
import type { Permission, Role } from '../access/index.ts'
import { consolidationEventKinds } from './consolidation-event-kinds.ts'
import { directiveEventKinds } from './directive-event-kinds.ts'
import { incidentEventKinds } from './incident-event-kinds.ts'
import { informationEventKinds } from './information-event-kinds.ts'
import { inspectionEventKinds } from './inspection-event-kinds.ts'
import { count, day, id, word } from './payload-fields.ts'

const reminded = z.object({ kind: word, dueOn: day, userId: id })
/** A step of a unit's rating: which organization it is about, and until when the next has to act. */
const unitStep = z.object({ year: count, campaignId: id, unitId: id, dueOn: day })

/**
 * Who is told of an event. Permissions and roles count by grants over the event's organization or a superior of it, or with
 * `reach: 'below'` by grants over the organization and what is below; stand-alone roles (auditor, administrator)
 * everywhere; persons are named by a field of the payload that holds the id of an account. Who did it is not told.
 */
export type Audience = {
  readonly permissions?: readonly Permission[]
  readonly roles?: readonly Role[]
  readonly reach?: 'below'
  readonly standAlone?: readonly Role[]
  readonly userField?: string
  /** A field of the payload that lists roles. */
  readonly rolesField?: string
}

/** `urgent` goes out at once, `daily` with the digest, `silent` tells nobody (a handler or a list wants it). */
export type Urgency = 'urgent' | 'daily' | 'silent'

type EventKind = {
  /** Ids, days, counts and code words only; the database refuses anything else. */
  readonly payload: z.ZodObject
  readonly audience: Audience
  readonly urgency: Urgency
  /** Field of the payload that holds the day until which somebody has to act. */
  readonly dueField?: string
}

/**
 * Everything that rooms tell each other and people. A new event: one entry here, its sentence in `messages.vi.ts` and
 * `messages.en.ts` of this room, and `emit` in the use case. Names are `<room>.<what-happened>`.
 */
export const eventCatalogue = {
  // Ratings
  'ratings.campaign-opened': {
    payload: z.object({ year: count, cellDueOn: day, committeeDueOn: day }),
    audience: { roles: ['org-secretary', 'grassroots-office', 'grassroots-committee'], reach: 'below' },
    urgency: 'daily',
  },
  'ratings.file-sent': {
    payload: z.object({ year: count, campaignId: id, dueOn: day }),
    audience: { roles: ['grassroots-office'] },
    urgency: 'daily',
    dueField: 'dueOn',
  },
  'ratings.file-returned': {
    payload: z.object({ year: count, campaignId: id, dueOn: day }),
    audience: { roles: ['org-secretary'] },
    urgency: 'urgent',
    dueField: 'dueOn',
  },
  'ratings.file-appraised': {
    payload: z.object({ year: count, campaignId: id, dueOn: day }),
    audience: { roles: ['grassroots-committee'] },
    urgency: 'daily',
    dueField: 'dueOn',
  },
  'ratings.hint-asked': {
    payload: z.object({ year: count, campaignId: id, dueOn: day }),
    audience: { roles: ['org-secretary'] },
    urgency: 'daily',
    dueField: 'dueOn',
  },
  'ratings.comment-asked': {
    payload: z.object({ year: count, campaignId: id, dueOn: day }),
    audience: { roles: ['org-secretary'] },
    urgency: 'daily',
    dueField: 'dueOn',
  },
  'ratings.comment-answered': {
    payload: z.object({ year: count }),
    audience: { roles: ['org-secretary'] },
    urgency: 'daily',
  },
  'ratings.decision-issued': {
    payload: z.object({ year: count }),
    audience: { roles: ['org-secretary', 'grassroots-office'], reach: 'below' },
    urgency: 'daily',
  },
  'ratings.levels-told': {
    payload: z.object({ year: count, fileUntil: day.optional() }),
    audience: { roles: ['member'], reach: 'below' },
    urgency: 'daily',
    dueField: 'fileUntil',
  },
  'ratings.appeal-filed': {
    payload: z.object({ year: count, dueOn: day.optional() }),
    audience: { permissions: ['rating:decide', 'unit:decide', 'unit:appraise'], roles: ['grassroots-office'] },
    urgency: 'urgent',
    dueField: 'dueOn',
  },
  'ratings.appeal-answered': {
    payload: z.object({ year: count, userId: id, caseId: id }),
    audience: { userField: 'userId' },
    urgency: 'urgent',
  },
  'ratings.correction-prepared': {
    payload: z.object({ year: count, caseId: id }),
    audience: { permissions: ['rating:decide', 'unit:decide'] },
    urgency: 'urgent',
  },
  'ratings.level-amended': {
    payload: z.object({ year: count, caseId: id }),
    audience: { roles: ['org-secretary', 'grassroots-office'] },
    urgency: 'daily',
  },
  'ratings.own-level-amended': {
    payload: z.object({ year: count, userId: id, caseId: id }),
    audience: { userField: 'userId' },
    urgency: 'urgent',
  },
  'ratings.screening-opened': {
    payload: z.object({ year: count }),
    audience: { roles: ['org-secretary', 'grassroots-office'] },
    urgency: 'daily',
  },
  'ratings.file-submitted': {
    payload: z.object({ year: count, campaignId: id, dueOn: day }),
    audience: { roles: ['org-secretary'] },
    urgency: 'daily',
    dueField: 'dueOn',
  },
  'ratings.unit-submitted': {
    payload: unitStep,
    audience: { roles: ['org-secretary'] },
    urgency: 'daily',
    dueField: 'dueOn',
  },
  'ratings.unit-sent': {
    payload: unitStep,
    audience: { permissions: ['unit:appraise'] },
    urgency: 'daily',
    dueField: 'dueOn',
  },
  'ratings.unit-returned': {
    payload: unitStep,
    audience: { roles: ['org-secretary'] },
    urgency: 'urgent',
    dueField: 'dueOn',
  },
  'ratings.unit-appraised': {
    payload: unitStep,
    audience: { permissions: ['unit:decide'] },
    urgency: 'daily',
    dueField: 'dueOn',
  },
  'ratings.unit-decided': {
    payload: z.object({ year: count }),
    audience: { roles: ['org-secretary'] },
    urgency: 'daily',
  },
  'ratings.unit-decision-issued': {
    payload: z.object({ year: count, units: count }),
    audience: { permissions: ['unit:appraise'] },
    urgency: 'daily',
  },
  'ratings.unit-told': {
    payload: z.object({ year: count, fileUntil: day.optional() }),
    audience: { roles: ['org-secretary'] },
    urgency: 'daily',
    dueField: 'fileUntil',
  },
  // Organizations
  'organizations.succession-prepared': {
    payload: z.object({ kind: word, effectiveOn: day }),
    audience: { permissions: ['organization:decide'] },
    urgency: 'daily',
    dueField: 'effectiveOn',
  },
  'organizations.succession-decided': {
    payload: z.object({ kind: word, effectiveOn: day }),
    audience: { permissions: ['organization:write', 'rating:work'] },
    urgency: 'urgent',
  },
  'organizations.succession-undone': {
    payload: z.object({ kind: word, effectiveOn: day }),
    audience: { permissions: ['organization:write', 'rating:work'] },
    urgency: 'urgent',
  },
  'organizations.succession-effective': {
    payload: z.object({ kind: word, effectiveOn: day }),
    audience: { permissions: ['organization:write', 'rating:work'] },
    urgency: 'daily',
  },
  'organizations.area-handed-over': {
    payload: z.object({ areaId: id, fromUserId: id.optional(), userId: id.optional(), onDay: day }),
    audience: { userField: 'userId' },
    urgency: 'urgent',
  },
  'organizations.integrity-found': {
    payload: z.object({ findings: count }),
    audience: { standAlone: ['system-admin'] },
    urgency: 'daily',
  },
  // Access
  'access.grant-given': {
    payload: z.object({ userId: id, role: word, validFrom: day, validTo: day }),
    audience: { userField: 'userId' },
    urgency: 'daily',
  },
  'access.grant-ended': {
    payload: z.object({ userId: id, role: word, validTo: day }),
    audience: { userField: 'userId' },
    urgency: 'daily',
  },
  'access.delegation-given': {
    payload: z.object({ userId: id, fromUserId: id, validFrom: day, validTo: day }),
    audience: { userField: 'userId' },
    urgency: 'urgent',
  },
  'access.break-glass-opened': {
    payload: z.object({ userId: id, until: z.string().regex(/^[0-9T:.Z-]{10,30}$/) }),
    audience: { permissions: ['access:readers'], standAlone: ['privacy-auditor'] },
    urgency: 'urgent',
  },
  'access.break-glass-ended': {
    payload: z.object({ userId: id }),
    audience: { standAlone: ['privacy-auditor'] },
    urgency: 'daily',
  },
  'access.emergency-opened': {
    payload: z.object({ userId: id, until: z.string().regex(/^[0-9T:.Z-]{10,30}$/) }),
    audience: { standAlone: ['system-admin', 'privacy-auditor'] },
    urgency: 'urgent',
  },
  'access.account-reset': {
    payload: z.object({ userId: id }),
    audience: { userField: 'userId' },
    urgency: 'urgent',
  },
  // Calendar
  'calendar.days-changed': {
    payload: z.object({ year: count, from: day, to: day }),
    audience: { permissions: ['campaign:setup'] },
    urgency: 'daily',
  },
  // The watch list
  'monitoring.watch-suspected': {
    payload: z.object({ dueOn: day, signCode: word }),
    audience: { permissions: ['watch:appraise'] },
    urgency: 'daily',
    dueField: 'dueOn',
  },
  'monitoring.watch-submitted': {
    payload: z.object({ levelCode: word }),
    audience: { permissions: ['watch:decide'] },
    urgency: 'daily',
  },
  'monitoring.watch-decided': {
    payload: z.object({ event: word, state: word, decidedOn: day }),
    audience: { permissions: ['watch:speak', 'watch:appraise'] },
    urgency: 'urgent',
  },
  'monitoring.watch-moved': {
    payload: z.object({ event: word, state: word }),
    audience: { permissions: ['watch:appraise', 'watch:decide'] },
    urgency: 'daily',
  },
  ...consolidationEventKinds,
  // A promise of a visit whose day passed unanswered: to who gave it, and to the board that reads the account of the year.
  'organizations.promise-missed': {
    payload: z.object({ userId: id, noteId: id, dueOn: day }),
    audience: { userField: 'userId', roles: ['organization-board'] },
    urgency: 'daily',
    dueField: 'dueOn',
  },
  // Petitions: a paper or a matter by its id only, to who works at it; never to a level above.
  'petitions.dated': { payload: z.object({}), audience: {}, urgency: 'silent' },
  'petitions.direction-reported': {
    payload: z.object({ userId: id }),
    audience: { userField: 'userId' },
    urgency: 'daily',
  },
  // Of the vault only that something happens: no paper, no reason, no identity.
  'petitions.opening-asked': { payload: z.object({}), audience: { roles: ['identity-custodian'] }, urgency: 'urgent' },
  'petitions.opening-decided': { payload: z.object({}), audience: { roles: ['identity-custodian'] }, urgency: 'daily' },
  'petitions.opening-answered': {
    payload: z.object({ userId: id }),
    audience: { userField: 'userId' },
    urgency: 'urgent',
  },
  'petitions.reminder': { payload: reminded, audience: { userField: 'userId' }, urgency: 'daily', dueField: 'dueOn' },
  ...incidentEventKinds,
  ...informationEventKinds,
  ...inspectionEventKinds,
  // Reports
  'reports.tables-signed': {
    payload: z.object({ year: count, asOf: day }),
    audience: { permissions: ['report:sign'], roles: ['grassroots-office', 'organization-board', 'city-office'] },
    urgency: 'daily',
  },
  ...directiveEventKinds,
  // Privacy
  'privacy.request-received': {
    payload: z.object({ dueOn: day, kind: word }),
    audience: { permissions: ['organization:write'], standAlone: ['privacy-auditor'] },
    urgency: 'daily',
    dueField: 'dueOn',
  },
  'privacy.request-answered': {
    payload: z.object({ userId: id, kind: word }),
    audience: { userField: 'userId' },
    urgency: 'daily',
  },
  'privacy.breach-reported': {
    payload: z.object({ dueAt: z.string().regex(/^[0-9T:.Z-]{10,30}$/), dueOn: day }),
    audience: { standAlone: ['privacy-auditor', 'system-admin'] },
    urgency: 'urgent',
    dueField: 'dueOn',
  },
  // Monitoring
  'monitoring.sign-raised': {
    payload: z.object({ code: word, kind: word, signId: id, alarmId: id.optional(), dueOn: day.optional() }),
    // Near at hand: levels above read the board and the digest of a run.
    audience: { roles: ['org-secretary', 'grassroots-office', 'area-member'] },
    urgency: 'daily',
    dueField: 'dueOn',
  },
  'monitoring.alarm-escalated': {
    payload: z.object({ code: word, dueOn: day }),
    audience: { roles: ['grassroots-committee', 'organization-board'] },
    urgency: 'urgent',
  },
  'monitoring.sheets-due': {
    payload: z.object({ month: day, dueOn: day, missing: count }),
    audience: { roles: ['org-secretary', 'grassroots-office'], reach: 'below' },
    urgency: 'daily',
    dueField: 'dueOn',
  },
  'monitoring.run-done': {
    payload: z.object({ month: day, organizations: count, raised: count, cleared: count }),
    audience: { roles: ['organization-board'] },
    urgency: 'daily',
  },
  'monitoring.overlay-drafted': {
    payload: z.object({ number: count, effectiveOn: day }),
    audience: { permissions: ['monitoring:publish'] },
    urgency: 'daily',
  },
  'monitoring.overlay-published': {
    payload: z.object({ number: count, effectiveOn: day }),
    audience: { permissions: ['monitoring:setup'] },
    urgency: 'daily',
  },
  // This room's own
  'events.reminder-due': {
    payload: z.object({ kind: word, dueOn: day, roles: z.array(word) }),
    // The kind of the reminder says which roles; see `reminder-kinds.ts`.
    audience: { rolesField: 'roles' },
    urgency: 'daily',
    dueField: 'dueOn',
  },
  'events.run-ended': {
    payload: z.object({ userId: id, job: word, state: z.enum(['done', 'failed']) }),
    audience: { userField: 'userId' },
    urgency: 'daily',
  },
} as const satisfies Record<string, EventKind>

export type EventType = keyof typeof eventCatalogue

/** What an event carries, by its type. */
export type EventPayload<Type extends EventType> = z.input<(typeof eventCatalogue)[Type]['payload']>

/** An event as its handlers get it: what happened, to which record, when (UTC). */
export type StoredEvent<Type extends EventType = EventType> = {
  readonly id: string
  readonly type: Type
  readonly organizationId: string | null
  readonly recordTable: string
  readonly recordId: string | null
  readonly payload: unknown
  readonly actorId: string | null
  readonly occurredAt: Date
}

/** Whether the catalogue knows this type; an event of an older or newer release may not be known. */
export const isEventType = (type: string): type is EventType => Object.hasOwn(eventCatalogue, type)

/** The payload of an event, checked against its entry; throws for a payload that the entry does not allow. */
export function readPayload<Type extends EventType>(type: Type, payload: unknown): EventPayload<Type> {
  return eventCatalogue[type].payload.parse(payload) as EventPayload<Type>
}

/** The entry of a type, with its optional parts. */
export const eventKind = (type: EventType): EventKind => eventCatalogue[type]
