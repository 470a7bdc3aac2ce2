import type { Tx } from '../client.ts'
import type { StagedCounts } from '../members/staged-members.write.ts'
import type { Scope } from '../scope.ts'

/** Refuses staged new organizations whose code one outside the import's organization carries in the same time. */
export async function refuseTakenCodes(tx: Tx, _scope: Scope, runId: string): Promise<number> {
  return tx.$executeRaw`
    update import_row r set facts = null, reasons = jsonb_build_array(jsonb_build_object('code', 'CODE_TAKEN', 'column', 'code',
        'value', r.facts ->> 'code', 'required', null))
     where r.run_id = ${runId}::uuid and r.reasons is null and r.facts ->> 'change' = 'new' and exists (
       select from organization_version v where v.side = 'party' and v.code = r.facts ->> 'code'
         and v.valid_from < (r.facts ->> 'validTo')::date and (r.facts ->> 'validFrom')::date < v.valid_to)`
}

/** How many good rows of a run are new, change an organization, or say what is known. */
export async function countStagedOrganizations(tx: Tx, _scope: Scope, runId: string): Promise<StagedCounts> {
  const [counts] = await tx.$queryRaw<StagedCounts[]>`
    select count(*) filter (where reasons is not null)::int as bad,
        count(*) filter (where reasons is null and facts ->> 'change' = 'new')::int as new,
        count(*) filter (where reasons is null and facts ->> 'change' = 'changed')::int as changed,
        count(*) filter (where reasons is null and facts ->> 'change' = 'same')::int as same
      from import_row where run_id = ${runId}::uuid`
  return counts ?? { bad: 0, new: 0, changed: 0, same: 0 }
}
