import { type WatchState, watchSignSchema, watchStates } from '@nq15/domain/monitoring'
import { orgTypes } from '@nq15/domain/organizations'
import { z } from 'zod'
import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { isId } from '../organizations/within.read.ts'
import { withinReach } from '../privacy/within-reach.ts'
import type { Scope } from '../scope.ts'

const entryRow = z.object({
  entryId: z.string(),
  listId: z.string(),
  organizationId: z.string(),
  organizationName: z.string(),
  orgType: z.enum(orgTypes),
  areaCode: z.string().nullable(),
  bodyId: z.string(),
  state: z.enum(watchStates),
  levelCode: z.string().nullable(),
  severity: z.number().nullable(),
  signs: z.array(watchSignSchema),
  proposers: z.array(z.string()),
  appraisalDueOn: z.string().nullable(),
  heardOn: z.string().nullable(),
  submittedLevel: z.string().nullable(),
  listedOn: z.string().nullable(),
  reviewOn: z.string().nullable(),
  plan: z
    .object({
      reference: z.string(),
      source: z.string(),
      ownerUserId: z.string(),
      completedOn: z.string().nullable(),
    })
    .nullable(),
  review: z.object({ reviewerUserId: z.string(), isPositive: z.boolean(), reference: z.string() }).nullable(),
  offOn: z.string().nullable(),
  offBy: z.enum(['removed', 'merged', 'dissolved']).nullable(),
  afterWatchUntil: z.string().nullable(),
  previousEntryId: z.string().nullable(),
  openedOn: z.string(),
  version: z.number(),
})
/** An entry of a watch list as it stands, named as its organization is called now or last was. Days are legal days. */
export type WatchEntryRow = z.infer<typeof entryRow>

const day = (column: string) => Prisma.raw(`to_char(${column}, 'YYYY-MM-DD')`)
const columns = Prisma.sql`x.id::text as "entryId", x.list_id::text as "listId", x.organization_id::text as "organizationId", x.body_id::text as "bodyId",
  x.state, x.level_code as "levelCode", x.severity, x.signs, x.proposers::text[] as "proposers", ${day('x.appraisal_due_on')} as "appraisalDueOn",
  ${day('x.heard_on')} as "heardOn", x.submitted_level as "submittedLevel", ${day('x.listed_on')} as "listedOn", ${day('x.review_on')} as "reviewOn",
  x.plan, x.review, ${day('x.off_on')} as "offOn", x.off_by as "offBy", ${day('x.after_watch_until')} as "afterWatchUntil",
  x.previous_entry_id::text as "previousEntryId", ${day('x.opened_on')} as "openedOn", x.version,
  n.name as "organizationName", n.org_type as "orgType", n.area_code as "areaCode"`
/** The organization as it is today, or as it last was. */
const named = Prisma.sql`join lateral (select v.name, v.org_type, v.area_code from organization_version v where v.organization_id = x.organization_id
  order by (v.valid_from <= app.today() and app.today() < v.valid_to) desc, v.valid_from desc limit 1) n on true`

export type WatchFilter = {
  readonly listId?: string | undefined
  readonly organizationId?: string | undefined
  readonly states?: readonly WatchState[] | undefined
  readonly areaCode?: string | undefined
}

/** Entries within the scope, by name of the organization; `after` is the id of the last one of the page before. */
export async function listWatchEntries(
  tx: Tx,
  scope: Scope,
  {
    listId,
    organizationId,
    states,
    areaCode,
    after,
    limit,
  }: WatchFilter & { after?: string | undefined; limit: number },
): Promise<WatchEntryRow[]> {
  if (![listId, organizationId, after].every((id) => id === undefined || isId(id))) return []
  const rows = await tx.$queryRaw<unknown[]>`
    select ${columns} from watch_entry x ${named}
     where ${withinReach(scope)}
       and (${listId ?? null}::uuid is null or x.list_id = ${listId ?? null}::uuid)
       and (${organizationId ?? null}::uuid is null or x.organization_id = ${organizationId ?? null}::uuid)
       and (${states === undefined} or x.state = any (${[...(states ?? [])]}::text[]))
       and (${areaCode ?? null}::text is null or n.area_code = ${areaCode ?? null})
       and (${after ?? null}::uuid is null or x.id < ${after ?? null}::uuid)
     order by x.id desc limit ${limit}`
  return rows.map((one) => entryRow.parse(one))
}

/** One entry within the scope; null when it is not there for the reader. */
export async function findWatchEntry(tx: Tx, scope: Scope, entryId: string): Promise<WatchEntryRow | null> {
  if (!isId(entryId)) return null
  const rows = await tx.$queryRaw<unknown[]>`
    select ${columns} from watch_entry x ${named} where x.id = ${entryId}::uuid and ${withinReach(scope)}`
  return rows[0] === undefined ? null : entryRow.parse(rows[0])
}

const stepRow = z.object({
  stepId: z.string(),
  entryId: z.string(),
  position: z.number(),
  event: z.string(),
  fromState: z.string().nullable(),
  toState: z.string(),
  actorName: z.string(),
  actedAt: z.date(),
  onDay: z.string(),
  reason: z.string().nullable(),
  decisionNumber: z.string().nullable(),
  decisionBody: z.string().nullable(),
  reviewOn: z.string().nullable(),
  levelCode: z.string().nullable(),
  severity: z.number().nullable(),
  detail: z.record(z.string(), z.unknown()),
})
/** A step of an entry, as it was taken. `actedAt` in UTC. */
export type WatchStepRow = z.infer<typeof stepRow>

/** The steps of some entries, oldest first, as far as they are the reader's to see. */
export async function listWatchSteps(tx: Tx, scope: Scope, entryIds: readonly string[]): Promise<WatchStepRow[]> {
  if (entryIds.length === 0) return []
  const rows = await tx.$queryRaw<unknown[]>`
    select x.id::text as "stepId", x.entry_id::text as "entryId", x.position, x.event, x.from_state as "fromState", x.to_state as "toState",
        x.actor_name as "actorName", x.acted_at as "actedAt", to_char(x.on_day, 'YYYY-MM-DD') as "onDay", x.reason,
        x.decision_number as "decisionNumber", x.decision_body as "decisionBody", to_char(x.review_on, 'YYYY-MM-DD') as "reviewOn",
        x.level_code as "levelCode", x.severity, x.detail
      from watch_step x where x.entry_id = any (${[...entryIds]}::uuid[]) and ${withinReach(scope)} order by x.entry_id, x.position`
  return rows.map((one) => stepRow.parse(one))
}

/** The acts of the organizations register that ended an organization, with the organizations that came of it. */
export async function findEndingSuccession(
  tx: Tx,
  _scope: Scope,
  { successionId, organizationId }: { successionId: string | null; organizationId: string },
): Promise<{ successionId: string; kind: string; onDay: string; successorIds: string[] } | null> {
  const rows = await tx.$queryRaw<unknown[]>`
    select s.id::text as "successionId", s.kind, to_char(s.effective_on, 'YYYY-MM-DD') as "onDay",
        coalesce(array_agg(l.successor_id::text) filter (where l.successor_id is not null and l.successor_id <> l.predecessor_id), '{}') as "successorIds"
      from succession s join succession_link l on l.succession_id = s.id and l.predecessor_id = ${organizationId}::uuid
     where (${successionId}::uuid is null or s.id = ${successionId}::uuid) and s.kind in ('merger', 'split', 'dissolution')
       and s.effective_on <= app.today()
       and not exists (select from organization_version v where v.organization_id = ${organizationId}::uuid
         and v.valid_from <= app.today() and app.today() < v.valid_to)
     group by s.id order by s.effective_on desc limit 1`
  const found = z.object({
    successionId: z.string(),
    kind: z.string(),
    onDay: z.string(),
    successorIds: z.array(z.string()),
  })
  return rows[0] === undefined ? null : found.parse(rows[0])
}

/** Whether a body exists today, and whether another one stands above an organization today. */
export async function readWatchBodies(
  tx: Tx,
  _scope: Scope,
  { bodyId, newBodyId, organizationId }: { bodyId: string; newBodyId: string | null; organizationId: string },
): Promise<{ readonly stands: boolean; readonly newBodyManages: boolean }> {
  const rows = await tx.$queryRaw<unknown[]>`
    select exists (select from organization_version v where v.organization_id = ${bodyId}::uuid
        and v.valid_from <= app.today() and app.today() < v.valid_to) as stands,
      exists (select from app.organization_reach r where r.above_id = ${newBodyId}::uuid and r.organization_id = ${organizationId}::uuid
        and r.above_id <> r.organization_id and r.valid_from <= app.today() and app.today() < r.valid_to) as "newBodyManages"`
  return z.object({ stands: z.boolean(), newBodyManages: z.boolean() }).parse(rows[0])
}
