import { readCalendar } from '@nq15/db/calendar/calendar.read'
import type { Database, Tx } from '@nq15/db/client'
import { nameOrganizations } from '@nq15/db/organizations/name.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import { type Campaign, listCampaigns } from '@nq15/db/ratings/campaign.read'
import { findOwnCase, listCellCases } from '@nq15/db/ratings/case.read'
import {
  type CellFile,
  findOwnFileState,
  listFilesOfOwnCommittees,
  listOwnFiles,
} from '@nq15/db/ratings/cell-file.read'
import { listCommitteeCounts } from '@nq15/db/ratings/count.read'
import { listTallies, type TallyRow } from '@nq15/db/ratings/tally.read'
import type { Scope } from '@nq15/db/scope'
import type { Permission } from '@nq15/domain/access'
import { todayInHanoi, type WorkingCalendar } from '@nq15/domain/calendar'
import {
  type CellWork,
  type CommitteeWork,
  computeQuota,
  listWork,
  type UnitsWork,
  type WorkFacts,
  type WorkTask,
} from '@nq15/domain/ratings'
import { rulesOf } from './campaign-rules.ts'
import { checkCellFile } from './check-cell-file.ts'
import { groupCounts } from './group-counts.ts'
import { judgeDraft } from './judge-draft.ts'
import { listAfterWork } from './list-after-work.ts'
import { listUnitsWork } from './list-units-work.ts'
import { isWhole, seeCount } from './see-entries.ts'
import { namedIn } from './unit-work.ts'

/**
 * What the person can act on in the rating years that are prepared or open, the earliest deadline first. `scopes` are all
 * that the gate can prove for him; those of other rooms are left aside.
 */
export async function listMyWork(
  db: Database,
  scopes: readonly Scope[],
  { now }: { now: Date },
): Promise<readonly WorkTask[]> {
  const [any] = scopes
  if (!any) return []
  const of = (permission: Permission) => scopes.find((scope) => scope.permission === permission)
  const { calendar, facts } = await db.asReader(
    any,
    async (tx): Promise<{ calendar: WorkingCalendar; facts: WorkFacts }> => {
      const campaigns = await listCampaigns(tx, any)
      const open = campaigns.filter(({ state }) => state === 'open')
      const read = async <Found>(
        permission: Permission,
        work: (scope: Scope, campaign: Campaign) => Promise<Found[]>,
      ) => {
        const scope = of(permission)
        const found: Found[] = []
        if (scope) for (const campaign of open) found.push(...(await work(scope, campaign)))
        return found
      }
      const found: WorkFacts = {
        drafts: await draftsOf(tx, of('campaign:setup'), campaigns),
        own: await read('rating:self', (scope, campaign) => ownOf(tx, scope, campaign)),
        cells: await read('rating:work', (scope, campaign) => cellsOf(tx, scope, campaign)),
        counted: await read('rating:tally', (scope, campaign) => cellsOf(tx, scope, campaign)),
        offices: await read('rating:board', (scope, campaign) => committeesOf(tx, scope, campaign)),
        committees: await read('rating:decide', (scope, campaign) => committeesOf(tx, scope, campaign)),
        units: await unitsOf(tx, any, { of, open }),
      }
      const after = await listAfterWork(tx, of, { offices: found.offices, today: todayInHanoi(now) })
      return { calendar: await readCalendar(tx, any), facts: { ...found, after } }
    },
  )
  return listWork(facts, todayInHanoi(now), calendar)
}

type Asked = { of: (permission: Permission) => Scope | undefined; open: readonly Campaign[] }

async function unitsOf(tx: Tx, any: Scope, { of, open }: Asked): Promise<UnitsWork> {
  const scopes = { report: of('unit:report'), appraise: of('unit:appraise'), decide: of('unit:decide') }
  const ids = Object.values(scopes).flatMap((scope) => (scope ? namedIn(scope) : []))
  const names = await nameOrganizations(tx, any, [...new Set(ids)])
  return listUnitsWork(tx, scopes, { campaigns: open, names })
}

async function draftsOf(
  tx: Tx,
  scope: Scope | undefined,
  campaigns: readonly Campaign[],
): Promise<WorkFacts['drafts']> {
  const drafts: WorkFacts['drafts'][number][] = []
  for (const { id, year, opensOn, organizationId, state } of campaigns) {
    if (!scope || state !== 'draft' || !(await isWithin(tx, scope, organizationId))) continue
    drafts.push({ campaignId: id, year, opensOn })
  }
  return drafts
}

async function ownOf(tx: Tx, scope: Scope, { id, year, cellDueOn }: Campaign): Promise<WorkFacts['own'][number][]> {
  const row = await findOwnCase(tx, scope, id)
  if (!row || row.notRatedReason) return []
  const isOpen = await findOwnFileState(tx, scope, { fileId: row.fileId })
  const isSubmitted = Boolean(row.assessment?.submittedAt)
  return [{ campaignId: id, year, caseId: row.id, dueOn: cellDueOn, isOpen, isSubmitted }]
}

async function cellsOf(tx: Tx, scope: Scope, campaign: Campaign): Promise<CellWork[]> {
  const cells: CellWork[] = []
  for (const file of await listOwnFiles(tx, scope, campaign.id)) cells.push(await cellOf(tx, scope, { campaign, file }))
  return cells
}

/** Faults that are work not done yet, and are listed as that. */
const notDoneYet = ['REVIEW_MISSING', 'VOTES_MISSING', 'RECORD_INCOMPLETE']

async function cellOf(
  tx: Tx,
  scope: Scope,
  { campaign, file }: { campaign: Campaign; file: CellFile },
): Promise<CellWork> {
  const { organizationId, name, dueOn, state, returnReason } = file
  const base = { campaignId: campaign.id, year: campaign.year, organizationId, name, dueOn, state, returnReason }
  const idle = { ...base, missingReviews: 0, tallyWhole: false, faults: 0, secondEntry: 'not-asked' } as const
  // Only what lies with the cell, and is begun, is looked into.
  if (state !== 'in-work' && state !== 'returned') return idle
  const of = { campaignId: campaign.id, organizationId }
  const ruleSet = rulesOf(campaign)
  const cases = await listCellCases(tx, scope, of)
  const tallies = await listTallies(tx, scope, of)
  const { toCheck } = seeCount(scope, { ruleSet, cases, tallies })
  const draft = await judgeDraft(tx, scope, { ...of, year: campaign.year })
  const { faults } = checkCellFile({ campaign, cases, ...toCheck, draft })
  return {
    ...base,
    missingReviews: faults.filter(({ code }) => code === 'REVIEW_MISSING').length,
    tallyWhole: isWhole(
      tallies.find(({ round, entry }) => round === 1 && entry === 1),
      cases,
    ),
    faults: faults.filter(({ code }) => !notDoneYet.includes(code)).length,
    secondEntry: ruleSet.options.secondEntryRequired ? secondEntryOf(scope, tallies, cases) : 'not-asked',
  }
}

function secondEntryOf(
  { actor }: Scope,
  tallies: readonly TallyRow[],
  cases: Parameters<typeof isWhole>[1],
): CellWork['secondEntry'] {
  const [first, second] = [1, 2].map((wanted) => tallies.find(({ round, entry }) => round === 1 && entry === wanted))
  if (second?.completedAt && isWhole(second, cases)) return 'done'
  if (!first) return 'first-not-begun'
  const taken = second && second.enteredBy !== actor.userId
  return taken || first.enteredBy === actor.userId ? 'of-another' : 'mine'
}

async function committeesOf(tx: Tx, scope: Scope, campaign: Campaign): Promise<CommitteeWork[]> {
  const files = await listFilesOfOwnCommittees(tx, scope, campaign.id)
  const ids = [...new Set(files.map(({ committeeId }) => committeeId))]
  const names = await nameOrganizations(tx, scope, ids)
  const found: CommitteeWork[] = []
  for (const committeeId of ids) {
    const own = files.filter((file) => file.committeeId === committeeId)
    const of = { campaignId: campaign.id, committeeId, stage: 'proposed' } as const
    const counts = await listCommitteeCounts(tx, scope, of)
    const quota = computeQuota({ ...rulesOf(campaign).options.quota, exception: null }, groupCounts(counts))
    found.push({
      campaignId: campaign.id,
      year: campaign.year,
      organizationId: committeeId,
      name: names.get(committeeId) ?? '',
      dueOn: campaign.committeeDueOn,
      cellDueOn: campaign.cellDueOn,
      isDecided: own.every(({ state }) => state === 'decided'),
      files: own,
      quotaExcess: quota.excess,
    })
  }
  return found
}
