import { newId } from '@nq15/db/ids'
import { proveScope } from '@nq15/db/prove-scope'
import type { Scope } from '@nq15/db/scope'
import type { TestDatabase } from '@nq15/db/seed/test-database'
import { decideCommittee } from './decide-committee.ts'
import { appraiseAll, decisionForm, expectOk } from './example-steps.ts'
import {
  type AccountKey,
  type ExampleYear,
  exampleCampaign,
  exampleNow,
  exampleYear,
  type PersonKey,
} from './example-year.ts'
import { notifyDecision } from './notify-decision.ts'

export type DecidedYear = {
  readonly year: ExampleYear
  readonly campaignId: string
  readonly cases: Record<PersonKey, string>
  readonly of: { readonly campaignId: string; readonly committeeId: string }
}

/** The example's year decided: everybody "hoàn thành tốt", nobody told yet. */
export async function decidedYear(db: TestDatabase): Promise<DecidedYear> {
  const year = await exampleYear(db)
  const { campaignId, cases } = await exampleCampaign(db, year)
  await appraiseAll(db, year, { campaignId })
  const of = { campaignId, committeeId: year.organizations.commune }
  const scope = year.scope('committee', 'rating:decide')
  expectOk(await decideCommittee(db.database, scope, { ...decisionForm, ...of, requestId: newId(), now: exampleNow }))
  return { year, campaignId, cases, of }
}

/** Tells everybody on a day of the example. */
export async function tellAll(
  db: TestDatabase,
  { year, of }: DecidedYear,
  noticeOn = decisionForm.decidedOn as string,
): Promise<void> {
  const scope = year.scope('office', 'rating:board')
  expectOk(await notifyDecision(db.database, scope, { ...of, requestId: newId(), noticeOn, now: exampleNow }))
}

/** Another decision by another number, as the committee would fill it in. */
export const amendForm = {
  decisionNumber: '88-QĐ/ĐU',
  decidedOn: decisionForm.decidedOn,
  signerName: 'Nguyễn Văn Thiện',
  signerTitle: 'Bí thư',
  exceptionDecisionNumber: null,
} as const

/** A prepared correction without a fault. */
export const correctionForm = {
  ground: 'violation-found',
  measure: 'annul',
  level: 'KHT',
  groundDocument: '21-KL/UBKT',
  groundIssuer: 'Ủy ban Kiểm tra Đảng ủy',
  groundDay: decisionForm.decidedOn,
  legalBasis: '124-QĐ/TW, Điều 11',
  reason: 'Vi phạm của năm nay đã có kết luận.',
} as const

/**
 * The same people a year (or more) earlier, decided and closed, with the levels given: written by the owner as imported
 * history would be, since nothing else may write a closed year.
 */
export async function pastYear(
  { asOwner }: TestDatabase,
  { year }: Pick<DecidedYear, 'year'>,
  { rated, levels }: { rated: number; levels: Partial<Record<PersonKey, string>> },
): Promise<{ campaignId: string; cases: Partial<Record<PersonKey, string>> }> {
  const [campaignId, fileId, decisionId] = [newId(), newId(), newId()]
  const { city, commune, cell } = year.organizations
  await asOwner(
    `insert into rating_campaign (id, organization_id, year, rule_set_code, rule_set_hash, options, opens_on, cut_off_on, cell_due_on, committee_due_on, state)
     select $1, $2, $3, rule_set_code, rule_set_hash, options, opens_on, cut_off_on, cell_due_on, committee_due_on, 'open' from rating_campaign limit 1`,
    [campaignId, city, rated],
  )
  await asOwner(
    `insert into rating_cell_file (id, campaign_id, organization_id, committee_id, name, state, due_on) values ($1, $2, $3, $4, 'Chi bộ', 'decided', $5)`,
    [fileId, campaignId, cell, commune, `${rated}-12-10`],
  )
  await asOwner(
    `insert into rating_decision (id, campaign_id, organization_id, decision_number, decided_on, signer_name, signer_title, reasoning, content_hash,
       decided_by, decided_by_name, decided_at) values ($1, $2, $3, '9-QĐ/ĐU', $4, 'Nguyễn Văn Thiện', 'Bí thư', '{}', 'x', $5, 'x', now())`,
    [decisionId, campaignId, commune, `${rated}-12-20`, newId()],
  )
  const cases: Partial<Record<PersonKey, string>> = {}
  for (const [index, [key, level]] of Object.entries(levels).entries()) {
    const caseId = newId()
    const memberId = year.members[key as PersonKey]
    cases[key as PersonKey] = caseId
    await asOwner(
      `insert into rating_case (id, campaign_id, file_id, organization_id, committee_id, member_id, full_name, search_name, position_in_list, subject,
         months_since_admission, state) select $1, $2, $3, $4, $5, m.id, m.full_name, m.search_name, $7, 'MEMBER_2A', 100, 'decided' from member m where m.id = $6`,
      [caseId, campaignId, fileId, cell, commune, memberId, index + 1],
    )
    await asOwner(
      `insert into rating (id, decision_id, case_id, member_id, organization_id, committee_id, year, subject, outcome, reasoning, decision_number, decided_on)
       values ($1, $2, $3, $4, $5, $6, $7, 'MEMBER_2A', $8, '{}', '9-QĐ/ĐU', $9)`,
      [newId(), decisionId, caseId, memberId, cell, commune, rated, level, `${rated}-12-20`],
    )
  }
  await asOwner(`update rating_campaign set state = 'closed' where id = $1`, [campaignId])
  return { campaignId, cases }
}

/** Gives an account of the example the committee's role too, and answers its proof: one person alone in two roles. */
export async function alsoDecides({ asOwner }: TestDatabase, { year }: DecidedYear, who: AccountKey): Promise<Scope> {
  const { commune } = year.organizations
  const actor = year.actors[who]
  await asOwner(
    `insert into access_grant (id, user_id, role, organization_id, valid_from) values (app.uuid_v7(), $1, 'grassroots-committee', $2, '2020-01-01')`,
    [actor.userId, commune],
  )
  const grants = [...actor.grants, { role: 'grassroots-committee', organizationId: commune }] as const
  const scope = proveScope({ ...actor, grants }, 'rating:decide')
  if (!scope) throw new Error('the committee decides')
  return scope
}
