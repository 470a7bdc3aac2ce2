import type { Tx } from '@nq15/db/client'
import type { Campaign } from '@nq15/db/ratings/campaign.read'
import { listFilesThrough } from '@nq15/db/ratings/cell-file.read'
import { listUnitsDecidedBy, listUnitsOf, listUnitsThrough, type UnitRow } from '@nq15/db/ratings/unit.read'
import type { Scope } from '@nq15/db/scope'
import { isInOrder, type UnitsOfDecider, type UnitsWork } from '@nq15/domain/ratings'
import { rulesOf } from './campaign-rules.ts'
import { proposeUnit } from './propose-unit.ts'
import { namedIn } from './unit-work.ts'

type Scopes = Readonly<Record<'report' | 'appraise' | 'decide', Scope | undefined>>

/** What somebody has before him of organizations and collectives in the open campaigns, by grants that name the place. */
export async function listUnitsWork(
  tx: Tx,
  { report, appraise, decide }: Scopes,
  { campaigns, names }: { campaigns: readonly Campaign[]; names: ReadonlyMap<string, string> },
): Promise<UnitsWork> {
  const own: UnitsWork['own'][number][] = []
  const between: UnitsWork['between'][number][] = []
  for (const campaign of report ? campaigns : []) {
    if (!report) break
    for (const organizationId of namedIn(report)) {
      const of = { campaignId: campaign.id, year: campaign.year }
      for (const unit of await listUnitsOf(tx, report, { campaignId: campaign.id, organizationId })) {
        if (!unit.notRatedReason) own.push({ ...unit, ...of })
      }
      const place = { campaignId: campaign.id, organizationId }
      const through = (await listUnitsThrough(tx, report, place)).filter(({ state }) => state === 'with-intermediate')
      const files = (await listFilesThrough(tx, report, place)).filter(({ state }) => state === 'with-intermediate')
      const [dueOn] = [...through.map((unit) => unit.decisionDueOn), ...files.map(() => campaign.committeeDueOn)].sort()
      if (!dueOn) continue
      between.push({
        ...of,
        organizationId,
        name: names.get(organizationId) ?? '',
        count: through.length + files.length,
        dueOn,
      })
    }
  }
  return {
    own,
    between,
    advised: appraise ? await ofDeciders(tx, appraise, { campaigns, names }) : [],
    decided: decide ? await ofDeciders(tx, decide, { campaigns, names }) : [],
  }
}

async function ofDeciders(
  tx: Tx,
  scope: Scope,
  { campaigns, names }: { campaigns: readonly Campaign[]; names: ReadonlyMap<string, string> },
): Promise<UnitsOfDecider[]> {
  const found: UnitsOfDecider[] = []
  for (const campaign of campaigns) {
    for (const organizationId of namedIn(scope)) {
      const rows = await listUnitsDecidedBy(tx, scope, { campaignId: campaign.id, organizationId })
      if (rows.length === 0) continue
      const units = rows.map((row) => ({ ...row, inOrder: orderOf(row, campaign) }))
      found.push({
        campaignId: campaign.id,
        year: campaign.year,
        organizationId,
        name: names.get(organizationId) ?? '',
        units,
      })
    }
  }
  return found
}

const orderOf = (row: UnitRow, campaign: Campaign): boolean => isInOrder(proposeUnit(row, rulesOf(campaign)).blocks)
