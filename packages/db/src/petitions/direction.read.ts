import { directionStates, petitionKinds } from '@nq15/domain/petitions'
import { z } from 'zod'
import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { isId } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'
import { day } from './within-unit.ts'

const row = z.object({
  directionId: z.string(),
  organizationId: z.string(),
  petitionId: z.string(),
  petitionCode: z.string(),
  /** Null for who sees the direction and not the paper. */
  kind: z.enum(petitionKinds).nullable(),
  givenBy: z.string(),
  givenByName: z.string(),
  givenOn: z.string(),
  content: z.string(),
  owedById: z.string(),
  dueOn: z.string(),
  state: z.enum(directionStates),
  lastOn: z.string(),
  citizenDueOn: z.string().nullable(),
  citizenNotifiedOn: z.string().nullable(),
  closedOn: z.string().nullable(),
  reportedBy: z.string().nullable(),
  version: z.number(),
})
/** A direction of the secretary as it stands. Days are legal days. */
export type DirectionRow = z.infer<typeof row>

const columns = Prisma.sql`x.id::text as "directionId", x.organization_id::text as "organizationId", x.petition_id::text as "petitionId",
  x.petition_code as "petitionCode", (select p.kind from petition p where p.id = x.petition_id) as kind, x.given_by::text as "givenBy",
  x.given_by_name as "givenByName", ${day('x.given_on')} as "givenOn", x.content, x.owed_by_id::text as "owedById", ${day('x.due_on')} as "dueOn", x.state,
  ${day('x.last_on')} as "lastOn", ${day('x.citizen_due_on')} as "citizenDueOn", ${day('x.citizen_notified_on')} as "citizenNotifiedOn",
  ${day('x.closed_on')} as "closedOn", x.version,
  (select s.actor_id::text from party_direction_step s where s.direction_id = x.id and s.event = 'report' order by s.position desc limit 1) as "reportedBy"`

/** The application's own filter: who gave it, or who owes it. */
const withinEither = ({ organizationIds }: Scope): Prisma.Sql =>
  organizationIds === 'everything'
    ? Prisma.sql`true`
    : Prisma.sql`(x.organization_id = any (${[...organizationIds]}::uuid[]) or x.owed_by_id = any (${[...organizationIds]}::uuid[]))`

/** One direction; null when it is not there for the reader. */
export async function findDirection(tx: Tx, scope: Scope, directionId: string): Promise<DirectionRow | null> {
  if (!isId(directionId)) return null
  const rows = await tx.$queryRaw<
    unknown[]
  >`select ${columns} from party_direction x where x.id = ${directionId}::uuid and ${withinEither(scope)}`
  return rows[0] === undefined ? null : row.parse(rows[0])
}

/** Directions on one paper, or all that the reader's units gave or owe, the open ones first by their day. */
export async function listDirections(
  tx: Tx,
  scope: Scope,
  of: { readonly petitionId: string } | { readonly limit: number },
): Promise<DirectionRow[]> {
  const fits = 'petitionId' in of ? Prisma.sql`x.petition_id = ${of.petitionId}::uuid` : Prisma.sql`true`
  const rows = await tx.$queryRaw<unknown[]>`
    select ${columns} from party_direction x where ${fits} and ${withinEither(scope)}
     order by (x.state = 'closed'), x.due_on, x.created_at limit ${'limit' in of ? of.limit : 100}`
  return rows.map((one) => row.parse(one))
}

const step = z.object({
  stepId: z.string(),
  event: z.string(),
  actorName: z.string(),
  actedAt: z.date(),
  onDay: z.string(),
  content: z.string(),
  dueOn: z.string(),
})
/** The steps of a direction in their order; `actedAt` is UTC. */
export async function listDirectionSteps(tx: Tx, _scope: Scope, directionId: string): Promise<z.infer<typeof step>[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select x.id::text as "stepId", x.event, x.actor_name as "actorName", x.acted_at as "actedAt", ${day('x.on_day')} as "onDay", x.content,
        ${day('x.due_on')} as "dueOn"
      from party_direction_step x where x.direction_id = ${directionId}::uuid order by x.position`
  return rows.map((one) => step.parse(one))
}

/** Whether an account still decides on petitions of a unit. */
export async function stillDecides(
  tx: Tx,
  _scope: Scope,
  { userId, organizationId }: { readonly userId: string; readonly organizationId: string },
): Promise<boolean> {
  const [found] = await tx.$queryRaw<{ decides: boolean }[]>`
    select app.decides_petitions(${userId}::uuid, ${organizationId}::uuid) as decides`
  return found?.decides === true
}
