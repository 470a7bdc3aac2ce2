import type { SuccessionPlan, SuccessionProposal } from '@nq15/domain/organizations'
import { type LegalDay, searchText } from '@nq15/domain/shared'
import { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'

/** Keeps a new draft. */
export async function insertSuccessionCase(
  tx: Tx,
  scope: Scope,
  {
    caseId,
    organizationId,
    title,
    proposal,
  }: { caseId: string; organizationId: string; title: string; proposal: SuccessionProposal },
): Promise<void> {
  await tx.successionCase.createMany({
    data: [
      {
        id: caseId,
        organizationId,
        kind: proposal.kind,
        effectiveOn: dateOf(proposal.effectiveOn),
        title,
        proposal,
        preparedBy: scope.actor.userId,
        preparedByName: scope.actor.name,
      },
    ],
  })
}

type Step = {
  readonly caseId: string
  readonly version: number
  readonly change: Prisma.SuccessionCaseUncheckedUpdateManyInput
}

/** Takes a case a step on; false when somebody else has changed it since. */
export async function updateSuccessionCase(tx: Tx, _scope: Scope, { caseId, version, change }: Step): Promise<boolean> {
  const { count } = await tx.successionCase.updateMany({
    where: { id: caseId, version },
    data: { ...change, version: { increment: 1 }, updatedAt: new Date() },
  })
  return count === 1
}

/** A decided change as it is written: its case, its paper, its plan, and in whose tables each kind of record lives. */
export type DecidedSuccession = {
  readonly caseId: string
  readonly organizationId: string
  readonly proposal: SuccessionProposal
  readonly plan: SuccessionPlan
  readonly tables: ReadonlyMap<string, RecordTable>
  readonly decidedBy: string
}

/** Tables whose rows an act may end and begin; a later room adds its own here and in the registry of what moves. */
export type RecordTable = {
  readonly table: 'membership' | 'member_post' | 'access_grant' | 'area_assignment'
  readonly place: 'organization_id' | 'post_organization_id'
}

/** Writes a plan, set-wise, and beside each row that it was written: one transaction, nothing but what the plan says. */
export async function writeSuccession(tx: Tx, _scope: Scope, decided: DecidedSuccession): Promise<void> {
  const { caseId, organizationId, proposal, plan } = decided
  const day = plan.effectiveOn
  const journal = async (recordTable: string, position: number, recordIds: readonly string[]) => {
    await tx.$executeRaw`
      insert into succession_write (id, case_id, organization_id, position, record_table, record_id, action, set_valid_to)
      select app.uuid_v7(), ${caseId}::uuid, ${organizationId}::uuid, ${position}, ${recordTable}, id, 'insert',
          case when ${['organization', 'succession', 'succession_link'].includes(recordTable)} then null else date '9999-12-31' end
        from unnest(${[...recordIds]}::uuid[]) id`
  }
  const { tree } = plan
  const side = tree.begun[0]?.side ?? 'party'
  const fresh = tree.newOrganizationIds
  if (fresh.length > 0) {
    await tx.$executeRaw`insert into organization (id, side) select id, ${side} from unnest(${[...fresh]}::uuid[]) id`
    await journal('organization', 1, fresh)
  }
  const ended = JSON.stringify(tree.ended)
  await tx.$executeRaw`
    insert into succession_write (id, case_id, organization_id, position, record_table, record_id, action, was_valid_to, set_valid_to)
    select app.uuid_v7(), ${caseId}::uuid, ${organizationId}::uuid, 2, 'organization_version', v.id, 'end', v.valid_to, ${day}::date
      from organization_version v join jsonb_to_recordset(${ended}::jsonb) as e("organizationId" uuid, "validFrom" date)
        on v.organization_id = e."organizationId" and v.valid_from = e."validFrom"`
  await tx.$executeRaw`
    update organization_version v set valid_to = ${day}::date from jsonb_to_recordset(${ended}::jsonb) as e("organizationId" uuid, "validFrom" date)
     where v.organization_id = e."organizationId" and v.valid_from = e."validFrom"`
  const begun = tree.begun.map((one) => ({ ...one, id: newId(), searchName: searchText(one.name) }))
  await tx.$executeRaw`
    insert into organization_version
      (id, organization_id, parent_id, side, code, name, search_name, org_type, sector, area_code, valid_from, valid_to)
    select r.id, r."organizationId", r."parentId", r.side, r.code, r.name, r."searchName", r.kind, r.sector, r."areaCode", r."validFrom", r."validTo"
      from jsonb_to_recordset(${JSON.stringify(begun)}::jsonb) as r(id uuid, "organizationId" uuid, "parentId" uuid, side text, code text,
        name text, "searchName" text, kind text, sector text, "areaCode" text, "validFrom" date, "validTo" date)`
  await journal(
    'organization_version',
    3,
    begun.map(({ id }) => id),
  )

  const successionId = newId()
  await tx.$executeRaw`
    insert into succession (id, kind, effective_on, decision_number, decided_on, confidence, case_id)
    values (${successionId}::uuid, ${proposal.kind}, ${day}::date, ${proposal.decision.number}, ${proposal.decision.decidedOn}::date, 'T', ${caseId}::uuid)`
  await journal('succession', 4, [successionId])
  const links = tree.links.map((link) => ({ id: newId(), ...link }))
  await tx.$executeRaw`
    insert into succession_link (id, succession_id, predecessor_id, successor_id, inherits_records)
    select r.id, ${successionId}::uuid, r."predecessorId", r."successorId", r."inheritsRecords"
      from jsonb_to_recordset(${JSON.stringify(links)}::jsonb) as r(id uuid, "predecessorId" uuid, "successorId" uuid, "inheritsRecords" boolean)`
  await journal(
    'succession_link',
    5,
    links.map(({ id }) => id),
  )
  await writeRecords(tx, decided, day)
}

async function writeRecords(
  tx: Tx,
  { caseId, organizationId, proposal, plan, tables, decidedBy }: DecidedSuccession,
  day: LegalDay,
): Promise<void> {
  for (const [kind, { table, place }] of tables) {
    const touched = plan.movements.filter((one) => one.kind === kind && (one.fate === 'moved' || one.fate === 'ended'))
    if (touched.length === 0) continue
    const [name, column] = [Prisma.raw(table), Prisma.raw(place)]
    const given = JSON.stringify(touched.map(({ recordId, toId }) => ({ recordId, toId, newId: newId() })))
    const delegated = Prisma.raw(table === 'access_grant' ? 't.delegated_from is not null' : 'false')
    // What was delegated ends before what it was delegated from, which would end it unasked.
    await tx.$executeRaw`
      insert into succession_write (id, case_id, organization_id, position, record_table, record_id, action, was_valid_to, set_valid_to)
      select app.uuid_v7(), ${caseId}::uuid, ${organizationId}::uuid, case when ${delegated} then 9 else 10 end, ${table}, t.id, 'end', t.valid_to,
          greatest(t.valid_from, ${day}::date)
        from ${name} t join jsonb_to_recordset(${given}::jsonb) as r("recordId" uuid) on r."recordId" = t.id`
    for (const isDelegated of table === 'access_grant' ? [true, false] : [false]) {
      await tx.$executeRaw`
        update ${name} t set valid_to = greatest(t.valid_from, ${day}::date) from jsonb_to_recordset(${given}::jsonb) as r("recordId" uuid)
         where r."recordId" = t.id and (${delegated}) = ${isDelegated}`
    }
    const extra = JSON.stringify(
      table === 'access_grant'
        ? { granted_by: decidedBy, reason: proposal.decision.number, created_at: new Date().toISOString() }
        : {},
    )
    await tx.$executeRaw`
      insert into ${name}
      select (jsonb_populate_record(t, jsonb_build_object('id', r."newId", ${place}::text, r."toId", 'valid_from', greatest(t.valid_from, ${day}::date),
          'valid_to', w.was_valid_to) || ${extra}::jsonb)).*
        from ${name} t join jsonb_to_recordset(${given}::jsonb) as r("recordId" uuid, "toId" uuid, "newId" uuid) on r."recordId" = t.id
        join succession_write w on w.case_id = ${caseId}::uuid and w.record_table = ${table} and w.record_id = t.id
       where r."toId" is not null and t.${column} is distinct from r."toId"`
    await tx.$executeRaw`
      insert into succession_write (id, case_id, organization_id, position, record_table, record_id, action, set_valid_to)
      select app.uuid_v7(), ${caseId}::uuid, ${organizationId}::uuid, 20, ${table}, t.id, 'insert', t.valid_to
        from ${name} t join jsonb_to_recordset(${given}::jsonb) as r("newId" uuid) on r."newId" = t.id`
  }
}

/** Takes away exactly what a decision wrote, in the transaction that marks it undone; answers how many rows. */
export async function undoSuccession(tx: Tx, _scope: Scope, caseId: string): Promise<number> {
  const [answer] = await tx.$queryRaw<{ count: number }[]>`select app.undo_succession(${caseId}::uuid) as count`
  return answer?.count ?? 0
}

/** Changes whose day has come, each answered once; members' files follow their memberships. */
export function settleSuccessions(
  tx: Tx,
  _scope: Scope,
): Promise<{ caseId: string; organizationId: string; kind: string; effectiveOn: LegalDay }[]> {
  return tx.$queryRaw`
    select case_id::text as "caseId", organization_id::text as "organizationId", kind, to_char(effective_on, 'YYYY-MM-DD') as "effectiveOn"
      from app.settle_successions()`
}
