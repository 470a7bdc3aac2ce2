import { protectedSubjects, protectionEnds, protectionStates } from '@nq15/domain/petitions'
import { z } from 'zod'
import { isId } from '../organizations/within.read.ts'
import type { Scope } from '../scope.ts'
import type { VaultTx } from './vault-store.ts'

const row = z.object({
  protectionId: z.string(),
  organizationId: z.string(),
  petitionId: z.string(),
  number: z.number(),
  subject: z.enum(protectedSubjects),
  state: z.enum(protectionStates),
  lastOn: z.string(),
  version: z.number(),
})
export type ProtectionRow = z.infer<typeof row>
const columns = `id::text as "protectionId", organization_id::text as "organizationId", petition_id::text as "petitionId", number, subject, state,
  to_char(last_on, 'YYYY-MM-DD') as "lastOn", version`

/** One protection. */
export async function findProtection(tx: VaultTx, _scope: Scope, protectionId: string): Promise<ProtectionRow | null> {
  if (!isId(protectionId)) return null
  const [found] = await tx.query(`select ${columns} from vault.protection where id = $1`, [protectionId])
  return found ? row.parse(found) : null
}

const step = z.object({
  protectionId: z.string(),
  event: z.string(),
  onDay: z.string(),
  measure: z.string(),
  authority: z.string(),
  document: z.string(),
  endReason: z.enum(protectionEnds).nullable(),
  actorName: z.string(),
})
/** The protections about a paper, each with its steps in their order. */
export async function listProtections(
  tx: VaultTx,
  _scope: Scope,
  petitionId: string,
): Promise<(ProtectionRow & { readonly steps: z.infer<typeof step>[] })[]> {
  const rows = (
    await tx.query(`select ${columns} from vault.protection where petition_id = $1 order by number`, [petitionId])
  ).map((found) => row.parse(found))
  const steps = await tx.query(
    `select s.protection_id::text as "protectionId", s.event, to_char(s.on_day, 'YYYY-MM-DD') as "onDay", s.measure, s.authority, s.document,
        s.end_reason as "endReason", s.actor_name as "actorName"
       from vault.protection_step s join vault.protection p on p.id = s.protection_id where p.petition_id = $1 order by s.position`,
    [petitionId],
  )
  const read = steps.map((found) => step.parse(found))
  return rows.map((one) => ({ ...one, steps: read.filter(({ protectionId }) => protectionId === one.protectionId) }))
}
