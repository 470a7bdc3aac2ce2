import { createHash } from 'node:crypto'
import { countRealAccounts } from '@nq15/db/access/account.read'
import { keepFirstPassword } from '@nq15/db/access/account.write'
import type { Database } from '@nq15/db/client'
import { listOrganizationsOn } from '@nq15/db/organizations/tree.read'
import type { Scope } from '@nq15/db/scope'
import { measureCity } from '@nq15/db/seed/city-ground'
import { type NationMeasure, nationMeasure } from '@nq15/db/seed/nation-ground'
import { nationParts, sumNation } from '@nq15/db/seed/nation-hash'
import {
  layNationHistory,
  layNationImports,
  layNationMembers,
  layNationTree,
  layNationUnitHistory,
  ratedParts,
} from '@nq15/db/seed/ratings-nation.seed'
import type { Permission, Role } from '@nq15/domain/access'
import { todayInHanoi } from '@nq15/domain/calendar'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { createAccount } from '../access/create-account.ts'
import { type Laying, layInParts, rangesOf } from './lay-in-parts.ts'
import type { DemoAccount, SampleRefusal } from './load-sample.ts'

/** How large a nation is laid: `ratio` 1 is the whole one, with `years` of ratings behind today's year. */
export type NationOrder = Laying & {
  readonly seed: number
  readonly ratio: number
  readonly years: number
  readonly now: Date
  readonly operator: (permission: Permission) => Scope
}
export type LaidNation = {
  readonly hash: string
  readonly measure: NationMeasure
  readonly accounts: readonly DemoAccount[]
}

const membersAtOnce = 30_000
const ratedAtOnce = 50_000

/**
 * Lays a nation into an empty database: the tree of its provinces, a file of every member and their ratings in the yearly
 * partitions, whose sums the database keeps for every level. Every wall stands; a bounded number of rows in each transaction.
 * Answers the hash of what was laid and an account at each level. Refused beside real accounts or data.
 */
export async function layNation(
  db: Database,
  { seed, ratio, years, now, operator, ...laying }: NationOrder,
): Promise<Result<LaidNation, SampleRefusal>> {
  if ((await db.asSignIn(countRealAccounts)) > 0) return refuse({ code: 'REAL_ACCOUNTS' })
  const today = todayInHanoi(now)
  const [tree, setup] = [operator('organization:write'), operator('campaign:setup')]
  const standing = await db.asActor(tree, (tx) => listOrganizationsOn(tx, tree, { day: today }))
  if (standing.length > 0) return refuse({ code: 'NOT_EMPTY' })

  const measure = nationMeasure(ratio, years, today)
  const ground = { measure, seed, today }
  const measured = (tables: readonly string[]) => db.asActor(tree, (tx) => measureCity(tx, tables))
  await layInParts(db, laying, { step: 'organizations', scope: tree, parts: [0] }, (tx) => layNationTree(tx, ground))
  await measured(['organization', 'organization_version'])
  await layInParts(
    db,
    laying,
    { step: 'members', scope: tree, parts: rangesOf(measure.members, membersAtOnce) },
    (tx, range) => layNationMembers(tx, ground, range),
  )
  await measured(['member', 'membership'])
  await layInParts(db, laying, { step: 'imports', scope: setup, parts: [0] }, (tx) => layNationImports(tx, ground))
  await layInParts(
    db,
    laying,
    { step: 'ratings', scope: setup, parts: ratedParts(rangesOf(measure.members, ratedAtOnce), measure.years) },
    (tx, part) => layNationHistory(tx, ground, part),
  )
  await layInParts(db, laying, { step: 'levels', scope: setup, parts: measure.years }, (tx, year) =>
    layNationUnitHistory(tx, ground, year),
  )
  await measured(['rating_history', 'rating_history_unit', 'rating_history_sum'])
  const accounts = await keepAccounts(db, { tree, keeper: operator('account:admin'), today })
  const lines = new Map<number | null, string>()
  await layInParts(db, laying, { step: 'hash', scope: setup, parts: nationParts(ground) }, async (tx, part) => {
    lines.set(part, await sumNation(tx, ground, part))
  })
  const hash = createHash('sha256').update(JSON.stringify(measure))
  for (const part of nationParts(ground)) hash.update(`${lines.get(part)}\n`)
  return ok({ hash: hash.digest('hex'), measure, accounts })
}

/** One account at each level, for looking at the pages of a nation. */
const demoAccounts: readonly {
  readonly username: string
  readonly displayName: string
  readonly role: Role
  readonly code: RegExp
}[] = [
  { username: 'tw.vanphong', displayName: 'Văn phòng cấp trên cùng (mẫu)', role: 'city-office', code: /^TW$/u },
  { username: 'tinh1.vanphong', displayName: 'Văn phòng Tỉnh ủy Mẫu 1', role: 'city-office', code: /^T01$/u },
  {
    username: 'xa1.vanphong',
    displayName: 'Văn phòng Đảng ủy xã Mẫu 1',
    role: 'grassroots-office',
    code: /^T01\.0001$/u,
  },
  { username: 'chibo1.bithu', displayName: 'Bí thư Chi bộ Mẫu 1', role: 'org-secretary', code: /^T01\.0001\.1$/u },
]

async function keepAccounts(
  db: Database,
  { tree, keeper, today }: { readonly tree: Scope; readonly keeper: Scope; readonly today: string },
): Promise<DemoAccount[]> {
  const organizations = await db.asReader(tree, (tx) => listOrganizationsOn(tx, tree, { day: today }))
  const kept: DemoAccount[] = []
  for (const { code, ...account } of demoAccounts) {
    const place = organizations.find((one) => code.test(one.code))
    if (!place) throw new Error(`the sample has no organization like ${code}`)
    const { organizationId } = place
    const made = await createAccount(db, keeper, { ...account, organizationId, isDemo: true })
    if (!made.ok) throw new Error(`the demo account ${account.username} was refused: ${made.refusal.code}`)
    await db.asSignIn((tx) => keepFirstPassword(tx, made.value.userId))
    kept.push({ username: account.username, password: made.value.password, role: account.role })
  }
  return kept
}
