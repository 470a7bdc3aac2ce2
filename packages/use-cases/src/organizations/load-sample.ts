import { countRealAccounts } from '@nq15/db/access/account.read'
import { keepFirstPassword } from '@nq15/db/access/account.write'
import type { Database } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { insertMembers } from '@nq15/db/members/member.write'
import { insertOrganizations } from '@nq15/db/organizations/organization.write'
import { listOrganizationsOn } from '@nq15/db/organizations/tree.read'
import { findCampaign } from '@nq15/db/ratings/campaign.read'
import { listCommitteeFiles } from '@nq15/db/ratings/cell-file.read'
import type { Actor, Scope } from '@nq15/db/scope'
import { inventMembers } from '@nq15/db/seed/members.seed'
import { sampleCells, samplePlan } from '@nq15/db/seed/organizations.seed'
import { closeDecidedYear, fillDecidedYear, fillOpenCampaign, giveFirstEntryTo } from '@nq15/db/seed/ratings.seed'
import type { Permission, Role } from '@nq15/domain/access'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { createAccount } from '../access/create-account.ts'
import { keepSamplePlans } from '../consolidation/keep-sample-plans.ts'
import { keepSampleIncidents } from '../incidents/keep-sample-incidents.ts'
import { keepSampleInformation } from '../information/keep-sample-information.ts'
import { keepSampleInspections } from '../inspection/keep-sample-inspections.ts'
import { keepSampleWatch } from '../monitoring/keep-sample-watch.ts'
import { keepSamplePetitions } from '../petitions/keep-sample-petitions.ts'
import { createCampaign } from '../ratings/create-campaign.ts'
import { openCampaign } from '../ratings/open-campaign.ts'
import { refreshFile } from '../ratings/refresh-file.ts'
import { keepSampleDirectives } from '../reports/keep-sample-directives.ts'
import { keepSampleReviews } from '../reports/keep-sample-reviews.ts'
import { keepSampleTargets } from '../reports/keep-sample-targets.ts'
import { keepPlan } from './import-hanoi.ts'
import { keepSampleAccount } from './keep-sample-account.ts'
import { keepSampleAreas } from './keep-sample-areas.ts'
import { keepSampleFacts } from './keep-sample-facts.ts'

/** A demo account with the password made for it; told once, to whoever started the product. */
export type DemoAccount = { readonly username: string; readonly password: string; readonly role: Role }
export type LoadedSample = {
  readonly cells: number
  readonly members: number
  readonly accounts: readonly DemoAccount[]
}
export type SampleRefusal = { readonly code: 'REAL_ACCOUNTS' | 'NOT_EMPTY' }

type Proofs = {
  readonly now: Date
  /** The operator's proof for a permission, made by the command's gate. */
  readonly operator: (permission: Permission) => Scope
  /** The service that freezes populations. */
  readonly campaignService: Scope
  /** The gate's proof of what an account of the sample may do. */
  readonly prove: (actor: Actor, permission: Permission) => Scope | null
  /** Lays more than the demo beside it, while both years are open: a whole city. */
  readonly grow?: (demo: DemoYears) => Promise<void>
}

/** What stands when a sample may grow: the city and its two campaigns, last year's decided and not yet closed. */
export type DemoYears = {
  readonly cityId: string
  readonly decided: { readonly campaignId: string; readonly year: number }
  readonly underWay: { readonly campaignId: string; readonly year: number }
}

const day = '2026-11-23'
const year = 2026

/**
 * Loads the sample city into an empty database: three communes with their real lineage, forty invented cells with invented
 * members, last year decided, this year in the middle, and an account for each role. Refused beside real accounts or data.
 */
export async function loadSample(
  db: Database,
  { now, operator, campaignService, prove, grow }: Proofs,
): Promise<Result<LoadedSample, SampleRefusal>> {
  if ((await db.asSignIn(countRealAccounts)) > 0) return refuse({ code: 'REAL_ACCOUNTS' })
  const tree = operator('organization:write')
  const standing = await db.asActor(tree, (tx) => listOrganizationsOn(tx, tree, { day }))
  if (standing.length > 0) return refuse({ code: 'NOT_EMPTY' })

  const kept = await keepPlan(db, tree, samplePlan())
  if (!kept.ok) return refuse({ code: 'NOT_EMPTY' })
  const alive = await db.asActor(tree, (tx) => listOrganizationsOn(tx, tree, { day }))
  const idOf = (code: string): string => {
    const found = alive.find((one) => one.code === code)
    if (!found) throw new Error(`the sample has no organization ${code}`)
    return found.organizationId
  }
  const cells = sampleCells.map((cell) => ({ ...cell, organizationId: newId() }))
  const members = inventMembers(cells, year)
  await db.asActor(tree, async (tx) => {
    await insertOrganizations(
      tx,
      tree,
      cells.map(({ organizationId, code, name, kind, sector, communeCode }) => ({
        organizationId,
        side: 'party',
        code,
        name,
        kind,
        sector,
        parentId: idOf(communeCode),
        areaCode: communeCode,
        validFrom: '2025-07-01',
        validTo: '9999-12-31',
      })),
    )
    await insertMembers(tx, tree, members)
  })
  const cellSeven = cells.find(({ code }) => code === '00008.07')?.organizationId ?? ''
  const ofSeven = members.filter(({ organizationId }) => organizationId === cellSeven)
  const communeIds = [...new Set(cells.map(({ communeCode }) => idOf(communeCode)))]
  // Hashing passwords keeps other cores busy while the years are written.
  const [made] = await Promise.all([
    keepAccounts(db, operator('account:admin'), {
      places: { city: idOf('01'), ward: idOf('00008'), cell: cellSeven },
      memberIds: ofSeven.map(({ memberId }) => memberId),
    }),
    loadYears(db, {
      cityId: idOf('01'),
      communeIds,
      cells,
      now,
      setup: operator('campaign:setup'),
      campaignService,
      ...(grow ? { grow } : {}),
    }),
  ])
  const userIds = new Map(made.map(({ username, userId }) => [username, userId]))
  await keepSampleAreas(db, tree, { day, idOf, cells, userIds })
  const account = (username: string, organizationId: string) => {
    const found = demoAccounts.find((one) => one.username === username)
    const userId = userIds.get(username)
    if (!found || !userId) throw new Error(`the sample has no account ${username}`)
    return { userId, name: found.displayName, role: found.role, organizationId }
  }
  const [cityId, wardId] = [idOf('01'), idOf('00008')]
  const watched = {
    ...{ now, prove, cityId, wardId },
    board: account('thanhuy.btc', cityId),
    committee: account('thanhuy.thuongtruc', cityId),
    office: account('ngocha.vanphong', wardId),
    commune: account('ngocha.danguy', wardId),
    listedId: idOf('00382'),
    weighedId: idOf('00175'),
    cellId: cells.find(({ code }) => code === '00008.05')?.organizationId ?? '',
  }
  await keepSampleWatch(db, watched)
  await keepSampleAccount(db, { ...watched, areaMember: account('ngocha.diaban', wardId) })
  await keepSamplePlans(db, {
    ...watched,
    author: { ...watched.office, name: 'Văn phòng Đảng ủy xã (dữ liệu mẫu)', organizationId: watched.listedId },
    wardAuthor: account('ngocha.bithu', wardId),
  })
  await keepSamplePetitions(db, {
    ...{ now, prove },
    units: [
      {
        organizationId: wardId,
        desk: account('ngocha.tiepdan', wardId),
        head: account('ngocha.thutruong', wardId),
        isWhole: true,
      },
      ...communeIds
        .filter((id) => id !== wardId)
        .map((id) => ({
          organizationId: id,
          desk: account('ngocha.tiepdan', id),
          head: account('ngocha.thutruong', id),
          isWhole: false,
        })),
    ],
    cellId: cells.find(({ code }) => code === '00008.05')?.organizationId ?? '',
  })
  /** A full member without a post or a discipline in a cell below a commune. */
  const memberBelow = (code: string) => {
    const below = new Set(cells.flatMap((cell) => (cell.communeCode === code ? [cell.organizationId] : [])))
    const plain = members.find(
      (one) =>
        below.has(one.organizationId) &&
        one.status === 'active' &&
        one.posts.length === 0 &&
        one.disciplines.length === 0,
    )
    return plain?.cardNumber ? { card: plain.cardNumber, organizationId: plain.organizationId } : null
  }
  await keepSampleInspections(db, {
    ...watched,
    inspection: account('thanhuy.ubkt', cityId),
    member: memberBelow('00382'),
    author: { ...watched.office, name: 'Văn phòng Đảng ủy xã (dữ liệu mẫu)', organizationId: watched.listedId },
  })
  await keepSampleIncidents(db, {
    ...{ now, prove, cityId, communeIds, committee: watched.committee },
    author: account('thanhuy.vanphong', cityId),
  })
  await keepSampleInformation(db, {
    ...{ now, prove, wardId, cellId: cellSeven, office: watched.office, committee: watched.commune },
    secretary: account('tdp7.bithu', cellSeven),
  })
  const codes = [...new Set(cells.map(({ communeCode }) => communeCode))]
  await keepSampleFacts(db, operator('monitoring:screen'), {
    cityId: idOf('01'),
    cells,
    communes: codes.map((code) => ({ code, organizationId: idOf(code), size: 0 })),
    now,
  })
  await keepSampleDirectives(db, watched)
  await keepSampleTargets(db, operator('report:write'), { cityId, now })
  await keepSampleReviews(db, operator('report:write'), { cityId, communeId: wardId, now })
  const accounts = made.map(({ userId: _, ...account }) => account)
  const secretary = made.find(({ username }) => username === 'tdp7.bithu')?.userId
  // The count record of cell 7 is its secretary's own, so that he goes on with it and the teller counts a second time.
  if (secretary) await db.asActor(tree, (tx) => giveFirstEntryTo(tx, { organizationId: cellSeven, userId: secretary }))
  return ok({ cells: cells.length, members: members.length, accounts })
}

type Years = {
  readonly cityId: string
  readonly communeIds: readonly string[]
  readonly cells: Parameters<typeof fillOpenCampaign>[1]['cells']
  readonly now: Date
  readonly setup: Scope
  readonly campaignService: Scope
  readonly grow?: NonNullable<Proofs['grow']>
}

async function loadYears(
  db: Database,
  { cityId, communeIds, cells, now, setup, campaignService, grow }: Years,
): Promise<void> {
  const open = async (of: number): Promise<string> => {
    const made = await createCampaign(db, setup, {
      requestId: newId(),
      organizationId: cityId,
      issuer: 'Thành ủy Hà Nội (dữ liệu mẫu)',
      year: of,
      opensOn: `${of}-11-03`,
      // Behind us on the sample's own day, so that its committees can decide.
      cutOffOn: `${of}-10-31`,
      cellDueOn: `${of}-12-10`,
      committeeDueOn: `${of}-12-20`,
      quotaDenominator: 'T_ONLY',
      votingBase: 'COLLECTED',
      secondEntryRequired: of === year,
      twoRounds: false,
    })
    if (!made.ok) throw new Error(`the sample's campaign was refused: ${made.refusal.code}`)
    const opened = await openCampaign(db, setup, { campaignId: made.value.id, now, campaignService })
    if (!opened.ok) throw new Error(`the sample's campaign was not opened: ${opened.refusal.code}`)
    return made.value.id
  }
  const decided = await open(year - 1)
  await db.asActor(setup, (tx) => fillDecidedYear(tx, { campaignId: decided, year: year - 1 }))
  const campaignId = await open(year)
  await db.asActor(setup, async (tx) => {
    await fillOpenCampaign(tx, { campaignId, year, cells })
    const campaign = await findCampaign(tx, setup, campaignId)
    if (!campaign) throw new Error('the campaign of the sample is gone')
    for (const committeeId of communeIds) {
      for (const file of await listCommitteeFiles(tx, setup, { campaignId, committeeId })) {
        if (file.state !== 'not-started') await refreshFile(tx, setup, { campaign, file, at: now })
      }
    }
  })
  await grow?.({ cityId, decided: { campaignId: decided, year: year - 1 }, underWay: { campaignId, year } })
  await db.asActor(setup, (tx) => closeDecidedYear(tx, decided))
}

type Places = { readonly city: string; readonly ward: string; readonly cell: string }

/** One demo account per role; `member` = whose own file it is, by the place in the list of cell 7. */
const demoAccounts: readonly {
  readonly username: string
  readonly displayName: string
  readonly role: Role
  readonly place?: keyof Places
  readonly member?: number
}[] = [
  { username: 'thanhuy.btc', displayName: 'Ban Tổ chức Thành ủy', role: 'organization-board', place: 'city' },
  { username: 'thanhuy.thuongtruc', displayName: 'Thường trực Thành ủy', role: 'standing-committee', place: 'city' },
  { username: 'thanhuy.vanphong', displayName: 'Văn phòng Thành ủy', role: 'city-office', place: 'city' },
  { username: 'thanhuy.ubkt', displayName: 'Ủy ban Kiểm tra Thành ủy', role: 'inspection-commission', place: 'city' },
  {
    username: 'ngocha.diaban',
    displayName: 'Thành ủy viên phụ trách phường Ngọc Hà',
    role: 'area-member',
    place: 'ward',
  },
  { username: 'ngocha.vanphong', displayName: 'Nguyễn Thu Trang', role: 'grassroots-office', place: 'ward' },
  { username: 'ngocha.bithu', displayName: 'Bí thư Đảng ủy phường Ngọc Hà', role: 'org-secretary', place: 'ward' },
  { username: 'ngocha.danguy', displayName: 'Đảng ủy phường Ngọc Hà', role: 'grassroots-committee', place: 'ward' },
  { username: 'ngocha.tiepdan', displayName: 'Phạm Thị Lan Anh', role: 'receptionist', place: 'ward' },
  {
    username: 'ngocha.thutruong',
    displayName: 'Thủ trưởng tiếp công dân phường Ngọc Hà',
    role: 'unit-head',
    place: 'ward',
  },
  { username: 'tdp7.bithu', displayName: 'Nguyễn Thị Bích Hường', role: 'org-secretary', place: 'cell', member: 0 },
  { username: 'tdp7.kiemphieu', displayName: 'Trần Quang Thịnh', role: 'cell-teller', place: 'cell', member: 1 },
  { username: 'tdp7.dangvien', displayName: 'Phạm Văn Khuê', role: 'member', place: 'cell', member: 2 },
  { username: 'quantri', displayName: 'Quản trị hệ thống', role: 'system-admin' },
  { username: 'kiemtoan', displayName: 'Kiểm toán quyền riêng tư', role: 'privacy-auditor' },
  { username: 'giukhoa', displayName: 'Người giữ khóa danh tính', role: 'identity-custodian', place: 'ward' },
]

async function keepAccounts(
  db: Database,
  scope: Scope,
  { places, memberIds }: { places: Places; memberIds: readonly string[] },
): Promise<(DemoAccount & { readonly userId: string })[]> {
  return Promise.all(
    demoAccounts.map(async ({ username, displayName, role, place, member }) => {
      const memberId = member === undefined ? undefined : memberIds[member]
      const made = await createAccount(db, scope, {
        username,
        displayName,
        role,
        isDemo: true,
        ...(place ? { organizationId: places[place] } : {}),
        ...(memberId ? { memberId } : {}),
      })
      if (!made.ok) throw new Error(`the demo account ${username} was refused: ${made.refusal.code}`)
      await db.asSignIn((tx) => keepFirstPassword(tx, made.value.userId))
      return { username, password: made.value.password, role, userId: made.value.userId }
    }),
  )
}
