import {
  type AccountRights,
  findPlace,
  type RecordPlace,
  readAccountRights,
  readDatabaseAnswer,
  readWaysUp,
  rightsOf,
  type WaysUp,
} from '@nq15/db/access/explain.read'
import { readToday } from '@nq15/db/access/grant.read'
import type { Database, Tx } from '@nq15/db/client'
import { isWithin } from '@nq15/db/organizations/within.read'
import type { Scope } from '@nq15/db/scope'
import { type AccessExplanation, explainAccess, type RightNote, type RowClass } from '@nq15/domain/access'
import { edgesAbove } from '@nq15/domain/organizations'
import { type LegalDay, ok, type Result, refuse } from '@nq15/domain/shared'

/** What is asked about: one record by its table and id, or an organization with everything that is kept of it. */
export type AskedSubject =
  | { readonly kind: 'record'; readonly table: string; readonly recordId: string }
  | { readonly kind: 'organization'; readonly organizationId: string }

export type ExplainAccess = {
  readonly userId: string
  readonly subject: AskedSubject
  /** Today unless said otherwise. */
  readonly day?: LegalDay
}

/** Why an account reads something, or not: one explanation per class, with the names its sentences need. */
export type ExplainedAccess = {
  readonly account: { readonly userId: string; readonly name: string; readonly username: string }
  readonly day: LegalDay
  readonly isToday: boolean
  readonly table: string | null
  readonly organization: { readonly organizationId: string; readonly code: string; readonly name: string } | null
  /** The table has rules besides its class, which are not explained. */
  readonly hasOtherPolicies: boolean
  readonly answers: readonly {
    readonly explanation: AccessExplanation
    /** What the database itself answers at this moment; null for another day. */
    readonly database: boolean | null
  }[]
  readonly names: ReadonlyMap<string, string>
  /** Of an opening, `until` is a moment (UTC). */
  readonly notes: ReadonlyMap<string, RightNote>
}

export type ExplainRefusal = { readonly code: 'unknown-account' | 'unknown-record' }

/**
 * Explains an account's sight of a record or an organization on a day. With `access:explain`: of anybody, within one's own
 * organizations where the role has some; with any other proof of himself only, and only of what he sees or of an
 * organization. The domain decides; for today the database is asked as well, and a difference is a bug and throws.
 */
export async function explainAccessOf(
  db: Database,
  scope: Scope,
  { userId, subject, day: asked }: ExplainAccess,
): Promise<Result<ExplainedAccess, ExplainRefusal>> {
  const aboutOthers = scope.permission === 'access:explain'
  if (!aboutOthers && userId !== scope.actor.userId) return refuse({ code: 'unknown-account' })
  return db.asReader(scope, async (tx) => {
    const today = await readToday(tx)
    const day = asked ?? today
    const places = await placesOf(tx, scope, subject)
    const organizationId = places[0]?.organizationId ?? null
    if (places.length === 0) return refuse({ code: 'unknown-record' })
    if (aboutOthers && organizationId !== null && !(await isWithin(tx, scope, organizationId)))
      return refuse({ code: 'unknown-record' })
    const held = await readAccountRights(tx, scope, { userId, organizationId })
    if (!held) return refuse({ code: 'unknown-account' })
    const ways = await waysOf(tx, scope, { held, organizationId, day })
    const answers: ExplainedAccess['answers'][number][] = []
    for (const place of places) {
      const explanation = explain(place, { held, ways, day })
      const database =
        day === today ? await readDatabaseAnswer(tx, scope, { userId, class: place.class, organizationId }) : null
      if (database !== null && !explanation.isOwn && database !== (explanation.decision === 'yes')) {
        throw new Error(`the explanation (${explanation.decision}) and the database differ on ${place.table}`)
      }
      answers.push({ explanation, database: database === null ? null : database || explanation.decision === 'yes' })
    }
    const standing = nearestPeriods(ways, day)
    const own = organizationId === null ? null : (standing.get(organizationId) ?? null)
    return ok({
      account: { userId: held.userId, name: held.name, username: held.username },
      ...{ day, isToday: day === today, answers },
      table: subject.kind === 'record' ? subject.table : null,
      hasOtherPolicies: places.some((place) => place.hasOtherPolicies),
      organization: own && { organizationId: own.organizationId, code: own.code, name: own.name },
      names: new Map([...standing].map(([id, { name }]) => [id, name])),
      notes: notesOf(held),
    })
  })
}

const classesOfOrganization = ['tree', 'person'] as const satisfies readonly RowClass[]

async function placesOf(tx: Tx, scope: Scope, subject: AskedSubject): Promise<RecordPlace[]> {
  const asked = subject.kind === 'record' ? subject : { table: 'organization', recordId: subject.organizationId }
  const place = await findPlace(tx, scope, asked)
  if (subject.kind === 'record') return place ? [place] : []
  const exists = place !== null || scope.permission === 'access:explain'
  const none = { memberId: null, userId: null, hasOtherPolicies: false }
  return exists
    ? classesOfOrganization.map((kind) => ({
        ...none,
        table: 'organization',
        class: kind,
        organizationId: subject.organizationId,
      }))
    : []
}

function waysOf(
  tx: Tx,
  scope: Scope,
  { held, organizationId, day }: { held: AccountRights; organizationId: string | null; day: LegalDay },
): Promise<WaysUp> {
  const ids = [organizationId, ...rightsOf(held).map((right) => right.organizationId)]
  const organizationIds = [...new Set(ids.flatMap((id) => (id === null ? [] : [id])))]
  return readWaysUp(tx, scope, { organizationIds, day })
}

function explain(
  place: RecordPlace,
  { held, ways, day }: { held: AccountRights; ways: WaysUp; day: LegalDay },
): AccessExplanation {
  const side = ways.periods.find((one) => one.organizationId === place.organizationId)?.side ?? 'party'
  const isOwn = place.userId === held.userId || (place.memberId !== null && place.memberId === held.memberId)
  return explainAccess({
    day,
    record: { class: place.class, organizationId: place.organizationId, side, isOwn },
    rights: rightsOf(held),
    closedOn: held.closedOn,
    onlyRootId: ways.onlyRootId,
    edges: edgesAbove(ways.periods, ways.links),
  })
}

/** Each organization as it was on the day, or as it last or first was. */
function nearestPeriods({ periods }: WaysUp, day: LegalDay): Map<string, WaysUp['periods'][number]> {
  const nearest = new Map<string, WaysUp['periods'][number]>()
  // Oldest first: a later period takes its place as long as it has begun.
  for (const period of periods)
    if (!nearest.has(period.organizationId) || period.validFrom <= day) nearest.set(period.organizationId, period)
  return nearest
}

function notesOf({ grants, openings }: AccountRights): ReadonlyMap<string, RightNote> {
  const notes = new Map<string, RightNote>()
  for (const { id, grantedByName, grantedAt, reason } of grants)
    notes.set(id, { givenBy: grantedByName, givenOn: grantedAt.slice(0, 10), reason, opening: null })
  for (const { id, openedAt, endsAt, reason, caseNumber } of openings)
    notes.set(id, { givenBy: null, givenOn: openedAt.slice(0, 10), reason, opening: { caseNumber, until: endsAt } })
  return notes
}
