import { changeEffects, directiveKinds } from '@nq15/domain/reports'
import { z } from 'zod'
import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { isId } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'

const day = (column: string) => Prisma.raw(`to_char(${column}, 'YYYY-MM-DD')`)
const keeper = Prisma.sql`coalesce((select v.name from organization_version v where v.organization_id = x.organization_id order by v.valid_from desc limit 1), '…')`

/** The application's own filter: what is kept within the scope, and what is kept above it, so that everybody sees what binds him. */
const alongLine = ({ organizationIds }: Scope): Prisma.Sql =>
  organizationIds === 'everything'
    ? Prisma.sql`true`
    : Prisma.sql`exists (select from app.organization_reach r where r.valid_from <= app.today() and app.today() < r.valid_to and (
        (r.above_id = any (${[...organizationIds]}::uuid[]) and r.organization_id = x.organization_id)
        or (r.organization_id = any (${[...organizationIds]}::uuid[]) and r.above_id = x.organization_id)))`

const row = z.object({
  directiveId: z.string(),
  organizationId: z.string(),
  keeper: z.string(),
  kind: z.enum(directiveKinds),
  number: z.string(),
  issuer: z.string(),
  issuedOn: z.string(),
  title: z.string(),
  source: z.string(),
  note: z.string(),
  enteredByName: z.string(),
  enteredOn: z.string(),
  struckOn: z.string().nullable(),
  struckWhy: z.string(),
  version: z.number(),
})
/** A document of the register with the name of who keeps it. */
export type DirectiveRow = z.infer<typeof row>

const columns = Prisma.sql`select x.id::text as "directiveId", x.organization_id::text as "organizationId", ${keeper} as keeper, x.kind, x.number, x.issuer,
    ${day('x.issued_on')} as "issuedOn", x.title, x.source, x.note, x.entered_by_name as "enteredByName", ${day('x.entered_on')} as "enteredOn",
    ${day('x.struck_on')} as "struckOn", x.struck_why as "struckWhy", x.version
  from directive x`

/** The documents kept within the scope or above it, the newest first; those struck out stay at the end. */
export async function listDirectives(tx: Tx, scope: Scope, limit: number): Promise<DirectiveRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    ${columns} where ${alongLine(scope)} order by (x.struck_on is not null), x.issued_on desc, x.id limit ${limit}`
  return rows.map((one) => row.parse(one))
}

/** One document; null when it is not there for the reader. */
export async function findDirective(tx: Tx, scope: Scope, directiveId: string): Promise<DirectiveRow | null> {
  if (!isId(directiveId)) return null
  const [found] = await tx.$queryRaw<unknown[]>`${columns} where x.id = ${directiveId}::uuid and ${alongLine(scope)}`
  return found === undefined ? null : row.parse(found)
}

/** Whether a standing document of that number and day is kept there already. */
export async function isDirectiveKept(
  tx: Tx,
  _scope: Scope,
  of: { readonly organizationId: string; readonly number: string; readonly issuedOn: string },
): Promise<boolean> {
  const found = await tx.$queryRaw<unknown[]>`
    select 1 from directive where organization_id = ${of.organizationId}::uuid and lower(number) = lower(${of.number})
       and issued_on = ${of.issuedOn}::date and struck_on is null`
  return found.length > 0
}

const change = z.object({
  changeId: z.string(),
  directiveId: z.string(),
  number: z.string(),
  effect: z.enum(changeEffects),
  about: z.string(),
  place: z.string(),
  said: z.string(),
  inForceOn: z.string(),
  enteredByName: z.string(),
  enteredOn: z.string(),
})
/** What a document changes here. */
export type ChangeRow = z.infer<typeof change>

/** What standing documents change here, the latest in force first; of one document where it is given. */
export async function listChanges(
  tx: Tx,
  scope: Scope,
  { directiveId = null, limit }: { readonly directiveId?: string | null; readonly limit: number },
): Promise<ChangeRow[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select x.id::text as "changeId", x.directive_id::text as "directiveId", d.number, x.effect, x.about, x.place, x.said,
        ${day('x.in_force_on')} as "inForceOn", x.entered_by_name as "enteredByName", ${day('x.entered_on')} as "enteredOn"
      from directive_change x join directive d on d.id = x.directive_id
     where (x.directive_id = ${directiveId}::uuid or (${directiveId}::uuid is null and d.struck_on is null)) and ${alongLine(scope)}
     order by x.in_force_on desc, x.id limit ${limit}`
  return rows.map((one) => change.parse(one))
}
