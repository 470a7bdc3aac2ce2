import { findAccountByUsername } from '@nq15/db/access/account.read'
import type { GrantLine } from '@nq15/db/access/account-file.read'
import { findOrganizationIdByCode, readToday } from '@nq15/db/access/grant.read'
import type { Database } from '@nq15/db/client'
import type { Role } from '@nq15/domain/access'
import type { LegalDay } from '@nq15/domain/shared'
import { delegateGrant } from '@nq15/use-cases/access/delegate-grant'
import { endGrant } from '@nq15/use-cases/access/end-grant'
import { giveFirstPasswords } from '@nq15/use-cases/access/give-first-passwords'
import { leaveAccount } from '@nq15/use-cases/access/leave-account'
import { readAccountFile } from '@nq15/use-cases/access/read-account-file'
import { type Answer, columns } from '../answer.ts'
import { operatorScope as operator } from '../operator.ts'
import { refused } from './account-verbs.ts'

/** Which role of an account is meant: by its organization's code of today when it is held in several. */
type Meant = { readonly role: Role; readonly organization?: string }

/** `account end`: a role ends; `on` is the first day without it. */
export async function answerEnd(
  db: Database,
  username: string,
  options: Meant & { readonly on?: LegalDay; readonly reason?: string },
): Promise<Answer> {
  const { on, reason, ...meant } = options
  const found = await findGrant(db, username, meant)
  if (!found) return refused({ code: 'unknown-grant' })
  const ended = await endGrant(db, operator('account:admin'), {
    grantId: found.id,
    ...(on ? { on } : {}),
    ...(reason ? { reason } : {}),
  })
  if (!ended.ok) return refused(ended.refusal)
  return {
    json: { username, role: meant.role, grantId: found.id, on: on ?? null },
    lines: [`${username} holds ${meant.role} ${on ? `until ${on}` : 'no longer'}.`],
    exitCode: 0,
  }
}

export type DelegateOptions = Meant & {
  readonly recipient: string
  /** A smaller organization, by its code of today. */
  readonly within?: string
  readonly from?: LegalDay
  readonly to: LegalDay
  readonly reason: string
  readonly acceptOverlap?: boolean
}

/** `account delegate`: one account stands in for another for some days. */
export async function answerDelegate(db: Database, username: string, options: DelegateOptions): Promise<Answer> {
  const { recipient, within, from, to, reason, acceptOverlap = false, ...meant } = options
  const found = await findGrant(db, username, meant)
  if (!found) return refused({ code: 'unknown-grant' })
  const scope = operator('organization:read')
  const { today, place } = await db.asActor(scope, async (tx) => {
    const day = await readToday(tx)
    return { today: day, place: within === undefined ? null : await findOrganizationIdByCode(tx, within, day) }
  })
  const organizationId = within === undefined ? found.organizationId : place
  if (!organizationId) return refused({ code: 'unknown-organization' })
  const validFrom = from ?? today
  const given = await delegateGrant(db, operator('account:admin'), {
    ...{ grantId: found.id, to: recipient, organizationId, validFrom, validTo: to, reason },
    acceptsOverlap: acceptOverlap,
  })
  if (!given.ok) return refused(given.refusal)
  return {
    json: { from: username, to: recipient, role: meant.role, grantId: given.value.grantId, validFrom, validTo: to },
    lines: [`${recipient} holds ${meant.role} in place of ${username} from ${validFrom} until ${to}.`],
    exitCode: 0,
  }
}

/** `account leave`: all roles and the account end on a day; what is still open is told. */
export async function answerLeave(
  db: Database,
  username: string,
  { on, reason }: { readonly on?: LegalDay; readonly reason: string },
): Promise<Answer> {
  const userId = await userIdOf(db, username)
  if (!userId) return refused({ code: 'unknown-account' })
  const day = on ?? (await db.asSignIn(readToday))
  const left = await leaveAccount(db, operator('account:admin'), { userId, on: day, reason })
  if (!left.ok) return refused(left.refusal)
  const { grantsEnded, openMatters } = left.value
  const open = openMatters.map(({ kind, organizationName, year, count }) => [
    kind,
    organizationName ?? '-',
    year === null ? '-' : String(year),
    String(count),
  ])
  return {
    json: { username, on: day, grantsEnded, openMatters },
    lines: [
      `${username} leaves on ${day}: ${grantsEnded} roles end and the account closes.`,
      ...(open.length > 0
        ? ['Still open, to be handed over:', ...columns([['What', 'Where', 'Year', 'Count'], ...open])]
        : ['Nothing is left open.']),
    ],
    exitCode: 0,
  }
}

/** `account passwords`: the next first passwords of an import, shown now and never again. */
export async function answerPasswords(db: Database, runId: string): Promise<Answer> {
  const given = await giveFirstPasswords(db, operator('account:admin'), { runId, requestId: crypto.randomUUID() })
  if (!given.ok)
    return {
      json: { refused: true, code: 'NOT_FOUND' },
      lines: ['There is no such taken import of accounts.'],
      exitCode: 1,
    }
  const rows = given.value.map(({ username, displayName, organizationName, password }) => [
    ...[username, displayName, organizationName ?? '-', password],
  ])
  return {
    json: { passwords: given.value },
    lines:
      rows.length === 0
        ? ['No account of this import waits for its first password.']
        : columns([['Username', 'Name', 'Organization', 'One-time password'], ...rows]),
    exitCode: 0,
  }
}

async function userIdOf(db: Database, username: string): Promise<string | null> {
  const account = await db.asSignIn((tx) => findAccountByUsername(tx, username.trim().toLowerCase()))
  return account?.userId ?? null
}

/** A role of the account that still lasts; null when there is none, or several and no organization was said. */
async function findGrant(db: Database, username: string, { role, organization }: Meant): Promise<GrantLine | null> {
  const userId = await userIdOf(db, username)
  const page = userId === null ? null : await readAccountFile(db, operator('account:admin'), userId)
  if (!page) return null
  const place =
    organization === undefined
      ? undefined
      : await db.asActor(operator('organization:read'), (tx) => findOrganizationIdByCode(tx, organization, page.today))
  const lasting = page.grants.filter(
    (grant) =>
      grant.userId === userId &&
      grant.role === role &&
      page.today < grant.validTo &&
      grant.validFrom < grant.validTo &&
      (place === undefined || grant.organizationId === place),
  )
  return lasting.length === 1 ? (lasting[0] ?? null) : null
}
