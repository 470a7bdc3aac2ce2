import { Prisma } from '../../generated/client.ts'
import type { Scope } from '../scope.ts'

/**
 * The application's own filter on rows `x` of this room: exactly the organizations the proof names, and what an ended one left
 * there; never all below. The policies stand behind it.
 */
export const withinUnit = ({ organizationIds }: Scope): Prisma.Sql =>
  organizationIds === 'everything'
    ? Prisma.sql`true`
    : Prisma.sql`(x.organization_id = any (${[...organizationIds]}::uuid[]) or x.organization_id = any ((select app.petition_orgs('read'))::uuid[]))`

export const day = (column: string) => Prisma.raw(`to_char(${column}, 'YYYY-MM-DD')`)
