import { findOrganizationIdByCode, readToday } from '@nq15/db/access/grant.read'
import type { Database } from '@nq15/db/client'
import { listMembers } from '@nq15/db/members/member-list.read'
import { accessMessagesEn, type Role } from '@nq15/domain/access'
import type { LegalDay } from '@nq15/domain/shared'
import { createAccount } from '@nq15/use-cases/access/create-account'
import { disableAccount } from '@nq15/use-cases/access/disable-account'
import { grantRole } from '@nq15/use-cases/access/grant-role'
import { listAccounts } from '@nq15/use-cases/access/list-accounts'
import { resetAccount } from '@nq15/use-cases/access/reset-account'
import { type Answer, columns } from '../answer.ts'
import { operatorScope as operator } from '../operator.ts'

export type CreateOptions = {
  readonly username: string
  readonly name: string
  readonly role?: Role
  readonly organization?: string
  /** Card number of the member whose own file the account opens. */
  readonly card?: string
  readonly from?: LegalDay
  readonly to?: LegalDay
  /** Why the role is given. */
  readonly reason?: string
}

/** `account create`: the one-time password is in the answer and nowhere else. */
export async function answerCreate(db: Database, options: CreateOptions): Promise<Answer> {
  const { username, name, role, organization, card, from, to, reason } = options
  const organizationId = await organizationIdOf(db, organization)
  if (organizationId === undefined) return refused({ code: 'unknown-organization' })
  const memberId = await memberIdOf(db, card)
  if (memberId === undefined) return refused({ code: 'unknown-member' })
  const made = await createAccount(db, operator('account:admin'), {
    username,
    displayName: name,
    ...(role ? { role } : {}),
    ...(organizationId ? { organizationId } : {}),
    ...(memberId ? { memberId } : {}),
    ...(from ? { validFrom: from } : {}),
    ...(to ? { validTo: to } : {}),
    ...(reason ? { reason } : {}),
  })
  if (!made.ok) return refused(made.refusal)
  const { password, userId } = made.value
  return {
    json: { userId, username: made.value.username, password, role: role ?? null, organization: organization ?? null },
    lines: [
      `Account ${made.value.username} is made.`,
      `One-time password, shown now and never again: ${password}`,
      'It must be changed at the first sign-in.',
    ],
    exitCode: 0,
  }
}

/** `account grant`: one more role for an account. */
export async function answerGrant(
  db: Database,
  username: string,
  options: Omit<CreateOptions, 'username' | 'name' | 'role' | 'card'> & {
    readonly role: Role
    readonly acceptOverlap?: boolean
  },
): Promise<Answer> {
  const { role, organization, from, to, reason, acceptOverlap = false } = options
  const organizationId = await organizationIdOf(db, organization)
  if (organizationId === undefined) return refused({ code: 'unknown-organization' })
  return onAccount(db, username, async (userId) => {
    const given = await grantRole(db, operator('account:admin'), {
      userId,
      role,
      organizationId,
      ...(from ? { validFrom: from } : {}),
      ...(to ? { validTo: to } : {}),
      ...(reason ? { reason } : {}),
      acceptsOverlap: acceptOverlap,
    })
    return given.ok
      ? done({ username, role, grantId: given.value.grantId }, `${username} holds ${role}.`)
      : refused(given.refusal)
  })
}

/** `account list`. */
export async function answerList(db: Database): Promise<Answer> {
  const accounts = await listAccounts(db, operator('account:admin'))
  const rows = accounts.map(
    ({ username, displayName, roles, disabled, mustChangePassword, hasSecondFactor, isDemo }) => [
      username,
      displayName,
      roles.join(', ') || '-',
      [
        disabled ? 'closed' : 'open',
        mustChangePassword ? 'first password' : '',
        hasSecondFactor ? 'second factor' : '',
        isDemo ? 'demo' : '',
      ]
        .filter(Boolean)
        .join(', '),
    ],
  )
  return { json: { accounts }, lines: columns([['Username', 'Name', 'Roles', 'State'], ...rows]), exitCode: 0 }
}

/** `account disable` and, with `enable`, its undoing. */
export const answerDisable = (
  db: Database,
  username: string,
  { enable = false }: { enable?: boolean },
): Promise<Answer> =>
  onAccount(db, username, async (userId) => {
    const closed = await disableAccount(db, operator('account:admin'), { userId, disabled: !enable })
    const words = enable
      ? `Account ${username} is open again.`
      : `Account ${username} is closed; its sessions have ended.`
    return closed.ok ? done({ username, disabled: !enable }, words) : refused(closed.refusal)
  })

/** `account reset`: a new one-time password. */
export const answerReset = (
  db: Database,
  username: string,
  { secondFactor = false }: { secondFactor?: boolean },
): Promise<Answer> =>
  onAccount(db, username, async (userId) => {
    const reset = await resetAccount(db, operator('account:admin'), { userId, withSecondFactor: secondFactor })
    if (!reset.ok) return refused(reset.refusal)
    const { password } = reset.value
    return done(
      { username, password, secondFactorRemoved: secondFactor },
      `One-time password of ${username}, shown now and never again: ${password}`,
    )
  })

const done = (json: unknown, ...lines: string[]): Answer => ({ json, lines, exitCode: 0 })

type Refusal = { readonly code: keyof (typeof accessMessagesEn)['refusals'] } & Readonly<Record<string, unknown>>

/** A refusal in words, its facts filled in; the same object in JSON. */
export function refused(refusal: Refusal): Answer {
  const words = accessMessagesEn.refusals[refusal.code].replace(/\{(\w+)\}/g, (_, fact: string) =>
    String(refusal[fact] ?? ''),
  )
  return { json: { refused: true, ...refusal, message: words }, lines: [words], exitCode: 1 }
}

async function onAccount(db: Database, username: string, act: (userId: string) => Promise<Answer>): Promise<Answer> {
  const accounts = await listAccounts(db, operator('account:admin'))
  const account = accounts.find((one) => one.username === username.trim().toLowerCase())
  return account ? act(account.userId) : refused({ code: 'unknown-account' })
}

/** The organization of a code today; null without a code, undefined when there is none of that code. */
export async function organizationIdOf(db: Database, code: string | undefined): Promise<string | null | undefined> {
  if (code === undefined) return null
  const found = await db.asActor(operator('organization:read'), async (tx) =>
    findOrganizationIdByCode(tx, code, await readToday(tx)),
  )
  return found ?? undefined
}

/** Who carries a card number and is a member today; null without a number, undefined when there is nobody. */
async function memberIdOf(db: Database, card: string | undefined): Promise<string | null | undefined> {
  if (card === undefined) return null
  const scope = operator('member:read')
  const { rows } = await db.asActor(scope, async (tx) =>
    listMembers(tx, scope, {
      day: await readToday(tx),
      organizationId: null,
      status: null,
      text: card,
      offset: 0,
      limit: 10,
    }),
  )
  return rows.find(({ cardNumber }) => cardNumber === card.trim())?.memberId
}
