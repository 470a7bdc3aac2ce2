import { Prisma } from '../../generated/client.ts'
import type { Scope } from '../scope.ts'

/** The application's own filter on rows `x` with an organization: what stands in the scope today; the policies come behind it. */
export const withinReach = ({ organizationIds }: Scope): Prisma.Sql =>
  organizationIds === 'everything'
    ? Prisma.sql`true`
    : Prisma.sql`exists (select from app.organization_reach r where r.above_id = any (${[...organizationIds]}::uuid[])
        and r.organization_id = x.organization_id and r.valid_from <= app.today() and app.today() < r.valid_to)`
