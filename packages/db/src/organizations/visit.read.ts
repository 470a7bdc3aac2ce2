import type { LegalDay } from '@nq15/domain/shared'
import { z } from 'zod'
import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { withinReach } from '../privacy/within-reach.ts'
import type { Scope } from '../scope.ts'
import { isId } from './within.read.ts'

const day = (column: string) => Prisma.raw(`to_char(${column}, 'YYYY-MM-DD')`)
const named = Prisma.sql`coalesce((select v.name from organization_version v where v.organization_id = x.organization_id
  order by (v.valid_from <= app.today() and app.today() < v.valid_to) desc, v.valid_from desc limit 1), '…')`

/** Which rows are asked for: of organizations and everything below them, or of one visitor; within days `[from, to]`. */
export type VisitsWanted = {
  readonly below?: readonly string[] | undefined
  readonly userId?: string | undefined
  readonly from?: LegalDay | undefined
  readonly to?: LegalDay | undefined
  readonly limit: number
}

const below = (ids: readonly string[] | undefined) =>
  ids === undefined
    ? Prisma.sql`true`
    : Prisma.sql`exists (select from app.organization_reach b where b.above_id = any (${[...ids]}::uuid[]) and b.organization_id = x.organization_id
        and b.valid_from <= app.today() and app.today() < b.valid_to)`
const of = (userId: string | undefined) =>
  userId === undefined ? Prisma.sql`true` : Prisma.sql`x.user_id = ${userId}::uuid`
const within = (column: string, { from, to }: Pick<VisitsWanted, 'from' | 'to'>) =>
  Prisma.sql`(${from ?? null}::date is null or ${Prisma.raw(column)} >= ${from ?? null}::date)
    and (${to ?? null}::date is null or ${Prisma.raw(column)} <= ${to ?? null}::date)`

const noteRow = z.object({
  noteId: z.string(),
  organizationId: z.string(),
  organizationName: z.string(),
  userId: z.string(),
  authorName: z.string(),
  visitedOn: z.string(),
  writtenOn: z.string(),
  seen: z.string(),
  version: z.number(),
})
/** A note after a visit. Days are legal days. */
export type VisitNoteRow = z.infer<typeof noteRow>
const noteColumns = Prisma.sql`x.id::text as "noteId", x.organization_id::text as "organizationId", ${named} as "organizationName", x.user_id::text as "userId",
  x.author_name as "authorName", ${day('x.visited_on')} as "visitedOn", ${day('x.written_on')} as "writtenOn", x.seen, x.version`

/** Notes after visits within the scope, the newest first. */
export async function listVisitNotes(tx: Tx, scope: Scope, wanted: VisitsWanted): Promise<VisitNoteRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select ${noteColumns} from visit_note x where ${withinReach(scope)} and ${below(wanted.below)} and ${of(wanted.userId)}
       and ${within('x.visited_on', wanted)} order by x.visited_on desc, x.created_at desc limit ${wanted.limit}`
  return rows.map((one) => noteRow.parse(one))
}

/** One note within the scope; null when it is not there for the reader. */
export async function findVisitNote(tx: Tx, scope: Scope, noteId: string): Promise<VisitNoteRow | null> {
  if (!isId(noteId)) return null
  const rows = await tx.$queryRaw<unknown[]>`
    select ${noteColumns} from visit_note x where x.id = ${noteId}::uuid and ${withinReach(scope)}`
  return rows[0] === undefined ? null : noteRow.parse(rows[0])
}

const promiseRow = z.object({
  promiseId: z.string(),
  noteId: z.string(),
  organizationId: z.string(),
  organizationName: z.string(),
  userId: z.string(),
  authorName: z.string(),
  visitedOn: z.string(),
  promise: z.string(),
  dueOn: z.string(),
  keptOn: z.string().nullable(),
  word: z.string(),
  isRenewed: z.boolean(),
  previousDueOn: z.string().nullable(),
  version: z.number(),
})
/** A promise of a visit with the day of the visit; `previousDueOn`: the day of the promise whose place it took. */
export type VisitPromiseRow = z.infer<typeof promiseRow>
const promiseColumns = Prisma.sql`x.id::text as "promiseId", x.note_id::text as "noteId", x.organization_id::text as "organizationId", ${named} as "organizationName",
  x.user_id::text as "userId", n.author_name as "authorName", ${day('n.visited_on')} as "visitedOn", x.promise, ${day('x.due_on')} as "dueOn",
  ${day('x.kept_on')} as "keptOn", x.word, exists (select from visit_promise l where l.previous_id = x.id) as "isRenewed",
  (select ${day('e.due_on')} from visit_promise e where e.id = x.previous_id) as "previousDueOn", x.version`

/** Promises of visits within the scope by their due day, those of one note or as wanted. */
export async function listVisitPromises(
  tx: Tx,
  scope: Scope,
  wanted: VisitsWanted & { readonly noteId?: string | undefined },
): Promise<VisitPromiseRow[]> {
  const { noteId } = wanted
  const rows = await tx.$queryRaw<unknown[]>`
    select ${promiseColumns} from visit_promise x join visit_note n on n.id = x.note_id
     where ${withinReach(scope)} and ${below(wanted.below)} and ${of(wanted.userId)} and ${within('x.due_on', wanted)}
       and (${noteId ?? null}::uuid is null or x.note_id = ${noteId ?? null}::uuid) order by x.due_on, x.created_at limit ${wanted.limit}`
  return rows.map((one) => promiseRow.parse(one))
}

/** One promise within the scope; null when it is not there for the reader. */
export async function findVisitPromise(tx: Tx, scope: Scope, promiseId: string): Promise<VisitPromiseRow | null> {
  if (!isId(promiseId)) return null
  const rows = await tx.$queryRaw<unknown[]>`
    select ${promiseColumns} from visit_promise x join visit_note n on n.id = x.note_id where x.id = ${promiseId}::uuid and ${withinReach(scope)}`
  return rows[0] === undefined ? null : promiseRow.parse(rows[0])
}

const unanswered = z.object({
  promiseId: z.string(),
  noteId: z.string(),
  organizationId: z.string(),
  userId: z.string(),
  dueOn: z.string(),
})

/** Promises nobody has kept, explained or renewed: some of them by their ids, or those due in `[from, before)`. */
export async function listUnansweredPromises(
  tx: Tx,
  scope: Scope,
  wanted: { readonly ids: readonly string[] } | { readonly from: LegalDay; readonly before: LegalDay },
): Promise<z.infer<typeof unanswered>[]> {
  const which =
    'ids' in wanted
      ? Prisma.sql`x.id = any (${[...wanted.ids]}::uuid[])`
      : Prisma.sql`x.due_on >= ${wanted.from}::date and x.due_on < ${wanted.before}::date`
  const rows = await tx.$queryRaw<unknown[]>`
    select x.id::text as "promiseId", x.note_id::text as "noteId", x.organization_id::text as "organizationId", x.user_id::text as "userId",
        ${day('x.due_on')} as "dueOn"
      from visit_promise x where ${which} and ${withinReach(scope)} and x.kept_on is null and x.word = ''
       and not exists (select from visit_promise l where l.previous_id = x.id) order by x.due_on, x.id`
  return rows.map((one) => unanswered.parse(one))
}

/** Whether somebody is in charge of an organization on a day, by himself or of something above it. */
export async function isInCharge(
  tx: Tx,
  _scope: Scope,
  { userId, organizationId, on }: { userId: string; organizationId: string; on: LegalDay },
): Promise<boolean> {
  if (!isId(organizationId)) return false
  const [row] = await tx.$queryRaw<{ is: boolean }[]>`
    select app.is_in_charge(${userId}::uuid, ${organizationId}::uuid, ${on}::date) as is`
  return row?.is ?? false
}
