import type { Database } from '@nq15/db/client'
import type { Role } from '@nq15/domain/access'
import { linkIdentity, unlinkIdentity } from '@nq15/use-cases/access/link-identity'
import { listAccounts } from '@nq15/use-cases/access/list-accounts'
import { sealEmergency } from '@nq15/use-cases/access/seal-emergency'
import { watchEmergencies } from '@nq15/use-cases/access/watch-emergencies'
import { type Answer, columns } from '../answer.ts'
import { operatorScope as operator } from '../operator.ts'
import { organizationIdOf, refused } from './account-verbs.ts'

export type SealOptions = {
  readonly username: string
  readonly name: string
  readonly role: Role
  readonly organization?: string
  readonly hours: number
}

/** `account emergency seal`: the passphrase is in the answer and nowhere else, to be printed and put in an envelope. */
export async function answerSeal(db: Database, options: SealOptions): Promise<Answer> {
  const { username, name, role, organization, hours } = options
  const organizationId = await organizationIdOf(db, organization)
  if (organizationId === undefined) return refused({ code: 'unknown-organization' })
  const sealed = await sealEmergency(db, operator('account:admin'), {
    username,
    displayName: name,
    role,
    organizationId,
    hours,
  })
  if (!sealed.ok) return refused(sealed.refusal)
  const { passphrase, again } = sealed.value
  return {
    json: { username, role, hours, passphrase, again },
    lines: [
      `Emergency account ${username} is sealed${again ? ' anew; its use, sessions and roles have ended' : ''}.`,
      'Passphrase, shown now and never again. Print it, put it in an envelope, seal and sign the envelope:',
      '',
      `  ${passphrase}`,
      '',
      `One use lasts ${hours} hours from its first sign-in and is told to every administrator and auditor. Then seal it anew.`,
    ],
    exitCode: 0,
  }
}

/** `account emergency list`: the seals; exit code 1 while one waits to be sealed anew. */
export async function answerEmergencies(db: Database): Promise<Answer> {
  const emergencies = await watchEmergencies(db, operator('account:admin'), new Date())
  const rows = emergencies.map(({ username, displayName, role, state, disabled, sealedAt, openedAt, closesAt }) => [
    username,
    displayName,
    role,
    disabled ? 'closed' : state,
    sealedAt.toISOString(),
    openedAt?.toISOString() ?? '',
    closesAt?.toISOString() ?? '',
  ])
  return {
    json: { emergencies },
    lines:
      rows.length === 0
        ? ['There is no emergency account. Make one: nq15 account emergency seal --username … --name …']
        : columns([['Username', 'Name', 'Role', 'State', 'Sealed', 'Opened', 'Closes'], ...rows]),
    exitCode: emergencies.some(({ state }) => state === 'spent') ? 1 : 0,
  }
}

/** `account link`: says whose account an identity of the provider is. */
export const answerLink = (
  db: Database,
  username: string,
  { subject, issuer }: { readonly subject: string; readonly issuer: string | null },
): Promise<Answer> =>
  onLinked(db, { username, issuer }, async (userId, from) => {
    const linked = await linkIdentity(db, operator('account:admin'), { userId, issuer: from, subject })
    if (!linked.ok) return refused(linked.refusal)
    const lines = [`Account ${username} is linked to the identity ${subject} of ${from}.`]
    return { json: { username, issuer: from, subject }, lines, exitCode: 0 }
  })

/** `account unlink`: takes the link away and ends the sessions it opened. */
export const answerUnlink = (
  db: Database,
  username: string,
  { issuer }: { readonly issuer: string | null },
): Promise<Answer> =>
  onLinked(db, { username, issuer }, async (userId, from) => {
    const unlinked = await unlinkIdentity(db, operator('account:admin'), { userId, issuer: from })
    if (!unlinked.ok) return refused(unlinked.refusal)
    const lines = [
      `Account ${username} is linked to no identity of ${from} any more; the sessions it opened have ended.`,
    ]
    return { json: { username, issuer: from }, lines, exitCode: 0 }
  })

async function onLinked(
  db: Database,
  { username, issuer }: { readonly username: string; readonly issuer: string | null },
  act: (userId: string, issuer: string) => Promise<Answer>,
): Promise<Answer> {
  if (issuer === null) return refused({ code: 'provider-off' })
  const accounts = await listAccounts(db, operator('account:admin'))
  const account = accounts.find((one) => one.username === username.trim().toLowerCase())
  return account ? act(account.userId, issuer) : refused({ code: 'unknown-account' })
}
